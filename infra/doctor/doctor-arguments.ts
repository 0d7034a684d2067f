import { BadInput } from "../cli/bad-input.ts";
import { placeIn, placeOptions } from "../cli/place-arguments.ts";
import { readArguments, refuseArguments } from "../cli/read-arguments.ts";

export const doctorUsage =
  "Usage: npm run doctor -- [--stage NAME | --data DIR] [--json] [--no-mail] [--dns ADDRESS[:PORT]]";

export type DoctorArguments = {
  readonly of:
    | { readonly kind: "stage"; readonly stage: string; readonly dns: string | undefined }
    | { readonly kind: "local"; readonly data: string };
  readonly json: boolean;
  readonly mail: boolean;
};

const options = {
  ...placeOptions,
  dns: { type: "string" },
  "no-mail": { type: "boolean", default: false },
} as const;

/** Reads the command line. Throws BadInput. */
export function readDoctorArguments(args: readonly string[]): DoctorArguments {
  const { values, positionals } = readArguments(args, options, doctorUsage);
  refuseArguments(positionals, "Name a stage with --stage.", doctorUsage);
  const { stage, data, dns, json, "no-mail": noMail } = values;
  const place = placeIn({ stage, data }, doctorUsage);
  if (dns !== undefined && stage === undefined)
    throw new BadInput("--dns needs --stage: the local pipeline has no DNS.", doctorUsage);
  const of =
    place.kind === "directory"
      ? ({ kind: "local", data: place.data } as const)
      : ({ kind: "stage", stage: place.stage, dns } as const);
  return { of, json, mail: !noMail };
}
