import { type Import, undoUntil } from "../../../core/people/imports/import.ts";
import type { ImportReason } from "../../../core/people/imports/import-reason.ts";
import { importReasonInEnglish } from "../../../core/people/imports/import-reason.ts";
import type { ColumnField } from "../../../core/people/rows/column-names.ts";
import { sayDate, sayList, sayPeople } from "../../kit/say.ts";

export const fieldWords: Readonly<Record<ColumnField, string>> = {
  email: "Email address",
  name: "Name",
  firstName: "First name",
  infix: "Between the names, as “van der”",
  lastName: "Last name",
  salutation: "Salutation",
  language: "Language",
};

/** A reason as a whole sentence. */
export function sayImportReason(reason: ImportReason): string {
  const phrase = importReasonInEnglish(reason);
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
}

/** "12 people: 10 names and 2 languages" */
export function sayChanged({ people: { changed, fields } }: Import): string {
  const words = Object.entries(fields).flatMap(([field, count]) =>
    count > 0 ? [`${count.toLocaleString("en-GB")} ${field}${count === 1 ? "" : "s"}`] : [],
  );
  return words.length > 0 ? `${sayPeople(changed)}: ${sayList(words)}` : sayPeople(changed);
}

/** "Tuesday 1 December 2026" */
export function sayUndoUntil(imported: Pick<Import, "appliedAt">): string {
  return sayDate(undoUntil(imported), "UTC");
}
