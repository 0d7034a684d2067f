import { readFile } from "node:fs/promises";
import { sayCount } from "../../../functions/core/text/say-count.ts";
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
import { type LetterArguments, readLetterArguments } from "./letter-arguments.ts";
import { type CheckedColleagues, checkColleagues } from "./list/check-colleagues.ts";
import { logOf, sayUnexpected } from "./say-unexpected.ts";

const whatToDo = {
  subject: 'it has no subject: begin it with the lines "---", "subject: …" and "---"',
  signatory:
    'it has no signatory: end it with a sign-off such as "Yours sincerely," and the name below it, or write "signatory: …" in the front matter',
  words: "it has no text",
};

async function readLetter(
  { letter: path, fields }: Pick<LetterArguments, "letter" | "fields">,
  warn: (line: string) => void,
): Promise<{ letter: SingleLetter; subject: string; firstLine: number }> {
  const bytes = await readFile(path).catch(error => {
    throw refusedBySystem(path, error);
  });
  const result = readLetterFile(bytes, fields);
  if (result.kind === "invalid")
    throw new BadInput(...result.problems.map(problem => `${path}: ${problem}.`));
  for (const warning of result.warnings) warn(`${path}: ${warning}.`);
  const letter = singleLetter(result.file, new Date());
  const composed = previewLetter(letter);
  if (composed.kind === "letter")
    return { letter, subject: composed.letter.subject, firstLine: result.firstLine };
  throw new BadInput(...composed.missing.map(part => `${path}: ${whatToDo[part]}.`));
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
  const { letter, subject, firstLine } = await readLetter(given, progress.say);
  if (given.preview) {
    const { previewLetterFile } = await import("./preview-letter.ts");
    await previewLetterFile(given, { letter, firstLine }, progress.say);
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
    const { letter: path, strict } = given;
    await checkLetter({ path, letter, firstLine, strict }, progress.say);
    return await sendTo(list, { given, letter, subject, progress });
  } finally {
    list.close();
  }
}

type Checked = {
  readonly given: LetterArguments;
  readonly letter: SingleLetter;
  readonly subject: string;
  readonly progress: ProgressLine;
};

async function sendTo(
  list: CheckedColleagues,
  { given, letter, subject, progress }: Checked,
): Promise<number> {
  const directory = await takeDirectory(given.data, progress.say);
  try {
    progress.say(`“${subject}” to ${sayCount(list.count, "colleague", "colleagues")}`);
    const { runLetter } = await import("./run-letter.ts");
    return await runLetter({ given, letter, list, directory, progress });
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
