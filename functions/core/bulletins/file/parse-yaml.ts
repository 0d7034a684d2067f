import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Tree } from "./unreadable.ts";

/** `line` counts from 1. `message` is a sentence without a full stop. */
export type YamlProblem = { readonly line: number | undefined; readonly message: string };

export type ParsedYaml =
  | {
      readonly kind: "yaml";
      readonly tree: { readonly [key: string]: Tree };
      /** The line of a field: "schedule.on". */
      readonly lineOf: (path: string) => number | undefined;
    }
  | { readonly kind: "invalid"; readonly problems: readonly YamlProblem[] };

/** A bulletin's file has one or two kilobytes. */
const maxLength = 100_000;

/** Reads a YAML file of fields. Every scalar is the text as written: 09:00, no, 3.10. */
export function parseYaml(text: string): ParsedYaml {
  const invalid = (message: string, line?: number): ParsedYaml => ({
    kind: "invalid",
    problems: [{ line, message }],
  });
  if (text.length > maxLength)
    return invalid(`the file is larger than ${maxLength / 1_000} kB, so it is not a bulletin's`);
  const counter = new LineCounter();
  const lineAt = (offset: number | undefined) => counter.linePos(offset ?? 0).line;
  try {
    const document = parseDocument(text, {
      schema: "failsafe",
      lineCounter: counter,
      prettyErrors: false,
      uniqueKeys: true,
    });
    const [error] = document.errors;
    if (error) return invalid(sayError(error.code, error.message), lineAt(error.pos[0]));
    if (!isMap(document.contents)) return invalid(needsFields, 1);
    const problems: YamlProblem[] = [];
    const lines = new Map<string, number>();
    visit(document, {
      Node: (_, node) => {
        if (!isAlias(node) && node.anchor === undefined && node.tag === undefined) return;
        const message = 'put the value in quotation marks, because it begins with "*", "&" or "!"';
        problems.push({ line: lineAt(node.range?.[0]), message });
      },
      Pair: (_, pair, above) => {
        const path = [...above, pair].flatMap((each, index) =>
          isPair(each)
            ? [String(isScalar(each.key) ? each.key.value : each.key)]
            : isSeq(each)
              ? [String(each.items.indexOf(([...above, pair][index + 1] ?? pair) as never))]
              : [],
        );
        const key = isScalar(pair.key) ? pair.key.range?.[0] : 0;
        lines.set(path.join("."), lineAt(key));
      },
    });
    if (problems.length > 0) return { kind: "invalid", problems };
    const lineOf = (path: string): number | undefined =>
      lines.get(path) ?? (path.includes(".") ? lineOf(path.replace(/\.[^.]*$/, "")) : undefined);
    return { kind: "yaml", tree: document.toJS() as Record<string, Tree>, lineOf };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return invalid(tooDeep);
  }
}

/** Values within values exhaust the stack. */
const tooDeep = "the file has too many values within values";
const needsFields = 'the file must have lines such as "name: Care Weekly"';

function sayError(code: string, message: string): string {
  if (/call stack/.test(message)) return tooDeep;
  switch (code) {
    case "DUPLICATE_KEY":
      return "this field appears twice: remove one";
    case "TAB_AS_INDENT":
      return "the line begins with a tab: use blanks";
    case "MULTIPLE_DOCS":
      return 'the file has a second document after "---": one file is one bulletin';
    case "BAD_ALIAS":
      return 'put the value in quotation marks, because it begins with "*"';
    case "BLOCK_AS_IMPLICIT_KEY":
      return "put the value in quotation marks, because it has a colon in it";
    case "MULTILINE_IMPLICIT_KEY":
      return needsFields;
    default:
      return `this is not valid YAML: ${message}`;
  }
}
