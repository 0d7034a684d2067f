import type * as z from "zod";
import { nearestIssue } from "../../text/nearest-issue.ts";
import { type Bulletin, bulletinSchema } from "../bulletin.ts";
import { newBulletin } from "../new-bulletin.ts";
import { fileFields } from "./file-fields.ts";
import { type ParsedYaml, parseYaml, type YamlProblem } from "./parse-yaml.ts";
import { isMapping, type Tree, Unreadable } from "./unreadable.ts";

export type FileResult<T> =
  | { readonly kind: "good"; readonly value: T }
  | { readonly kind: "invalid"; readonly problems: readonly YamlProblem[] };

/** Reads a bulletin's YAML file. Fields that it lacks have the values of a new bulletin. */
export function readBulletinFile(text: string): FileResult<Bulletin> {
  return readFields(text, bulletinSchema, Object.keys(fileFields));
}

const timingSchema = bulletinSchema.pick({
  zone: true,
  schedule: true,
  holidays: true,
  exceptions: true,
});

/** Reads the fields of a file that decide its dates. The other fields are not checked. */
export function readTimingFile(text: string): FileResult<z.output<typeof timingSchema>> {
  return readFields(text, timingSchema, Object.keys(timingSchema.shape));
}

function readFields<Schema extends z.ZodObject>(
  text: string,
  schema: Schema,
  names: readonly string[],
): FileResult<z.output<Schema>> {
  const yaml = parseYaml(text);
  if (yaml.kind === "invalid") return yaml;
  const problems = unknownFields(yaml);
  const reported = new Set<string>();
  const input: Record<string, unknown> = { ...newBulletin };
  for (const name of names) {
    const field = fileFields[name];
    const value = yaml.tree[name];
    if (field === undefined || value === undefined || value === "") continue;
    const read = field.read(value);
    if (read instanceof Unreadable) {
      problems.push({ line: yaml.lineOf(name), message: `"${name}" ${read.message}` });
      reported.add(name);
    } else place(input, field.stored, read);
  }
  const read = schema.safeParse(input);
  if (read.success && problems.length === 0) return { kind: "good", value: read.data };
  for (const issue of read.error?.issues ?? []) {
    const { path, message } = nearestIssue(issue);
    const name = fileName(path);
    if (reported.has(name)) continue;
    const isMissing = valueAt(input, path) === undefined && !message.startsWith("is missing");
    const what = isMissing ? `is missing: it ${message}` : message;
    problems.push({ line: yaml.lineOf(name), message: `"${name}" ${what}` });
  }
  return { kind: "invalid", problems: problems.toSorted(byLine) };
}

function byLine(one: YamlProblem, other: YamlProblem): number {
  return (one.line ?? 0) - (other.line ?? 0);
}

type Yaml = Extract<ParsedYaml, { kind: "yaml" }>;

function unknownFields({ tree, lineOf }: Yaml): YamlProblem[] {
  const known = Object.keys(fileFields);
  const among = (names: readonly string[], parent: string, value: Tree): YamlProblem[] =>
    Object.keys(isMapping(value) ? value : {})
      .filter(name => !names.includes(name))
      .map(name => ({
        line: lineOf(parent + name),
        message: `"${parent}${name}" is not a field: ${suggest(name, names)}`,
      }));
  return [
    ...among(known, "", tree),
    ...Object.entries(tree).flatMap(([name, value]) => {
      const inner = Object.hasOwn(fileFields, name) ? fileFields[name]?.inner : undefined;
      if (!inner) return [];
      const parts = Array.isArray(value) ? (value as readonly Tree[]) : [value];
      return parts.flatMap((part, index) =>
        among(inner, Array.isArray(value) ? `${name}.${index}.` : `${name}.`, part),
      );
    }),
  ];
}

function suggest(name: string, names: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[-_\s]/g, "");
  const similar = names.find(each => plain(each) === plain(name));
  return similar ? `write "${similar}"` : `the fields are ${names.join(", ")}`;
}

/** Returns the name that a stored field has in the file. */
function fileName(path: readonly PropertyKey[]): string {
  const stored = path.map(String).join(".");
  const found = Object.entries(fileFields).find(
    ([, field]) => stored === field.stored || stored.startsWith(`${field.stored}.`),
  );
  if (!found) return stored;
  const rest = stored.slice(found[1].stored.length);
  return `${found[0]}${rest.replace("privacyUrl", "privacy").replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}`;
}

function place(into: Record<string, unknown>, stored: string, value: unknown): void {
  const [first = "", second] = stored.split(".");
  if (second === undefined) into[first] = value;
  else into[first] = Object.assign(into[first] ?? {}, { [second]: value });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
}
