import type { BeforeImage, ImportField } from "../../../../core/people/imports/before-image.ts";
import { noPeople, type PeopleCounts } from "../../../../core/people/imports/import.ts";
import {
  activeReason,
  reasonEverywhere,
  type Suppression,
  type SuppressionReason,
} from "../../../../core/people/suppression.ts";

/** Counts people that nobody writes to. */
export function keptOut(reason: SuppressionReason, people: number): PeopleCounts {
  return people === 0
    ? noPeople
    : Object.assign({}, noPeople, { keptOut: people, reasons: { [reason]: people } });
}

/** How one person counts. Nobody writes to the kept out on the list. */
export function countOf(
  suppression: Suppression,
  list: string,
  { isNew, fields }: { readonly isNew: boolean; readonly fields: BeforeImage["fields"] },
): PeopleCounts {
  const reason = reasonEverywhere(suppression) ?? activeReason(suppression.lists?.[list]);
  if (reason) return keptOut(reason, 1);
  if (isNew) return Object.assign({}, noPeople, { new: 1 });
  const isChanged = Object.keys(fields).length > 0;
  if (!isChanged) return Object.assign({}, noPeople, { unchanged: 1 });
  const counted = { name: 0, salutation: 0, language: 0 };
  for (const field of Object.keys(fields) as ImportField[]) counted[field] = 1;
  return Object.assign({}, noPeople, { changed: 1, fields: counted });
}
