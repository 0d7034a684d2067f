import { BadInput } from "../../cli/bad-input.ts";
import { type PlaceName, placeIn, placeOptions, placeUsage } from "../../cli/place-arguments.ts";
import { readArguments } from "../../cli/read-arguments.ts";

const bulletinUsage = [
  "Usage: npm run bulletin -- set FILE.yaml",
  "       npm run bulletin -- show ID",
  "       npm run bulletin -- dates FILE.yaml|ID [--count N] [--after INSTANT]",
  `       each with ${placeUsage}`,
].join("\n");

export type BulletinArguments = {
  readonly place: PlaceName;
  readonly json: boolean;
  readonly act:
    | { readonly kind: "set" | "show"; readonly what: string }
    | {
        readonly kind: "dates";
        readonly what: string;
        readonly count: number;
        readonly after: Date;
      };
};

const options = {
  ...placeOptions,
  count: { type: "string" },
  after: { type: "string" },
} as const;

/** Reads the command line. Throws BadInput. */
export function readBulletinArguments(args: readonly string[]): BulletinArguments {
  const { values, positionals } = readArguments(args, options, bulletinUsage);
  const [verb, what, ...others] = positionals;
  const { json, count, after } = values;
  const place = placeIn(values, bulletinUsage);
  if (verb !== "set" && verb !== "show" && verb !== "dates")
    throw new BadInput(
      verb === undefined ? "Say what to do: set, show or dates." : `There is no "${verb}".`,
      bulletinUsage,
    );
  if (what === undefined)
    throw new BadInput(
      { set: "Name the file.", show: "Name the bulletin.", dates: "Name a file or a bulletin." }[
        verb
      ],
      bulletinUsage,
    );
  if (others[0] !== undefined)
    throw new BadInput(`Unexpected argument "${others[0]}".`, bulletinUsage);
  if (verb === "dates")
    return {
      place,
      json,
      act: { kind: verb, what, count: countIn(count), after: instantIn(after) },
    };
  if (count !== undefined || after !== undefined)
    throw new BadInput("--count and --after belong to dates.", bulletinUsage);
  return { place, json, act: { kind: verb, what } };
}

const maxCount = 10_000;

function countIn(text = "10"): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= maxCount) return count;
  throw new BadInput(`--count needs a whole number from 1 to ${maxCount}, not "${text}".`);
}

function instantIn(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const instant = new Date(text);
  const isIso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/.test(text);
  if (isIso && !Number.isNaN(instant.getTime())) return instant;
  throw new BadInput(`--after needs an instant such as 2026-12-01T00:00:00Z, not "${text}".`);
}
