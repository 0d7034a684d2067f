import * as z from "zod";
import { cleanText } from "../../core/text/clean-text.ts";
import type { Read } from "../../core/text/schema-parts.ts";
import type { FieldProblem } from "./fields.tsx";

/** A form shows and sends each field as text. */
export type FormValues<Schema extends z.ZodObject> = {
  readonly [Field in keyof Schema["shape"]]: string;
};

export type FormResult<Schema extends z.ZodObject> =
  | {
      readonly kind: "good";
      /** What was typed, without controls. The form shows it again, valid or not. */
      readonly values: FormValues<Schema>;
      readonly good: Read<Schema>;
    }
  | {
      readonly kind: "problems";
      readonly values: FormValues<Schema>;
      readonly problems: readonly FieldProblem[];
    };

/**
 * Reads a form by the schema of its fields. Returns the first problem of each field. `names` has
 * the beginning of a message about a field: "The title".
 */
export function readForm<Schema extends z.ZodObject>(
  schema: Schema,
  fields: Readonly<Record<string, unknown>>,
  names: { readonly [Field in keyof Schema["shape"]]?: string } = {},
): FormResult<Schema> {
  const keys = Object.keys(schema.shape) as (keyof Schema["shape"] & string)[];
  const values = Object.fromEntries(
    keys.map(key => [key, typed(fields[key])]),
  ) as FormValues<Schema>;
  const read = schema.safeParse(
    Object.fromEntries(keys.map(key => [key, inputOf(schema.shape[key], values[key])])),
  );
  if (read.success) return { kind: "good", values, good: read.data as Read<Schema> };
  const problems = new Map<string, FieldProblem>();
  for (const { path, message } of read.error.issues) {
    const field = String(path[0]);
    const name = names[field as keyof Schema["shape"]] ?? `The field “${field}”`;
    if (!problems.has(field))
      problems.set(field, {
        field,
        message: /^\p{Lu}/u.test(message) ? message : `${name} ${message}`,
      });
  }
  return { kind: "problems", values, problems: [...problems.values()] };
}

/** Returns the text of each field that shows a value in a form. */
export function formValues<Schema extends z.ZodObject>(
  schema: Schema,
  value: Read<Schema>,
): FormValues<Schema> {
  const shown = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(schema.shape).map(key => [key, String(shown[key] ?? "")]),
  ) as FormValues<Schema>;
}

function typed(field: unknown): string {
  return typeof field === "string" ? cleanText(field) : "";
}

/** An empty optional field has no value. A number is written in digits. */
function inputOf(schema: z.core.$ZodType, text: string): unknown {
  if (schema instanceof z.ZodOptional)
    return text === "" ? undefined : inputOf(schema.def.innerType, text);
  if (schema instanceof z.ZodNumber) return text.trim() === "" ? undefined : Number(text);
  return text;
}
