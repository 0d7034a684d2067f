import { isApprover } from "../../core/access/approver.ts";
import type { Approval } from "../../core/bulletins/approval/approval.ts";
import { type Obstacle, whyNotOut } from "../../core/bulletins/approval/may-go-out.ts";
import {
  alwaysNeedsApproval,
  type OfferedEdition,
} from "../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Correction } from "../../core/bulletins/correction/correction.ts";
import { listTeam } from "../../store/access/members.ts";
import { readAccount } from "../ledger/read-account.ts";
import { countUnlessKnown } from "../people/count-audience.ts";
import type { Pipeline } from "../pipeline.ts";
import { changedBy } from "./changed-by.ts";

/** The letter that is about to go out. */
export type Outgoing = {
  readonly bulletin: Bulletin;
  readonly edition: OfferedEdition & { readonly id: string; readonly entries: readonly string[] };
  readonly hash: string;
  readonly approval: Approval | undefined;
};

/**
 * Returns why a letter may not go out; undefined if it may. The one check of every way to start a
 * send. Reads the team, the histories and the lists only if the bulletin asks for an approval and
 * the letter has one.
 */
export async function checkGoing(
  pipeline: Pick<Pipeline, "table" | "now">,
  { bulletin, edition, hash, approval }: Outgoing,
  audience: "count" | "is-cut",
): Promise<Obstacle | undefined> {
  const rule = bulletin.approval;
  const isAlwaysAsked = alwaysNeedsApproval(edition);
  const asked = { rule, isAlwaysAsked, hash, approval };
  const nobody = new Set<string>();
  const cheap = whyNotOut({ ...asked, isApprover: true, changedBy: nobody });
  if (cheap !== undefined || approval === undefined || rule === "none") return cheap;
  const team = await listTeam(pipeline.table);
  return whyNotOut({
    ...asked,
    isApprover: isApprover(team, bulletin, approval.by),
    changedBy: rule === "another" ? await changedBy(pipeline, bulletin, edition, team) : nobody,
    people:
      audience === "count" ? await countEveryone(pipeline, bulletin, edition.corrects) : undefined,
  });
}

/**
 * Counts everyone on a bulletin's lists, also those who are not written to. For a correction: those
 * who have the wrong letter, or may have it.
 */
export async function countEveryone(
  pipeline: Pick<Pipeline, "table" | "now">,
  bulletin: Bulletin,
  correction?: Correction,
): Promise<number> {
  if (correction?.to === "who-got-it") {
    const { accepted, uncertain } = await readAccount(pipeline, correction.edition);
    return accepted + uncertain;
  }
  const { writtenTo, notWrittenTo } = await countUnlessKnown(pipeline, bulletin);
  return writtenTo + notWrittenTo;
}
