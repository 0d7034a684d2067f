import type { Bulletin } from "../../../core/bulletins/bulletin.ts";

/** A bulletin's archive, as an address opens it. */
export type Archive = {
  readonly bulletin: Bulletin;
  /** The path of the archive's page. */
  readonly path: string;
  readonly isPublic: boolean;
};
