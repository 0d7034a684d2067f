import { readFile } from "node:fs/promises";
import { subtagOf } from "../../../functions/core/bulletins/languages/letter-text.ts";
import type { MissingPart } from "../../../functions/core/bulletins/reason.ts";
import { nameOfLanguage } from "../../../functions/core/text/language-name.ts";
import { sayCount } from "../../../functions/core/text/say-count.ts";
import { composeLetter } from "../../../functions/core/writing/compose-letter.ts";
import type { LetterOptions } from "../../../functions/core/writing/front-matter/front-matter.ts";
import { variantsOf } from "../../../functions/core/writing/languages/variants.ts";
import { readLetterFile } from "../../../functions/core/writing/letter-file.ts";
import {
  previewLetter,
  type SingleLetter,
  singleLetter,
} from "../../../functions/core/writing/single-letter.ts";
import { BadInput, endForBadInput, refusedBySystem } from "../../cli/bad-input.ts";
import { endWithParent } from "../../cli/end-with-parent.ts";
import { surviveClosedTerminal } from "../../cli/interrupt.ts";
import { createProgressLine, type ProgressLine } from "../../cli/progress-line.ts";
import { type Directory, endAfterLoss, openDirectory } from "../directory.ts";
import { isWriteRefusal, sayWriteRefusal } from "../disk-trouble.ts";
import { makeFilesPrivate, makePrivate } from "../private-files.ts";
import type { LetterFiles } from "./check-letter.ts";
import { type LetterArguments, readLetterArguments } from "./letter-arguments.ts";
import { type CheckedColleagues, checkColleagues } from "./list/check-colleagues.ts";
import { type LetterImage, readLetterImages } from "./read-letter-images.ts";
import { logOf, sayUnexpected } from "./say-unexpected.ts";

const whatToDo = {
  subject: 'it has no subject: begin it with the lines "---", "subject: …" and "---"',
  signatory:
    'it has no signatory: end it with a sign-off such as "Yours sincerely," and the name below it, or write "signatory: …" in the front matter; if nobody signs it, write "organisation: …" there',
  words: "it has no text",
};

/** A letter as it is read, with the places of its files for what is said about them. */
type ReadLetter = {
  readonly letter: SingleLetter;
  readonly subject: string;
  readonly files: LetterFiles;
  readonly images: readonly LetterImage[];
};

async function readLetter(
  given: LetterArguments,
  warn: (line: string) => void,
): Promise<ReadLetter> {
  const main = await readOne(given.letter, given.fields, warn);
  const variants: Awaited<ReturnType<typeof readOne>>[] = [];
  for (const { path, language } of given.variants)
    variants.push(await readOne(path, { language }, warn));
  const all = [main, ...variants];
  const twice = all.find(({ file }, at) =>
    all.slice(0, at).some(other => subtagOf(other.file.language) === subtagOf(file.language)),
  );
  if (twice)
    throw new BadInput(
      `${twice.path}: there is a letter in ${nameOfLanguage(twice.file.language)} already. Each --variant needs a language of its own, and the main letter another: use --language if it is not ${nameOfLanguage(main.file.language)}.`,
    );
  // An image's id has its bulletin in it.
  const { id } = singleLetter(main.file, new Date()).bulletin;
  const shown: Awaited<ReturnType<typeof readLetterImages>>[] = [];
  for (const { path, ...read } of all) shown.push(await readLetterImages(path, read, id));
  const [first, ...others] = shown.map(({ file }) => file);
  const letter = singleLetter(first ?? main.file, new Date(), others);
  const files = new Map(
    all.map(({ path, file, firstLine }, at) => [
      at === 0 ? "" : file.language,
      { path, firstLine },
    ]),
  );
  const composed = previewLetter(letter);
  if (composed.kind === "incomplete") throw lacking(given.letter, composed.missing);
  for (const { bulletin, entries, language } of variantsOf(letter.bulletin, [letter.entry])) {
    const variant = composeLetter(bulletin, entries, new Date());
    if (variant.kind === "incomplete")
      throw lacking(files.get(language)?.path ?? given.letter, variant.missing);
  }
  const images = shown.flatMap(each => each.images);
  return { letter, subject: composed.letter.subject, files, images };
}

