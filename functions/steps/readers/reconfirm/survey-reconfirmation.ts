import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import {
  answerDays,
  answerOf,
  hadTimeToAnswer,
  newReconfirmation,
  type Reconfirmation,
} from "../../../core/people/reconfirm/reconfirmation.ts";
import type { Subscription } from "../../../core/people/subscription.ts";
import { getAskedMarks } from "../../../store/people/reconfirmations.ts";
import { listSubscriptions } from "../../../store/people/subscriptions.ts";
import type { Pipeline } from "../../pipeline.ts";
import { isAskable } from "./ask-people.ts";

/** The people on a list, by what a removal now would do with them. */
export type ReconfirmationSurvey = {
  readonly people: number;
  readonly confirmed: number;
  /** They came onto the list after the question. */
  readonly newer: number;
  /** They had an email and time, and did not answer: a removal takes them off. */
  readonly unanswered: number;
  /** They stay: they had no email, or too little time, or nobody knows whether it went out. */
  readonly notAsked: number;
};

type World = Pick<Pipeline, "table" | "now">;

/** Counts the people of a list; undefined if it has more than `maxPeople`. */
export async function surveyReconfirmation(
  pipeline: World,
  reconfirmation: Reconfirmation,
  maxPeople: number,
): Promise<ReconfirmationSurvey | undefined> {
  const counts = { people: 0, confirmed: 0, newer: 0, unanswered: 0, notAsked: 0 };
  for await (const { what } of eachAnswer(pipeline, reconfirmation)) {
    if (++counts.people > maxPeople) return undefined;
    counts[what]++;
  }
  return counts;
}

/** Counts the people of a list who would be asked now, in the name of a bulletin. */
export async function countAskable(
  { table, now }: World,
  list: string,
  bulletin: Bulletin,
): Promise<number> {
  const given = { id: "dry-run", list, bulletin: bulletin.id, days: answerDays.usual };
  // A second later: people who were added just now are asked too.
  const reconfirmation = newReconfirmation({ ...given, now: now() + 1_000 });
  const asker = { reconfirmation, bulletin, names: [bulletin.name] };
  let askable = 0;
  for await (const person of listSubscriptions(table, list))
    if (isAskable(asker, person, now())) askable++;
  return askable;
}

/** Yields the people that a removal now would take off the list. */
export async function* listUnanswered(
  pipeline: World,
  reconfirmation: Reconfirmation,
): AsyncGenerator<Subscription> {
  for await (const { person, what } of eachAnswer(pipeline, reconfirmation))
    if (what === "unanswered") yield person;
}

async function* eachAnswer({ table, now }: World, reconfirmation: Reconfirmation) {
  let page: Subscription[] = [];
  for await (const person of listSubscriptions(table, reconfirmation.list)) {
    page.push(person);
    if (page.length < 100) continue;
    yield* await judged(page);
    page = [];
  }
  yield* await judged(page);

  async function judged(people: readonly Subscription[]) {
    const open = people.filter(person => answerOf(reconfirmation, person) === "none");
    const ids = open.map(({ id }) => id);
    const marks = await getAskedMarks(table, reconfirmation.id, ids);
    return people.map(person => {
      const answer = answerOf(reconfirmation, person);
      if (answer !== "none") return { person, what: answer };
      const had = hadTimeToAnswer(marks.get(person.id), now());
      return { person, what: had ? ("unanswered" as const) : ("notAsked" as const) };
    });
  }
}
