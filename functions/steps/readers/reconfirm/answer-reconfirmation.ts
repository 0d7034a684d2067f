import { readerOf } from "../../../core/access/actor.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import {
  type ReconfirmBearer,
  verifyReconfirm,
} from "../../../core/people/reconfirm/reconfirm-token.ts";
import type { Reconfirmation } from "../../../core/people/reconfirm/reconfirmation.ts";
import type { Consent, Subscriber } from "../../../core/people/subscriber.ts";
import { getBulletin, listBulletins } from "../../../store/bulletins/bulletins.ts";
import { changeSubscriberBy } from "../../../store/people/projections.ts";
import { getReconfirmation } from "../../../store/people/reconfirmations.ts";
import { getSubscriber } from "../../../store/people/subscribers.ts";
import { decision } from "../../decision.ts";
import { changeLetters } from "../../people/change-letters.ts";
import type { Pipeline } from "../../pipeline.ts";

export type FoundQuestion =
  /** The token is not one of ours, or the person was erased. */
  | { readonly kind: "unknown" }
  | {
      readonly kind: "found";
      readonly bearer: ReconfirmBearer;
      readonly person: Subscriber;
      readonly reconfirmation: Reconfirmation;
      readonly bulletin: Bulletin;
      /** The names of all bulletins that use the list. */
      readonly names: readonly string[];
    };

type World = Pick<Pipeline, "table" | "linkKeys">;

/** Returns the question of a link. Changes nothing. */
export async function findQuestion(
  { table, linkKeys }: World,
  token: string,
): Promise<FoundQuestion> {
  const bearer = verifyReconfirm(token, linkKeys);
  if (!bearer) return { kind: "unknown" };
  const [person, reconfirmation, bulletins] = await Promise.all([
    getSubscriber(table, bearer.subscriber),
    getReconfirmation(table, bearer.list),
    listBulletins(table),
  ]);
  const bulletin = reconfirmation && (await getBulletin(table, reconfirmation.bulletin));
  // A later question has another link. The answer to an old one would be about other words.
  if (!person || !bulletin || reconfirmation.id !== bearer.reconfirmation)
    return { kind: "unknown" };
  const users = bulletins.filter(({ lists }) => lists.includes(bearer.list));
  const names = (users.length > 0 ? users : [bulletin]).map(({ name }) => name);
  return { kind: "found", bearer, person, reconfirmation, bulletin, names };
}

/**
 * Stores that a person still wants a list's letters, with the sentence that the page showed. Also
 * after they were taken off the list, or left it: it is their own wish.
 */
export async function keepLetters(
  pipeline: Pipeline,
  { bearer: { list }, person, reconfirmation }: Extract<FoundQuestion, { kind: "found" }>,
  wording: string,
): Promise<Subscriber | undefined> {
  const now = new Date(pipeline.now());
  const by = readerOf({ subscriber: person.id });
  await changeLetters(pipeline, person.id, { comeBack: [{ list }] }, by);
  const consent: Consent = {
    at: now.toISOString(),
    how: "reconfirmed",
    source: reconfirmation.id,
    wording,
    askedAt: reconfirmation.startedAt,
  };
  const step = await changeSubscriberBy(
    pipeline.table,
    person.id,
    // The first answer counts: a repetition changes nothing.
    ({ lists: { [list]: place } }) =>
      place?.source === reconfirmation.id ? {} : { join: { list, consent, renews: true } },
    {
      now,
      history: before => {
        const { at, how, source } = before.lists[list] ?? {};
        return decision(pipeline, {
          by,
          what: "reconfirmed",
          on: { kind: "subscriber", id: person.id },
          changes: { list: { after: list }, consent: { before: { at, how, source } } },
        });
      },
    },
  );
  pipeline.log("reconfirmed", { list, subscriber: person.id });
  return step?.after;
}

/** Takes a person off a list because they said so. No import puts them back. */
export async function endLetters(
  pipeline: Pipeline,
  { bearer: { list }, person }: Extract<FoundQuestion, { kind: "found" }>,
): Promise<void> {
  const by = readerOf({ subscriber: person.id });
  await changeLetters(pipeline, person.id, { leave: [{ list }] }, by);
}
