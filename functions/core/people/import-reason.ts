import * as z from "zod";
import { count, exactText, type Read } from "../text/schema-parts.ts";

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
    case "import-broke":
      return reason.error;
  }
}