function lacking(path: string, missing: readonly MissingPart[]): BadInput {
  return new BadInput(...missing.map(part => `${path}: ${whatToDo[part]}.`));
}

async function readOne(path: string, fields: LetterOptions, warn: (line: string) => void) {
  const bytes = await readFile(path).catch(error => {
    throw refusedBySystem(path, error);
  });
  const result = readLetterFile(bytes, fields);
  if (result.kind === "invalid")
    throw new BadInput(...result.problems.map(problem => `${path}: ${problem}.`));
  for (const warning of result.warnings) warn(`${path}: ${warning}.`);
  return { path, file: result.file, firstLine: result.firstLine };
}

async function takeDirectory(path: string, say: (line: string) => void): Promise<Directory> {
  const onWait = () =>
    say(`${path}: another run uses this directory, or did so a moment ago. Waiting.`);
  const directory = await openDirectory(path, { onWait, onLost: () => endAfterLoss(path) }).catch(
    error => {
      throw isWriteRefusal(error) ? error : refusedBySystem(path, error);
    },
  );
  if (directory) {
    makePrivate(directory.path);
    return directory;
  }
  throw new BadInput(
    `${path}: another run uses this directory. Wait until it ends, or name another directory with --data.`,
  );
}

/** Runs the command with these arguments. Returns the exit code. Throws BadInput. */
async function run(args: readonly string[]): Promise<number> {
  const progress = createProgressLine(process.stderr, () => performance.now());
  const given = readLetterArguments(args);
  const { letter, subject, files, images } = await readLetter(given, progress.say);
  if (given.preview) {
    const { previewLetterFile } = await import("./preview-letter.ts");
    await previewLetterFile(given, { letter, files, images }, progress.say);
    return 0;
  }
  const list = await checkColleagues(given.to, {
    table: given.table,
    skipBadRows: given.skipBadRows,
    directory: given.data,
    say: progress.say,
  });
  try {
    // A static import would load the templates before an input error is reported.
    const { checkLetter } = await import("./check-letter.ts");
    await checkLetter({ letter, files, strict: given.strict }, progress.say);
    return await sendTo(list, { given, letter, images, subject, progress });
  } finally {
    list.close();
  }
}

type Checked = {
  readonly given: LetterArguments;
  readonly letter: SingleLetter;
  readonly images: readonly LetterImage[];
  readonly subject: string;
  readonly progress: ProgressLine;
};

async function sendTo(
  list: CheckedColleagues,
  { given, letter, images, subject, progress }: Checked,
): Promise<number> {
  const directory = await takeDirectory(given.data, progress.say);
  try {
    progress.say(`“${subject}” to ${sayCount(list.count, "colleague", "colleagues")}`);
    const { runLetter } = await import("./run-letter.ts");
    return await runLetter({ given, letter, images, list, directory, progress });
  } finally {
    directory.release();
  }
}

makeFilesPrivate();
surviveClosedTerminal();
endWithParent();
const unexpected = (error: unknown) => {
  console.error(sayUnexpected(error, logOf(process.argv.slice(2))));
  process.exit(1);
};
process.on("uncaughtException", unexpected);
process.on("unhandledRejection", unexpected);
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!endForBadInput(error)) {
    const say = isWriteRefusal(error)
      ? sayWriteRefusal(error)
      : sayUnexpected(error, logOf(process.argv.slice(2)));
    console.error(say);
    process.exitCode = 1;
  }
}
// The account is printed. A service that does not stop must not keep the terminal.
setTimeout(() => process.exit(), 5_000).unref();
