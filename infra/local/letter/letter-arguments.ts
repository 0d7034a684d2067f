import type { TableOptions } from "../../../functions/steps/people/rows/read-cells.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { readArguments } from "../../cli/read-arguments.ts";
import { tableIn, tableOptions, tableUsage } from "../../cli/table-arguments.ts";
import { type UncertainDecision, uncertainDecisions } from "./uncertain/uncertain-decision.ts";

export const letterUsage = `Usage: npm run letter -- LETTER --to colleagues.csv [--data DIR] [--json] [--skip-bad-rows] [--strict] [--uncertain resend|accept] ${tableUsage}`;

export type LetterArguments = {
  readonly letter: string;
  readonly to: string;
  /** How the list is to be read. */
  readonly table: TableOptions;
  readonly data: string;
  readonly json: boolean;
  readonly skipBadRows: boolean;
  /** Every warning about the letter stops it from being sent. */
  readonly strict: boolean;
  /**
   * What to do about people with a letter that SES does not confirm; undefined: they stay
   * uncertain.
   */
  readonly uncertain: UncertainDecision | undefined;
};

const options = {
  ...tableOptions,
  to: { type: "string" },
  data: { type: "string", default: ".letter" },
  json: { type: "boolean", default: false },
  "skip-bad-rows": { type: "boolean", default: false },
  strict: { type: "boolean", default: false },
  uncertain: { type: "string" },
} as const;

/** Reads the command line. Throws BadInput. */
export function readLetterArguments(args: readonly string[]): LetterArguments {
  const { values, positionals } = readArguments(args, options, letterUsage);
  const [letter, ...others] = positionals;
  if (letter === undefined)
    throw new BadInput("Missing LETTER: the file of the letter.", letterUsage);
  if (others.length > 0)
    throw new BadInput(
      `The command sends one letter at a time, but "${others[0]}" names another.`,
      letterUsage,
    );
  if (values.to === undefined)
    throw new BadInput("Missing --to: the CSV file of colleagues.", letterUsage);
  const uncertain = uncertainDecisions.find(each => each === values.uncertain);
  if (values.uncertain !== undefined && uncertain === undefined)
    throw new BadInput(
      `--uncertain must be "resend" or "accept", not "${values.uncertain}".`,
      letterUsage,
    );
  const { data, json, strict } = values;
  return {
    letter,
    to: values.to,
    table: tableIn(values, letterUsage),
    data,
    json,
    skipBadRows: values["skip-bad-rows"],
    strict,
    uncertain,
  };
}
