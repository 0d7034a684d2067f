import * as z from "zod";
import { entrySchema, entryTextSchema } from "../../core/bulletins/entry.ts";
import { type FormResult, type FormValues, readForm } from "../kit/read-form.ts";

/** A new entry's form also asks for the format, which never changes. */
export const newEntryForm = entryTextSchema.extend({
  format: entrySchema.shape.format.catch("markdown"),
});

/** What the form of an entry shows. `format` and `id` are of a new entry. */
export type EntryValues = FormValues<typeof entryTextSchema> & {
  readonly format?: string;
  readonly id?: string;
};

const hiddenSchema = z.object({
  /** A ULID, so that sending a new entry's form twice adds one entry. https://github.com/ulid/spec */
  id: z
    .string()
    .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
    .optional()
    .catch(undefined),
  /** The version that the editor opened; 0 if the form has none. */
  version: z.coerce.number().pipe(entrySchema.shape.version).catch(0),
});
type Fields = Readonly<Record<string, unknown>>;

export function readHidden(fields: Fields): z.infer<typeof hiddenSchema> {
  return hiddenSchema.parse(fields);
}

export function readEntryForm<Schema extends typeof entryTextSchema | typeof newEntryForm>(
  schema: Schema,
  fields: Fields,
): FormResult<Schema> {
  return readForm(schema, fields, { title: "The title", body: "The text" });
}
