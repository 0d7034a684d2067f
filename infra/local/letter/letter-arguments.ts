import { languageTag } from "../../../functions/core/letter/letter.ts";
import {
  type LetterOptions,
  letterOptions,
} from "../../../functions/core/writing/front-matter/front-matter.ts";
import type { TableOptions } from "../../../functions/steps/people/rows/read-cells.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { readArguments } from "../../cli/read-arguments.ts";
import { tableIn, tableOptions, tableUsage } from "../../cli/table-arguments.ts";
import { rateIn } from "../aws/services/rate-argument.ts";
import { type UncertainDecision, uncertainDecisions } from "./uncertain/uncertain-decision.ts";

export const letterUsage = `Usage: npm run letter -- LETTER --to colleagues.csv [--data DIR] [--json] [--subject S] [--from F] [--language L] [--organisation O] [--variant LANGUAGE=FILE]… [--preview] [--rate N] [--skip-bad-rows] [--strict] [--uncertain resend|accept] ${tableUsage}`;

export type LetterArguments = {
  readonly letter: string;
  readonly to: string;
  /** How the list is to be read. */
  readonly table: TableOptions;
  readonly data: string;
  readonly json: boolean;
  readonly skipBadRows: boolean;
  /** The letter in other languages, for the colleagues whose language it is. */
  readonly variants: readonly { readonly language: string; readonly path: string }[];
  /** Letters a second that the local SES takes; undefined: as many as this machine can. */
  readonly rate: number | undefined;
  /** Fields that replace those of the front matter. */
  readonly fields: LetterOptions;
  /** Write the letter for a look, and send nothing. */
  readonly preview: boolean;
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
  preview: { type: "boolean", default: false },
  rate: { type: "string" },
  subject: { type: "string" },
  from: { type: "string" },
  language: { type: "string" },
  organisation: { type: "string" },
  variant: { type: "string", multiple: true },
  uncertain: { type: "string" },
} as const;

/** Checks the fields as the front matter does. Throws BadInput. */
function readFields(given: Record<keyof LetterOptions, string | undefined>): LetterOptions {
  const read = letterOptions.safeParse(given);
  if (read.success) return read.data;
  throw new BadInput(
    ...read.error.issues.map(issue => `--${String(issue.path[0])} ${issue.message}.`),
    letterUsage,
  );
}

/** Reads "cy=letter.cy.md". Throws BadInput. */
function readVariant(given: string): LetterArguments["variants"][number] {
  const [language = "", ...path] = given.split("=");
  if (path.length === 0 || path.join("=") === "" || !languageTag.safeParse(language).success)
    throw new BadInput(
      `--variant must be a language and a file such as "cy=letter.cy.md", not "${given}".`,
      letterUsage,
    );
  return { language, path: path.join("=") };
}

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
  if (values.to === undefined && !values.preview)
    throw new BadInput("Missing --to: the CSV file of colleagues.", letterUsage);
  const uncertain = uncertainDecisions.find(each => each === values.uncertain);
  if (values.uncertain !== undefined && uncertain === undefined)
    throw new BadInput(
      `--uncertain must be "resend" or "accept", not "${values.uncertain}".`,
      letterUsage,
    );
  const { data, json, strict, preview, subject, from, language, organisation } = values;
  return {
    letter,
    to: values.to ?? "",
    table: tableIn(values, letterUsage),
    fields: readFields({ subject, from, language, organisation }),
    variants: (values.variant ?? []).map(readVariant),
    preview,
    data,
    json,
    skipBadRows: values["skip-bad-rows"],
    strict,
    rate: rateIn(values.rate, letterUsage),
    uncertain,
  };
}
