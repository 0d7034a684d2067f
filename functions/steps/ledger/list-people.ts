import type { Edition } from "../../core/bulletins/edition.ts";
import { firstPosition, latestPositions } from "../../core/ledger/attempt.ts";
import type { FeedbackNote } from "../../core/ledger/feedback-note.ts";
import { countsAs, type Figure, positionsCounting } from "../../core/ledger/figure.ts";
import {
  isReturned,
  isWithheld,
  noProgress,
  type Progress,
  type Standing,
  standingOf,
} from "../../core/ledger/progress.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { getBatches, listBatches } from "../../store/ledger/batches.ts";
import { getNotesOf } from "../../store/ledger/feedback-notes.ts";
import { getMessagesOf, type KeptMessage } from "../../store/ledger/messages.ts";
import { getSubscribers } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";

/** A person's place in the ledger. Lists continue after it. */
export type Place = { readonly batch: string; readonly position: number };

/** One person of an edition, and the outcome of their copy. */
export type PersonOnEdition = {
  readonly place: Place;
  readonly subscriber: string;
  /** Undefined after they were erased. */
  readonly person: Subscriber | undefined;
  readonly standing: Standing;
  /** Epoch milliseconds by which the batch's latest claim was submitted; 0 if there was none. */
  readonly claimedAt: number;
  readonly delivered: boolean;
  readonly bounced: boolean;
  readonly deferred: boolean;
  readonly complained: boolean;
  readonly assumed: boolean;
  readonly resent: boolean;
  /** SES took the letter but did not send it: the address is on SES's suppression list. */
  readonly withheld: boolean;
  /** The letter was rejected or came back because of the address: another address may help. */
  readonly returned: boolean;
  /** The messages that SES accepted, earliest first. */
  readonly messages: readonly KeptMessage[];
  /** SES's other reports, earliest first. */
  readonly notes: readonly FeedbackNote[];
};

/** The people read so far, and the place up to which they were read. */
export type PeopleRead = { readonly people: readonly PersonOnEdition[]; readonly through: Place };

type World = Pick<Pipeline, "table" | "now">;

/** Greater than every position. */
const afterAll = 999;
/** People whose records are read together. */
const peoplePerRead = 100;
/** After this many batches a search reports how far it is. */
const batchesPerReport = 500;

/**
 * Yields the people of an edition who count under a figure, or all people, in the order of the
 * ledger. Starts after a place and skips the first `skip` people: it reads only their ledger.
 * Yields some people at a time, however many there are. A long search without matches yields empty
 * groups.
 */
export async function* listPeople(
  pipeline: World,
  edition: Pick<Edition, "id">,
  figure: Figure | undefined,
  { after, skip = 0 }: { readonly after?: Place | undefined; readonly skip?: number } = {},
): AsyncGenerator<PeopleRead> {
  let toSkip = skip;
  let found: Found[] = [];
  let batches = 0;
  for await (const each of search(pipeline, edition.id, figure, after?.batch ?? "")) {
    const rest =
      each.batch === after?.batch
        ? each.positions.filter(position => position > after.position)
        : each.positions;
    const positions = rest.slice(toSkip);
    toSkip -= rest.length - positions.length;
    if (positions.length > 0) found.push({ ...each, positions });
    const isFull = found.reduce((sum, { positions }) => sum + positions.length, 0) >= peoplePerRead;
    if (!isFull && ++batches < batchesPerReport) continue;
    yield {
      people: await readPeople(pipeline, edition.id, found),
      through: { batch: each.batch, position: afterAll },
    };
    found = [];
    batches = 0;
  }
  const last = found.at(-1);
  if (last)
    yield {
      people: await readPeople(pipeline, edition.id, found),
      through: { batch: last.batch, position: afterAll },
    };
}

type Found = {
  readonly batch: string;
  readonly positions: readonly number[];
  readonly progress: Progress;
  /** Present if the batch itself has been read. */
  readonly subscribers?: readonly string[];
};

/**
 * Yields the matching positions, batch by batch. Only pending people may have no progress, so other
 * figures need no batches.
 */
function search(
  pipeline: World,
  edition: string,
  figure: Figure | undefined,
  from: string,
): AsyncGenerator<Found> {
  return figure === undefined || figure === "pending"
    ? searchBatches(pipeline, edition, figure, from)
    : searchProgress(pipeline, edition, figure, from);
}

