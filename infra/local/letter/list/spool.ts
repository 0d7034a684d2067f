import { closeSync, createReadStream, mkdirSync, openSync, rmdirSync, rmSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { refusedBySystem } from "../../../cli/bad-input.ts";

/** Lines that are kept as they are read, to be read again: in memory while they are few, then in a file that has no name. */
export type Spool = {
  readonly add: (line: string) => void;
  readonly lines: () => AsyncGenerator<string>;
  /** Lets go of what is kept; a directory that was made for it goes with it, if nothing else is in there. */
  readonly close: () => void;
};

/** Characters that are kept in memory. */
const most = 1_000_000;

/** `directory` is made if the lines do not fit into memory and it is not there. Throws BadInput where it cannot be written to. */
export function openSpool(directory: string): Spool {
  let kept: string[] = [];
  let size = 0;
  let file: SpoolFile | undefined;
  const flush = () => {
    try {
      file ??= openFile(directory);
      file.write(kept.join(""));
    } catch (error) {
      throw refusedBySystem(directory, error as NodeJS.ErrnoException);
    }
    kept = [];
    size = 0;
  };
  return {
    add: line => {
      kept.push(`${line}\n`);
      size += line.length + 1;
      if (size > most) flush();
    },
    lines: async function* () {
      if (file) for await (const line of file.lines()) yield line;
      for (const line of kept) yield line.slice(0, -1);
    },
    close: () => file?.close(),
  };
}

type SpoolFile = {
  readonly write: (text: string) => void;
  readonly lines: () => AsyncIterable<string>;
  readonly close: () => void;
};

function openFile(directory: string): SpoolFile {
  const made = mkdirSync(directory, { recursive: true });
  const path = join(resolve(directory), `list-${process.pid}`);
  rmSync(path, { force: true });
  const file = openSync(path, "wx+", 0o600);
  // From here on the file is gone once this process is, whatever ends it. A system that does not allow that loses it in `close`.
  const remove = () => rmSync(path, { force: true });
  try {
    remove();
  } catch {}
  let written = 0;
  return {
    write: text => {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, written + at);
      written += bytes.length;
    },
    lines: () => linesOf(createReadStream("", { fd: file, start: 0, autoClose: false, encoding: "utf8" })),
    close: () => {
      closeSync(file);
      remove();
      if (made === undefined) return;
      try {
        rmdirSync(directory);
      } catch {
        // It is in use by now.
      }
    },
  };
}

async function* linesOf(texts: AsyncIterable<unknown>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of texts) {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
