import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readLetterFile } from "../../functions/core/writing/letter-file.ts";
import { type SingleLetter, singleLetter } from "../../functions/core/writing/single-letter.ts";
import { readTemplate, type Template } from "../../functions/mail/template.ts";

/** What an edition of a benchmark is made of; plain values, so that it can be told to another process. */
export type BenchLetter = Pick<SingleLetter, "bulletin" | "entry"> & {
  readonly template: Template;
};

const root = new URL("../../", import.meta.url);

/** How often the sample's body is repeated to make a long letter. */
const times = 5;

/** The sample letter of the documents, made as long as letters of record are: about 25 kB as a message. */
export async function readBenchLetter(): Promise<BenchLetter> {
  const read = readLetterFile(readFileSync(new URL("docs/examples/winter-clinics.md", root)));
  if (read.kind === "invalid")
    throw new Error(`the sample letter is invalid: ${read.problems.join("; ")}`);
  const { bulletin, entry } = singleLetter(read.file, new Date());
  const body = Array.from({ length: times }, () => entry.body).join("\n\n");
  return {
    bulletin,
    entry: { ...entry, body },
    template: await readTemplate(fileURLToPath(new URL("templates", root))),
  };
}
