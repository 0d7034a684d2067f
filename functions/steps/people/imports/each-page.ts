/** How many people a page has, and how many pages are worked on at a time. */
export const pages = { people: 100, atATime: 8, saveEach: 20 };

type Work<Item, Result> = {
  readonly items: AsyncIterable<Item>;
  /** The items before this one are done with. A multiple of a page. */
  readonly from: number;
  /** Called for every item, also for those before `from`. */
  readonly see?: ((item: Item) => void) | undefined;
  readonly work: (page: readonly Item[], place: number) => Promise<Result>;
  readonly mayGoOn: () => boolean;
  /** Called now and then, and at the end, with the results since the last call. */
  readonly save: (done: number, results: readonly Result[]) => Promise<void>;
};

/**
 * Works on items in pages, several at a time. Progress is saved up to the first page that is not
 * done, so that a later run continues there. Returns the number of items, or "paused".
 */
export async function eachPage<Item, Result>({
  items,
  from,
  see,
  work,
  mayGoOn,
  save,
}: Work<Item, Result>): Promise<number | "paused"> {
  const working = new Set<Promise<void>>();
  const finished = new Map<number, { readonly end: number; readonly result: Result }>();
  let done = from;
  let unsaved: Result[] = [];
  let place = 0;
  let page: Item[] = [];
  let isPaused = false;
  const settle = async (atLeast: number) => {
    for (let next = finished.get(done); next; next = finished.get(done)) {
      finished.delete(done);
      done = next.end;
      unsaved.push(next.result);
    }
    if (unsaved.length < atLeast) return;
    const results = unsaved;
    unsaved = [];
    await save(done, results);
  };
  const begin = async () => {
    const these = page;
    const start = place - these.length;
    page = [];
    if (these.length === 0) return;
    const begun = work(these, start).then(result => {
      finished.set(start, { end: start + these.length, result });
      working.delete(begun);
    });
    // Awaited below. Until then, a failure must not end the process as an unhandled rejection.
    begun.catch(() => {});
    working.add(begun);
    if (working.size >= pages.atATime) await Promise.race(working);
    await settle(pages.saveEach);
  };
  try {
    for await (const item of items) {
      place++;
      see?.(item);
      if (place <= from) continue;
      page.push(item);
      if (page.length < pages.people) continue;
      await begin();
      if (!mayGoOn()) {
        isPaused = true;
        break;
      }
    }
    if (!isPaused) await begin();
  } finally {
    // Nothing is written after this returns or throws.
    await Promise.allSettled(working);
  }
  await Promise.all(working);
  await settle(1);
  return isPaused ? "paused" : place;
}
