/** Shows how far a job is: a bar that redraws itself on a terminal, a plain line now and then in a pipe. */
export type ProgressLine = { readonly show: (label: string, done: number, total: number) => void; readonly say: (text: string) => void; readonly end: () => void };

type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

/** Milliseconds between two plain lines. */
const plainEvery = 2_000;

export function createProgressLine(stream: Stream, now: () => number): ProgressLine {
  let drawn = false;
  let plain = { label: "", at: 0 };
  const clear = () => {
    if (drawn) stream.write("\r\u001b[K");
    drawn = false;
  };
  return {
    show: (label, done, total) => {
      const counts = `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
      if (stream.isTTY) {
        const width = Math.max(10, Math.min(40, (stream.columns ?? 80) - label.length - counts.length - 6));
        const filled = total > 0 ? Math.floor((done / total) * width) : 0;
        clear();
        stream.write(`${label} [${"█".repeat(filled)}${"░".repeat(width - filled)}] ${counts}`);
        drawn = true;
      } else if (label !== plain.label || now() - plain.at >= plainEvery) {
        plain = { label, at: now() };
        stream.write(`${label}: ${counts}\n`);
      }
    },
    say: text => {
      clear();
      stream.write(`${text}\n`);
    },
    end: clear,
  };
}