async function* searchProgress(
  pipeline: World,
  edition: string,
  figure: Figure,
  from: string,
): AsyncGenerator<Found> {
  for await (const { batch, progress } of listProgress(pipeline.table, edition, { from }))
    yield { batch, progress, positions: positionsCounting(progress, figure, pipeline.now()) };
}

async function* searchBatches(
  pipeline: World,
  edition: string,
  figure: Figure | undefined,
  from: string,
): AsyncGenerator<Found> {
  const all = listProgress(pipeline.table, edition, { from });
  let head = await all.next();
  for await (const { id, subscribers } of listBatches(pipeline.table, edition, { from })) {
    while (!head.done && head.value.batch < id) head = await all.next();
    const progress = !head.done && head.value.batch === id ? head.value.progress : noProgress;
    const everybody = latestPositions(progress, subscribers.length);
    const positions = everybody.filter(
      position => figure === undefined || countsAs(progress, position, figure, pipeline.now()),
    );
    yield { batch: id, subscribers, progress, positions };
  }
}

async function readPeople(
  pipeline: World,
  edition: string,
  found: readonly Found[],
): Promise<PersonOnEdition[]> {
  const { table } = pipeline;
  const unread = found.filter(each => each.subscribers === undefined).map(({ batch }) => batch);
  const all = found.map(({ batch }) => batch);
  const [batches, messages, notes] = await Promise.all([
    getBatches(table, edition, unread),
    getMessagesOf(table, edition, all),
    getNotesOf(table, edition, all),
  ]);
  const people = found.flatMap(
    ({ batch, positions, progress, subscribers = batches.get(batch)?.subscribers ?? [] }) =>
      // An event of a foreign message may name a position that the batch does not have.
      positions.flatMap(position => {
        const subscriber = subscribers[firstPosition(progress, position)];
        if (subscriber === undefined) return [];
        const accepted = messages.get(batch)?.get(position) ?? [];
        const reports = notes.get(batch)?.get(position) ?? [];
        return [
          { place: { batch, position }, subscriber, progress, messages: accepted, notes: reports },
        ];
      }),
  );
  const known = await getSubscribers(
    table,
    people.map(({ subscriber }) => subscriber),
  );
  const byId = new Map(known.map(person => [person.id, person]));
  return people.map(each => onEdition(each, byId.get(each.subscriber), pipeline.now()));
}

type Copy = {
  readonly place: Place;
  readonly subscriber: string;
  readonly progress: Progress;
  readonly messages: readonly KeptMessage[];
  readonly notes: readonly FeedbackNote[];
};

/** Returns the ledger's record of one person's copy. */
export function onEdition(
  { place, subscriber, progress, messages, notes }: Copy,
  person: Subscriber | undefined,
  now: number,
): PersonOnEdition {
  const counts = (figure: Figure) => countsAs(progress, place.position, figure, now);
  return {
    place,
    subscriber,
    person,
    messages,
    notes,
    standing: standingOf(progress, place.position, now),
    claimedAt: progress.claimedAt,
    delivered: counts("delivered"),
    bounced: counts("bounced"),
    deferred: counts("deferred"),
    complained: counts("complained"),
    assumed: counts("assumed"),
    resent: counts("resent"),
    withheld: isWithheld(progress, place.position),
    returned: isReturned(progress, place.position),
  };
}

/** A page of people. `next` is where the next page begins; undefined on the last page. */
export type PageOfPeople = {
  readonly people: readonly PersonOnEdition[];
  readonly next: Place | undefined;
};

/** Reads at most `maxPeople` people; fewer if `timeIsUp` first. The rest is on the next page. */
export async function readPage(
  reads: AsyncGenerator<PeopleRead>,
  maxPeople: number,
  timeIsUp: () => boolean = () => false,
): Promise<PageOfPeople> {
  const people: PersonOnEdition[] = [];
  for await (const read of reads) {
    people.push(...read.people);
    if (people.length > maxPeople)
      return { people: people.slice(0, maxPeople), next: people[maxPeople - 1]?.place };
    if (timeIsUp()) return { people, next: read.through };
  }
  return { people, next: undefined };
}
