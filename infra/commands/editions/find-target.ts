import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import { bulletinId } from "../../../functions/core/bulletins/bulletin-id.ts";
import { bulletinIn, type Edition } from "../../../functions/core/bulletins/edition.ts";
import {
  isHeld,
  isInWindow,
  isOver,
  isProposed,
  isUnderWay,
  isWaiting,
} from "../../../functions/core/bulletins/status.ts";
import { allows } from "../../../functions/core/bulletins/transitions/transition.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { getBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getEdition, listEditions } from "../../../functions/store/bulletins/editions.ts";
import { BadInput } from "../../cli/bad-input.ts";
import type { EditionVerb } from "./edition-arguments.ts";

/** `edition` is undefined for a bulletin that has none to which the verb could apply. */
export type Target = { readonly bulletin: Bulletin; readonly edition: Edition | undefined };

/** Editions of a bulletin to look through, the latest first. */
const maxEditions = 20;

const fits: Readonly<Record<EditionVerb, (edition: Edition) => boolean>> = {
  propose: isProposed,
  approve: isWaiting,
  send: isProposed,
  pause: isUnderWay,
  resume: isHeld,
  undo: edition => isInWindow(edition) || isProposed(edition),
  stop: edition => allows("stop", edition),
  correct: isOver,
};

/**
 * Returns the edition that an argument names. The name of a bulletin means its earliest edition to
 * which the verb applies. Throws BadInput for an unknown name.
 */
export async function findTarget(
  { table }: Pick<Pipeline, "table">,
  verb: EditionVerb,
  name: string,
): Promise<Target> {
  const isEdition = name.includes("_");
  const id = isEdition ? bulletinIn(name) : name;
  const bulletin = bulletinId.safeParse(id).success ? await getBulletin(table, id) : undefined;
  if (!bulletin) throw new BadInput(`There is no bulletin "${id}".`);
  if (isEdition) {
    const edition = /^[\w-]+$/.test(name) ? await getEdition(table, name) : undefined;
    if (!edition) throw new BadInput(`There is no edition "${name}".`);
    return { bulletin, edition };
  }
  const { items } = await listEditions(table, id, { maxItems: maxEditions });
  return { bulletin, edition: items.findLast(fits[verb]) };
}
