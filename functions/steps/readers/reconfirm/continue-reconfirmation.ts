import { clockBy } from "../../../core/access/actor.ts";
import {
  type AskedMark,
  answerOf,
  atTime,
  hadTimeToAnswer,
  type Reconfirmation,
  walked,
} from "../../../core/people/reconfirm/reconfirmation.ts";
import type { Subscription } from "../../../core/people/subscription.ts";
import { listBulletins } from "../../../store/bulletins/bulletins.ts";
import { changeSubscriberBy } from "../../../store/people/projections.ts";
import {
  changeReconfirmation,
  getAskedMarks,
  getReconfirmation,
} from "../../../store/people/reconfirmations.ts";
import { listPeoplePage } from "../../../store/people/subscriptions.ts";
import { decision } from "../../decision.ts";
import { giveNotice } from "../../notices/give-notice.ts";
import type { Pipeline } from "../../pipeline.ts";
import { askPeople } from "./ask-people.ts";
import type { Asker } from "./reconfirm-mail.ts";

const peopleAtATime = 25;
/** A worker that has not stored anything for this time is dead. */
const busyMs = 120_000;

/**
 * Goes on with the reconfirmation of a list until `until` (of the monotonic clock): asks, reminds, or
 * removes people, in the order of the list. Whatever happens, nobody is asked twice, and nobody is
 * removed who answered: each email is claimed by name, and each removal is refused if the person
 * changed since. Returns it as it is stored then.
 */
export async function continueReconfirmation(
  pipeline: Pipeline,
  list: string,
  until: number,
): Promise<Reconfirmation | undefined> {
  const known = await getReconfirmation(pipeline.table, list);
  const now = pipeline.now();
  if (!known || (known.busyUntil !== undefined && Date.parse(known.busyUntil) > now)) return known;
  let at: Reconfirmation | undefined = atTime(known, now);
  if (at !== known) at = await changeReconfirmation(pipeline.table, known, at);
  if (at?.phase === "ended") await tellEnded(pipeline, at);
  while (at && isWalking(at) && pipeline.monotonic() < until) {
    const step = await walkOn(pipeline, at);
    if (!step.goesOn) return step.stored ?? at;
    at = step.stored;
  }
  // Another worker may go on at once.
  if (at?.busyUntil !== undefined)
    at = await changeReconfirmation(pipeline.table, at, { ...at, busyUntil: undefined });
  return at;
}

function isWalking({ phase }: Reconfirmation): boolean {
  return phase === "asking" || phase === "reminding" || phase === "removing";
}

type Step = { readonly stored: Reconfirmation | undefined; readonly goesOn: boolean };

/** Does the next people of the list, and stores how far it has come. */
async function walkOn(pipeline: Pipeline, at: Reconfirmation): Promise<Step> {
  const { table } = pipeline;
  const busyUntil = new Date(pipeline.now() + busyMs).toISOString();
  const mine = await changeReconfirmation(table, at, { ...at, busyUntil });
  if (!mine) return { stored: undefined, goesOn: false };
  const request = { maxItems: peopleAtATime, from: mine.after };
  const { items, next } = await listPeoplePage(table, mine.list, request);
  const marks = await getAskedMarks(
    table,
    mine.id,
    items.map(({ id }) => id),
  );
  const people = items.map(person => [person, marks.get(person.id)] as const);
  const done =
    mine.phase === "removing"
      ? await removePeople(pipeline, mine, people)
      : await emailPeople(pipeline, mine, people);
  if (done === undefined) {
    const stored = await changeReconfirmation(table, mine, { ...mine, busyUntil: undefined });
    return { stored, goesOn: false };
  }
  const counter = { asking: "asked", reminding: "reminded", removing: "removed" } as const;
  const name = counter[mine.phase as keyof typeof counter];
  const counted = { ...mine, [name]: mine[name] + done };
  const stored = await changeReconfirmation(
    table,
    mine,
    next === undefined ? { ...walked(counted), busyUntil: undefined } : { ...counted, after: next },
  );
  return { stored, goesOn: stored !== undefined };
}

type Listed = readonly (readonly [Subscription, AskedMark | undefined])[];

/** Returns how many of the people have the email; undefined if the rest must wait. */
async function emailPeople(
  pipeline: Pipeline,
  at: Reconfirmation,
  people: Listed,
): Promise<number | undefined> {
  const email = at.phase === "asking" ? "asked" : "reminded";
  const asker = await askerOf(pipeline, at);
  // Nobody can be asked in the name of a bulletin that is gone, or uses another list by now.
  if (!asker) return 0;
  if (!(await askPeople(pipeline, asker, email, people))) return undefined;
  const ids = people.map(([{ id }]) => id);
  const marks = await getAskedMarks(pipeline.table, at.id, ids);
  return ids.filter(id => marks.get(id)?.[email] !== undefined).length;
}

async function askerOf({ table }: Pipeline, at: Reconfirmation): Promise<Asker | undefined> {
  const users = (await listBulletins(table)).filter(({ lists }) => lists.includes(at.list));
  const bulletin = users.find(({ id }) => id === at.bulletin);
  return bulletin && { reconfirmation: at, bulletin, names: users.map(({ name }) => name) };
}

/** Takes the people off the list who had an email and time, and did not answer. */
async function removePeople(
  pipeline: Pipeline,
  at: Reconfirmation,
  people: Listed,
): Promise<number> {
  const now = new Date(pipeline.now());
  const due = people.filter(
    ([person, mark]) => answerOf(at, person) === "none" && hadTimeToAnswer(mark, now.getTime()),
  );
  const removed = await Promise.all(
    due.map(async ([{ id }]) => {
      const history = () =>
        decision(pipeline, {
          by: clockBy("unanswered"),
          what: "person-removed",
          on: { kind: "subscriber", id },
          changes: { list: { before: at.list } },
        });
      const step = await changeSubscriberBy(
        pipeline.table,
        id,
        ({ lists: { [at.list]: place } }) =>
          // They may have answered since the row was read. Without a place they are off the list
          // already, and an earlier attempt may have died before the row.
          place && answerOf(at, { ...place, joinedAt: place.at }) !== "none"
            ? {}
            : { leave: at.list },
        { now, history },
      );
      return step !== undefined && step.after !== step.before;
    }),
  );
  return removed.filter(Boolean).length;
}

/** Tells the operators that someone must decide. */
async function tellEnded(pipeline: Pipeline, { id, list }: Reconfirmation): Promise<void> {
  await giveNotice(pipeline, `reconfirm-ended#${id}`, async () => ({
    kind: "reconfirm-ended",
    list,
  }));
}
