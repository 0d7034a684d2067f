/**
 * What a year of bulletins must come to, by rules written apart from the pipeline: it knows neither
 * its schedules, nor its statuses, nor its table. Instants are epoch milliseconds.
 */
export type YearBulletin = {
  readonly id: string;
  readonly rule: "none" | "one";
  readonly lateHours: number;
  /** In order. */
  readonly slots: readonly number[];
};

export type YearEvent =
  | {
      readonly at: number;
      readonly kind: "write";
      readonly bulletin: string;
      readonly entry: string;
    }
  | {
      readonly at: number;
      readonly kind: "edit";
      readonly bulletin: string;
      readonly entry: string;
    }
  | {
      readonly at: number;
      readonly kind: "approve";
      readonly bulletin: string;
      readonly slot: number;
    }
  /** `clocks` run at once, and believe that it is `now`. */
  | { readonly at: number; readonly kind: "tick"; readonly now: number; readonly clocks: number };

export type Fate = {
  readonly fate: "sent" | "skipped" | "empty";
  readonly entries: readonly string[];
};

const onTimeMs = 600_000;

type Book = {
  readonly bulletin: YearBulletin;
  /** Versions of what is written and not sent. */
  readonly pool: Map<string, number>;
  /** What was approved for a slot: the pool as it was. */
  readonly approved: Map<number, string>;
  readonly fates: Map<number, Fate>;
  /** Slots before this one had their turn. */
  turn: number;
};

/** Returns the fate of each slot that was due, by bulletin. */
export function expectedFates(
  bulletins: readonly YearBulletin[],
  events: readonly YearEvent[],
): Map<string, Map<number, Fate>> {
  const books = new Map(bulletins.map(bulletin => [bulletin.id, newBook(bulletin)]));
  for (const event of events) {
    if (event.kind === "tick") for (const book of books.values()) tick(book, event.now);
    else {
      const book = books.get(event.bulletin);
      if (!book) continue;
      if (event.kind === "approve") approve(book, event.slot, event.at);
      else if (event.kind === "write") book.pool.set(event.entry, 1);
      else if (book.pool.has(event.entry))
        book.pool.set(event.entry, (book.pool.get(event.entry) ?? 0) + 1);
    }
  }
  return new Map([...books].map(([id, { fates }]) => [id, fates]));
}

function newBook(bulletin: YearBulletin): Book {
  return { bulletin, pool: new Map(), approved: new Map(), fates: new Map(), turn: 0 };
}

const stateOf = ({ pool }: Book) => JSON.stringify([...pool].sort());

function tick(book: Book, now: number): void {
  const { slots } = book.bulletin;
  for (;;) {
    const slot = slots[book.turn];
    if (slot === undefined || slot > now) break;
    settle(book, slot, now);
    book.turn++;
  }
  // An approval of something else is none.
  for (const [slot, state] of book.approved)
    if (state !== stateOf(book)) book.approved.delete(slot);
  for (const slot of slots.slice(0, book.turn)) settle(book, slot, now);
}

function settle(book: Book, slot: number, now: number): void {
  if (book.fates.has(slot)) return;
  const { pool, approved, fates, bulletin } = book;
  if (pool.size === 0) return void fates.set(slot, { fate: "empty", entries: [] });
  const isTooLate = now - slot > Math.max(onTimeMs, bulletin.lateHours * 3_600_000);
  const isFree = bulletin.rule === "none" || approved.get(slot) === stateOf(book);
  if (isTooLate) return void fates.set(slot, { fate: "skipped", entries: [] });
  if (isFree) send(book, slot);
}

function send({ pool, fates }: Book, slot: number): void {
  fates.set(slot, { fate: "sent", entries: [...pool.keys()].sort() });
  pool.clear();
}

function approve(book: Book, slot: number, at: number): void {
  // Where nobody is asked, a yes does nothing.
  if (book.bulletin.rule === "none") return;
  if (book.fates.has(slot) || book.pool.size === 0) return;
  book.approved.set(slot, stateOf(book));
  if (at >= slot) settle(book, slot, at);
}

const dayMs = 86_400_000;

/** Nine o'clock in London on each day that `isDay` names: summer time is from the last Sundays. */
export function nines(from: number, to: number, isDay: (day: Date) => boolean): number[] {
  const slots: number[] = [];
  for (let day = from; day < to; day += dayMs) {
    const date = new Date(day);
    const isSummer =
      day >= lastSunday(date.getUTCFullYear(), 3) && day < lastSunday(date.getUTCFullYear(), 10);
    if (isDay(date)) slots.push(day + (isSummer ? 8 : 9) * 3_600_000);
  }
  return slots;
}

/** Midnight of the last Sunday of a month: the clocks change in that night. */
function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month, 0));
  return end.getTime() - end.getUTCDay() * dayMs;
}

/** England and Wales, from https://www.gov.uk/bank-holidays. */
export const bankHolidays2027 = new Set([
  "2027-01-01",
  "2027-03-26",
  "2027-03-29",
  "2027-05-03",
  "2027-05-31",
  "2027-08-30",
  "2027-12-27",
  "2027-12-28",
]);
