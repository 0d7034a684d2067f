import * as z from "zod";
import { exactText, type Read } from "../../text/schema-parts.ts";
import { consentSchema, type Profile, type Subscriber } from "../subscriber.ts";

/** The fields of a person that an import changes. The spelling of an address stays. */
export const importFields = ["name", "salutation", "language"] as const;
export type ImportField = (typeof importFields)[number];

const difference = z.object({ before: exactText.optional(), after: exactText.optional() });

/** What an import changes about a known person. It is stored before the change. */
export const beforeImage = z.object({
  id: exactText.min(1),
  /** The person was not on the list. */
  joined: z.literal(true).optional(),
  /** The person's place on the list, which the import ends. */
  left: consentSchema.optional(),
  fields: z.partialRecord(z.enum(importFields), difference),
});
export type BeforeImage = Read<typeof beforeImage>;

/** Returns a profile with the fields that a file has; the others stay as they are. */
export function mergedProfile(
  before: Profile,
  given: Profile,
  fields: readonly ImportField[],
): Profile {
  const value = (field: ImportField) => (fields.includes(field) ? given[field] : before[field]);
  return {
    email: before.email,
    name: value("name"),
    salutation: value("salutation"),
    language: value("language"),
  };
}

export function fieldsThatDiffer(before: Profile, after: Profile): BeforeImage["fields"] {
  return Object.fromEntries(
    importFields
      .filter(field => before[field] !== after[field])
      .map(field => [field, { before: before[field], after: after[field] }]),
  );
}

/** Returns the profile with the former values, where they are still as the import left them. */
export function restoredProfile(now: Subscriber, { fields }: BeforeImage): Profile {
  const value = (field: ImportField) => {
    const difference = fields[field];
    return difference && now[field] === difference.after ? difference.before : now[field];
  };
  return {
    email: now.email,
    name: value("name"),
    salutation: value("salutation"),
    language: value("language"),
  };
}
