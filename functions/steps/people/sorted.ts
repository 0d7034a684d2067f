/**
 * Ids in ascending order, without duplicates. Only one element of each sequence is in memory at a
 * time.
 */
type Sorted = AsyncGenerator<string>;

/** Yields all ids of the sequences, in order, each once. */
export async function* mergeSorted(sequences: readonly Sorted[]): Sorted {
  for await (const [id = ""] of groupSorted(sequences, id => id)) yield id;
}

/**
 * Yields the things of all sequences in the order of their ids. Things with the same id come
 * together.
 */
export async function* groupSorted<Thing>(
  sequences: readonly AsyncGenerator<Thing>[],
  idOf: (thing: Thing) => string,
): AsyncGenerator<Thing[]> {
  const heads = await Promise.all(sequences.map(sequence => sequence.next()));
  for (;;) {
    let least: string | undefined;
    for (const head of heads)
      if (!head.done && (least === undefined || idOf(head.value) < least)) least = idOf(head.value);
    if (least === undefined) return;
    yield heads.flatMap(head => (!head.done && idOf(head.value) === least ? [head.value] : []));
    for (const [index, sequence] of sequences.entries()) {
      const head = heads[index];
      if (head && !head.done && idOf(head.value) === least) heads[index] = await sequence.next();
    }
  }
}

/** Yields the ids of the first sequence that are not in the second. */
export async function* without(sequence: Sorted, excluded: Sorted): Sorted {
  let head = await excluded.next();
  for await (const id of sequence) {
    while (!head.done && head.value < id) head = await excluded.next();
    if (head.done || head.value !== id) yield id;
  }
}

export async function* after(sequence: Sorted, cursor: string): Sorted {
  for await (const id of sequence) if (id > cursor) yield id;
}
