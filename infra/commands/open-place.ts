import type { SecretName } from "../../functions/runtime/secrets.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import type { PlaceName } from "../cli/place-arguments.ts";
import { openDirectoryPlace } from "./open-directory-place.ts";
import { openStagePlace } from "./open-stage-place.ts";

/** A place whose steps a command may run, as the pages run them. */
export type OpenPlace = {
  readonly pipeline: Pipeline;
  readonly close: () => Promise<void>;
};

export type PlaceOptions = {
  /** Whether a directory in which no pipeline has run yet may be begun. */
  readonly mayBegin?: boolean;
};

/**
 * Opens a stage, or a directory. Throws BadInput if that cannot be done. `secrets`: those of a
 * stage that the command needs. A directory has its own keys.
 */
export function openPlace(
  name: PlaceName,
  secrets: readonly SecretName[],
  options: PlaceOptions = {},
): Promise<OpenPlace> {
  return name.kind === "stage"
    ? openStagePlace(name.stage, secrets)
    : openDirectoryPlace(name.data, options);
}
