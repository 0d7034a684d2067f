import { readdirSync, readFileSync } from "node:fs";

/** A line of a letter, as its author means it, or as it is read. */
export type Said = { readonly kind: string; readonly text: string };

/** A letter by an author who does not know the reader, and what programs made of it. */
export type BlindLetter = {
  readonly name: string;
  readonly truth: readonly Said[];
  /** The texts by the way in which they were extracted: "layout", "word". */
  readonly texts: readonly { readonly way: string; readonly text: string }[];
};

type Stored = {
  readonly name: string;
  /** "KIND: words", one line a part, in the order of reading. */
  readonly truth: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
};

/** One file for each round of letters that an author wrote. */
const folder = new URL("rounds/", import.meta.url);

export function readBlindLetters(): BlindLetter[] {
  return readdirSync(folder)
    .sort()
    .flatMap(file => {
      const stored: Stored[] = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
      return stored.map(({ name, truth, texts }) => ({
        name: `${file.replace(".json", "")}/${name}`,
        truth: truth.map(saidIn),
        texts: Object.entries(texts).map(([way, text]) => ({ way, text })),
      }));
    });
}

function saidIn(line: string): Said {
  const at = line.indexOf(": ");
  return { kind: line.slice(0, at), text: line.slice(at + 2) };
}

/** What typography and programs change, and the addresses of links, which the truth has not. */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u00ad\u200b\u200e\u200f\u2066-\u2069\ufeff]/g, "")
    .replace(/[’‘]/g, "'")
    .replace(/«\s?|\s?»|[„“”]/g, '"')
    .replace(/\u2011/g, "-")
    .replace(/[–—]|(?<=\d)--(?=\d)|(?<=^|\s)--(?=\s|$)/g, "-")
    .replace(/ ?<(?:https?|mailto|tel):[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
