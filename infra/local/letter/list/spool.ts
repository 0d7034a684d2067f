import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  rmdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { refusedBySystem } from "../../../cli/bad-input.ts";
import { isWriteRefusal } from "../../disk-trouble.ts";

/** Keeps lines so that they can be read again: a few in memory, more in a file without a name. */
export type Spool = {
  readonly add: (line: string) => void;
  readonly lines: () => AsyncGenerator<string>;
  /** Deletes the lines, and the directory if the spool created it and it is empty. */
  readonly close: () => void;
};

const maxCharactersInMemory = 1_000_000;

/**
 * Creates `directory` only if the lines do not fit into memory. Throws BadInput if it cannot be
 * written to, and the disk's error if it is full.
 */
export function openSpool(directory: string): Spool {
  let kept: string[] = [];
  let size = 0;
  let file: SpoolFile | undefined;
  const flush = () => {
    try {
      file ??= openFile(directory);
      file.write(kept.join(""));
    } catch (error) {
      // A write error does not name its file.
      if (isWriteRefusal(error)) throw Object.assign(error, { path: error.path ?? directory });
      throw refusedBySystem(directory, error as NodeJS.ErrnoException);
    }
    kept = [];
    size = 0;
  };
  return {
    add: line => {
      kept.push(`${line}\n`);
      size += line.length + 1;
      if (size > maxCharactersInMemory) flush();
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
  // An unlinked file disappears with the process, even after a kill. Some systems cannot unlink an
  // open file; `close` then removes it.
  const remove = () => rmSync(path, { force: true });
  try {
    remove();
  } catch {}
  let written = 0;
  return {
    write: text => {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; )
        at += writeSync(file, bytes, at, bytes.length - at, written + at);
      written += bytes.length;
    },
    lines: () =>
      linesOf(createReadStream("", { fd: file, start: 0, autoClose: false, encoding: "utf8" })),
    close: () => {
      closeSync(file);
      remove();
      if (made === undefined) return;
      try {
        rmdirSync(directory);
      } catch {
        // Another run uses the directory by now.
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
