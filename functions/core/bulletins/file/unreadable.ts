/** A value of a file that cannot be read. `message` is a phrase that follows the field's name. */
export class Unreadable {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** A value as YAML's failsafe schema has it: every scalar is the text as written. */
export type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

export function isMapping(value: unknown): value is { readonly [key: string]: Tree } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A single value is a list of one. */
export function asList(value: Tree): readonly Tree[] {
  return typeof value === "string" || isMapping(value) ? [value] : value;
}
