import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import type { CorrectionNote } from "./archive-notes.ts";

/** A bulletin's archive, as an address opens it. */
export type Archive = {
  readonly bulletin: Bulletin;
  /** The path of the archive's page. */
  readonly path: string;
  readonly isPublic: boolean;
};

/** A letter of an archive, with what it corrects and what corrects it. */
export type NotedLetter = Edition & { readonly notes: readonly CorrectionNote[] };
