import { BadInput } from "./bad-input.ts";

/** Where a command works: a stage on AWS, or a directory on this machine. */
export type PlaceName =
  | { readonly kind: "stage"; readonly stage: string }
  | { readonly kind: "directory"; readonly data: string };

/** The options that every operators' command takes. */
export const placeOptions = {
  stage: { type: "string" },
  data: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const placeUsage = "[--stage STAGE | --data DIR] [--json]";

/** Returns the place that the options name: `.local` if they name none. Throws BadInput. */
export function placeIn(
  { stage, data }: { readonly stage?: string | undefined; readonly data?: string | undefined },
  usage: string,
): PlaceName {
  if (stage !== undefined && data !== undefined)
    throw new BadInput(
      "--stage names a stage on AWS, --data a directory on this machine. Give only one of them.",
      usage,
    );
  return stage === undefined
    ? { kind: "directory", data: data ?? ".local" }
    : { kind: "stage", stage };
}
