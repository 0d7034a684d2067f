import { BadInput } from "../cli/bad-input.ts";
import type { PlaceName } from "./open-place.ts";

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
