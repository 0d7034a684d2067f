import * as z from "zod";
import {
  type Entry,
  type EntryText,
  entrySchema,
  entryTextSchema,
} from "../../core/bulletins/entry.ts";
import { dayMs, dayOf, dayText, readDay } from "../../core/bulletins/schedule/calendar-day.ts";
import { calendarDay } from "../../core/bulletins/schedule/wall-minute.ts";
import { instantOf, wallTime } from "../../core/bulletins/schedule/zoned-time.ts";
import { type FormResult, type FormValues, formValues, readForm } from "../kit/read-form.ts";

/** An editor gives days, in the bulletin's zone: both belong to the time in which an entry may go. */
const entryForm = entryTextSchema.extend({
  notBefore: calendarDay.optional(),
  notAfter: calendarDay.optional(),
});

/** A new entry's form also asks for the format, which never changes. */
const newEntryForm = entryForm.extend({ format: entrySchema.shape.format.catch("markdown") });

/** What the form of an entry shows. `format` and `id` are of a new entry. */
export type EntryValues = FormValues<typeof entryForm> & {
  readonly format?: string;
  readonly id?: string;
};

export const noValues: EntryValues = {
  title: "",
  body: "",
  status: "draft",
  topic: "",
  notBefore: "",
  notAfter: "",
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

type ReadEntry<Good> =
  | { readonly kind: "good"; readonly values: EntryValues; readonly good: Good }
  | Extract<FormResult<typeof entryForm>, { kind: "problems" }>;

/** Reads the form of a stored entry. `zone`: the bulletin's. */
export function readEntryForm(fields: Fields, zone: string): ReadEntry<EntryText> {
  const read = readForm(entryForm, fields, names);
  return read.kind === "problems" ? read : inZone(read.values, read.good, zone);
}

/** Reads the form of a new entry. */
export function readNewEntryForm(
  fields: Fields,
  zone: string,
): ReadEntry<EntryText & Pick<Entry, "format">> {
  const read = readForm(newEntryForm, fields, names);
  return read.kind === "problems" ? read : inZone(read.values, read.good, zone);
}

const names = {
  title: "The title",
  body: "The text",
  topic: "The topic",
  notBefore: "The first day",
  notAfter: "The last day",
};

type Days = { readonly notBefore?: string | undefined; readonly notAfter?: string | undefined };

function inZone<Good extends Days>(values: EntryValues, good: Good, zone: string): ReadEntry<Good> {
  const { notBefore, notAfter } = good;
  if (notBefore !== undefined && notAfter !== undefined && notAfter < notBefore) {
    const message = "The last day must be the first day or later";
    return { kind: "problems", values, problems: [{ field: "notAfter", message }] };
  }
  const days = {
    notBefore: notBefore && new Date(startOf(notBefore, zone)).toISOString(),
    notAfter: notAfter && new Date(startOf(notAfter, zone, 1) - 1).toISOString(),
  };
  return { kind: "good", values, good: { ...good, ...days } };
}

/** When a day begins in a zone, or the day so many days after it. */
function startOf(day: string, zone: string, daysLater = 0): number {
  return instantOf((readDay(day) + daysLater) * dayMs, zone);
}

/** Returns what the form of a stored entry shows. */
export function entryValues(entry: Entry, zone: string): EntryValues {
  const { notBefore, notAfter } = entry;
  const day = (instant: string | undefined) =>
    instant && dayText(dayOf(wallTime(Date.parse(instant), zone)));
  return formValues(entryForm, { ...entry, notBefore: day(notBefore), notAfter: day(notAfter) });
}
