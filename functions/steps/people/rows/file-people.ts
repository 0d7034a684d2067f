import { createIdIndex } from "../../../core/people/id-index.ts";
import { type ImportField, importFields } from "../../../core/people/imports/before-image.ts";
import type { Import } from "../../../core/people/imports/import.ts";
import { addressIdentity } from "../../../core/people/mailbox.ts";
import type { Profile } from "../../../core/people/subscriber.ts";

/** Returns the fields that an import's file has a column for. */
export function fieldsOf({ table }: Pick<Import, "table">): ImportField[] {
  if (!table) return [...importFields];
  const { columns } = table;
  return importFields.filter(field => {
    const isFromParts = field === "name" && (columns.firstName ?? columns.lastName) !== undefined;
    return isFromParts || columns[field] !== undefined;
  });
}

/** The addresses of a file, in 54 bytes each at most. */
export function fileIndex() {
  const index = createIdIndex();
  return {
    add: ({ email }: Pick<Profile, "email">) => void index.add(addressIdentity(email), 0),
    has: (email: string) => index.has(addressIdentity(email)),
  };
}
