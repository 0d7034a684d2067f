import { BadInput } from "../cli/bad-input.ts";
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
  stage: { type: "string" },
  data: { type: "string" },
  dns: { type: "string" },
  json: { type: "boolean", default: false },
  "no-mail": { type: "boolean", default: false },
} as const;

/** Reads the command line. Throws BadInput. */
export function readDoctorArguments(args: readonly string[]): DoctorArguments {
  const { values, positionals } = readArguments(args, options, doctorUsage);
  refuseArguments(positionals, "Name a stage with --stage.", doctorUsage);
  const { stage, data, dns, json, "no-mail": noMail } = values;
  if (stage !== undefined && data !== undefined)
    throw new BadInput(
      "--stage names a stage on AWS, --data a directory on this machine. Give only one of them.",
      doctorUsage,
    );
  if (dns !== undefined && stage === undefined)
    throw new BadInput("--dns needs --stage: the local pipeline has no DNS.", doctorUsage);
  const of =
    stage === undefined
      ? ({ kind: "local", data: data ?? ".local" } as const)
      : ({ kind: "stage", stage, dns } as const);
  return { of, json, mail: !noMail };
}
