import * as z from "zod";
import { sayCount } from "../../text/say-count.ts";
import { count, exactText, type Read } from "../../text/schema-parts.ts";

/** Undo is possible for this time. The former values are kept as long. */
export const undoDays = 7;

/** Why an import of a list did not run, or did not complete: a code with values. */
export const importReason = z.discriminatedUnion("code", [
  /** Another import has the list. */
  z.object({ code: z.literal("list-busy") }),
  /** Another import took the list over. */
  z.object({ code: z.literal("list-lost") }),
  /** The input had `given` people instead of `expected`. */
  z.object({ code: z.literal("input-changed"), given: count, expected: count }),
  /** After the import, `named` of `expected` people are on the list. */
  z.object({ code: z.literal("list-changed"), named: count, expected: count }),
  /** The list takes nobody on. */
  z.object({ code: z.literal("list-archived") }),
  z.object({ code: z.literal("list-unknown") }),
  /** Another import of the list has begun, and has not ended. */
  z.object({ code: z.literal("import-unfinished"), import: exactText }),
  /** More than a tenth of the `listed` people would leave, and nobody has confirmed it. */
  z.object({ code: z.literal("many-leave"), leaving: count, listed: count }),
  /** The import is in a status that does not allow the step. */
  z.object({ code: z.literal("wrong-status"), status: exactText }),
  /** Imports are undone in the reverse order. `import`: the one to undo first. */
  z.object({ code: z.literal("later-import"), import: exactText }),
  /** The former values are gone. */
  z.object({ code: z.literal("undo-late") }),
  /** The file cannot be read. `error`: a phrase. */
  z.object({ code: z.literal("file-unreadable"), error: exactText }),
  /** `error`: the words of a service or the system, without addresses. */
  z.object({ code: z.literal("import-broke"), error: exactText }),
]);
export type ImportReason = Read<typeof importReason>;

/** The one catalogue of these sentences: without a capital and a full stop, to follow "Why:". */
export function importReasonInEnglish(reason: ImportReason): string {
  switch (reason.code) {
    case "list-busy":
      return "another run is putting people on the same list: wait for its end, then try again";
    case "list-lost":
      return "this run paused, and another has put people on the same list: this run changed nothing more";
    case "input-changed":
      return `the list had ${reason.given} people instead of ${reason.expected}`;
    case "list-changed":
      return `${reason.named} of ${reason.expected} people are on the list: something else has changed it`;
    case "list-archived":
      return "the list is archived: take it back into use first";
    case "list-unknown":
      return "there is no such list";
    case "import-unfinished":
      return `the import ${reason.import} of this list has not ended: run it again or undo it first`;
    case "many-leave":
      return `${reason.leaving.toLocaleString("en-GB")} of ${sayCount(reason.listed, "person", "people")} would leave the list, and nobody has confirmed it`;
    case "wrong-status":
      return `the import is ${reason.status}`;
    case "later-import":
      return `a later import has changed the list: undo ${reason.import} first`;
    case "undo-late":
      return `an import can be undone for ${undoDays} days`;
    case "file-unreadable":
      return reason.error;
    case "import-broke":
      return reason.error;
  }
}
