/** Sequences of ids, each in ascending order without doubles. One element of each is in memory at a time. */
type Sorted = AsyncGenerator<string>;

/** All that is in any of the sequences, in order, each once. */
export async function* mergeSorted(sequences: readonly Sorted[]): Sorted {
  const heads = await Promise.all(sequences.map(sequence => sequence.next()));
  for (;;) {
    const least = heads.reduce<string | undefined>(
      (least, head) => (head.done || (least !== undefined && least <= head.value) ? least : head.value),
      undefined,
    );
    if (least === undefined) return;
    yield least;
    for (const [index, sequence] of sequences.entries()) {
      const head = heads[index];
      if (head && !head.done && head.value === least) heads[index] = await sequence.next();
    }
  }
}

/** What is in the first sequence and not in the second. */
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
