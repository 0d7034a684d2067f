/** Shows a job's progress: on a terminal as a bar, in a pipe as a plain line now and then. */
export type ProgressLine = {
  readonly show: (label: string, done: number, total: number) => void;
  readonly say: (text: string) => void;
  readonly end: () => void;
};

type Stream = {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** The time between two plain lines. */
const plainEveryMs = 2_000;

/** The bar's width in columns: as much as fits, within these limits. */
const bar = { least: 10, most: 40 };

const clearRest = "\u001b[K";

export function createProgressLine(stream: Stream, now: () => number): ProgressLine {
  let drawn = false;
  let plain = { label: "", counts: "", at: 0 };
  const clear = () => {
    if (drawn) stream.write(`\r${clearRest}`);
    drawn = false;
  };
  return {
    show: (label, done, total) => {
      const of = total.toLocaleString("en");
      const counts = `${done.toLocaleString("en").padStart(of.length)} of ${of}`;
      if (stream.isTTY) {
        stream.write(
          `\r${drawBar(label, counts, total > 0 ? Math.min(1, done / total) : 0, stream.columns || 80)}${clearRest}`,
        );
        drawn = true;
      } else if (
        label !== plain.label ||
        (counts !== plain.counts && now() - plain.at >= plainEveryMs)
      ) {
        plain = { label, counts, at: now() };
        stream.write(`${label}: ${counts.trim()}\n`);
      }
    },
    say: text => {
      clear();
      stream.write(`${text}\n`);
    },
    end: clear,
  };
}

/**
 * Returns one line. It leaves the terminal's last column free, because a wrapped line could not be
 * redrawn.
 */
function drawBar(label: string, counts: string, share: number, columns: number): string {
  const room = columns - 1 - label.length - counts.length - " [] ".length;
  if (room < bar.least) return `${label} ${counts}`.slice(0, columns - 1);
  const width = Math.min(bar.most, room);
  const filled = Math.floor(share * width);
  return `${label} [${"█".repeat(filled)}${"░".repeat(width - filled)}] ${counts}`;
}
