import { BadInput } from "../../cli/bad-input.ts";
import { type PlaceName, placeIn, placeOptions, placeUsage } from "../../cli/place-arguments.ts";
import { readArguments } from "../../cli/read-arguments.ts";

const verbs = ["propose", "approve", "send", "pause", "resume", "undo", "stop"] as const;
export type EditionVerb = (typeof verbs)[number];

const usage = [
  `Usage: npm run edition -- ${verbs.join("|")} EDITION|BULLETIN…`,
  "       approve … --hash HASH     approves only that letter",
  "       stop … --reason TEXT",
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
};

const options = {
  ...placeOptions,
  hash: { type: "string" },
  reason: { type: "string" },
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
  return { place, json, verb, targets, hash, reason: reason ?? "" };
}
