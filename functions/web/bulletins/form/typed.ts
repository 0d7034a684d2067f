import { cleanText } from "../../../core/text/clean-text.ts";

/** What a form has: each field's values as they were typed. A checkbox may have several. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** Reads the named fields of a form. The others are ignored. */
export function readTyped(form: FormData, names: readonly string[]): Typed {
  return Object.fromEntries(
    names.map(name => [
      name,
      form.getAll(name).flatMap(value => (typeof value === "string" ? [cleanText(value)] : [])),
    ]),
  );
}

/** Returns the value of a field, without blanks around it; empty if it has none. */
export function one(typed: Typed, name: string): string {
  return typed[name]?.[0]?.trim() ?? "";
}

/** Returns the value of a field that need not have one. */
export function some(typed: Typed, name: string): string | undefined {
  return one(typed, name) || undefined;
}
