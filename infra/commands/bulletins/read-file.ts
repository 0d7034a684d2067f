import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { bulletinId } from "../../../functions/core/bulletins/bulletin-id.ts";
import type { FileResult } from "../../../functions/core/bulletins/file/read-bulletin-file.ts";
import { BadInput, refusedBySystem } from "../../cli/bad-input.ts";

/** Whether an argument names a file and not a bulletin. */
export function isFileName(what: string): boolean {
  return !bulletinId.safeParse(what).success || existsSync(what);
}

/** Reads a file with one of the readers. Throws BadInput with a line for each problem. */
export async function readFileWith<T>(
  path: string,
  read: (text: string) => FileResult<T>,
): Promise<T> {
  const bytes = await readFile(path).catch(error => {
    throw refusedBySystem(path, error);
  });
  const result = read(decode(path, bytes));
  if (result.kind === "good") return result.value;
  throw new BadInput(
    ...result.problems.map(({ line, message }) =>
      line === undefined ? `${path}: ${message}.` : `${path}: line ${line}: ${message}.`,
    ),
  );
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${path}: the file is not text in UTF-8. Save it as UTF-8.`);
  }
}
