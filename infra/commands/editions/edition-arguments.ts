import { BadInput } from "../../cli/bad-input.ts";
import { type PlaceName, placeIn, placeOptions, placeUsage } from "../../cli/place-arguments.ts";
import { readArguments } from "../../cli/read-arguments.ts";

const verbs = ["propose", "approve", "send", "pause", "resume", "undo", "stop", "correct"] as const;
export type EditionVerb = (typeof verbs)[number];

const usage = [
  `Usage: npm run edition -- ${verbs.join("|")} EDITION|BULLETIN…`,
  "       approve … --hash HASH     approves only that letter",
  "       stop … --reason TEXT",
  "       correct EDITION --text FILE [--title TITLE] [--entry ENTRY] [--to everyone] [--unsaid]",
  `       each with ${placeUsage}`,
].join("\n");

export type EditionArguments = {
  readonly place: PlaceName;
  readonly json: boolean;
  readonly verb: EditionVerb;
  /** Ids of editions, which have an underscore, or of bulletins. */
  readonly targets: readonly string[];
  readonly hash: string | undefined;
  /** Of `stop`. */
  readonly reason: string;
  /** Of `correct`. */
  readonly correction: CorrectionAsked | undefined;
};

/** The corrected words of one entry of a sent edition, and who gets them. */
export type CorrectionAsked = {
  readonly file: string;
  readonly title: string | undefined;
  /** The entry's id. Undefined: the edition has one entry. */
  readonly entry: string | undefined;
  readonly to: "who-got-it" | "everyone";
  /** Whether the letter says at its top that it is a correction. */
  readonly isSaid: boolean;
};

const options = {
  ...placeOptions,
  hash: { type: "string" },
  reason: { type: "string" },
  text: { type: "string" },
  title: { type: "string" },
  entry: { type: "string" },
  to: { type: "string" },
  unsaid: { type: "boolean" },
} as const;

/** Reads the command line. Throws BadInput. */
export function readEditionArguments(args: readonly string[]): EditionArguments {
  const { values, positionals } = readArguments(args, options, usage);
  const [verb, ...targets] = positionals;
  const place = placeIn(values, usage);
  const { json, hash, reason } = values;
  if (verb === undefined) throw new BadInput(`Say what to do: ${verbs.join(", ")}.`, usage);
  const isVerb = (word: string): word is EditionVerb => (verbs as readonly string[]).includes(word);
  if (!isVerb(verb)) throw new BadInput(`There is no "${verb}".`, usage);
  if (targets.length === 0) throw new BadInput("Name an edition or a bulletin.", usage);
  if (hash !== undefined && verb !== "approve")
    throw new BadInput("--hash belongs to approve.", usage);
  if (hash !== undefined && !/^[0-9a-f]{64}$/.test(hash))
    throw new BadInput("--hash needs the 64 hexadecimal digits that propose prints.");
  if ((reason !== undefined) !== (verb === "stop"))
    throw new BadInput(
      verb === "stop" ? "stop needs a reason: --reason TEXT." : "--reason belongs to stop.",
      usage,
    );
  const correction = readCorrection(verb, targets, values);
  return { place, json, verb, targets, hash, reason: reason ?? "", correction };
}

type Given = {
  readonly text?: string | undefined;
  readonly title?: string | undefined;
  readonly entry?: string | undefined;
  readonly to?: string | undefined;
  readonly unsaid?: boolean | undefined;
};

function readCorrection(
  verb: EditionVerb,
  targets: readonly string[],
  { text, title, entry, to, unsaid }: Given,
): CorrectionAsked | undefined {
  if (verb !== "correct") {
    if ([text, title, entry, to, unsaid].some(given => given !== undefined))
      throw new BadInput("--text, --title, --entry, --to and --unsaid belong to correct.", usage);
    return undefined;
  }
  const [edition = "", ...more] = targets;
  if (more.length > 0 || !edition.includes("_"))
    throw new BadInput("correct needs one edition, not a bulletin.", usage);
  if (text === undefined)
    throw new BadInput("correct needs the corrected text: --text FILE.", usage);
  if (to !== undefined && to !== "everyone")
    throw new BadInput(
      '--to takes "everyone". Without it, those get it who have the letter.',
      usage,
    );
  return { file: text, title, entry, to: to ?? "who-got-it", isSaid: unsaid !== true };
}
