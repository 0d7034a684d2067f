import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plainWords } from "../../../functions/core/letter/content.ts";
import { renderPlainText } from "../../../functions/core/letter/plain-text.ts";
import { composeLetter } from "../../../functions/core/writing/compose-letter.ts";
import { readPasted } from "../../../functions/core/writing/pasted-text/pasted-text.ts";
import { aBulletin, anEntry } from "../../examples/builders.ts";
import { letterOutline } from "./pasted-letters/letter-outline.ts";

const folder = new URL("pasted-letters/extractions/", import.meta.url);
const names = readdirSync(folder).flatMap(file =>
  file.endsWith(".txt") ? [file.slice(0, -4)] : [],
);
const read = (file: string) => readFileSync(new URL(file, folder), "utf8");

/** The words of a text, run together: without blanks, hyphens, numbers, and the bullet “o”. */
const lettersOf = (text: string): string =>
  (text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).join("");

describe("letters as programs extracted them", () => {
  it.each(names)("reads %s as the letter that a person sees", name => {
    expect(letterOutline(read(`${name}.txt`))).toBe(read(`${name}.outline`));
  });

  it.each(names)("keeps every word of %s in order in the plain text that is sent", name => {
    const source = read(`${name}.txt`);
    const entry = anEntry({ title: "", body: source, format: "pasted" });
    const composed = composeLetter(aBulletin({ signatories: [] }), [entry], new Date(0));
    if (composed.kind !== "letter") throw new Error(`incomplete: ${composed.missing}`);
    const places = {
      salutation: composed.letter.salutation,
      viewUrl: "",
      manageUrl: "",
      unsubscribeUrl: "",
    };
    const sent = renderPlainText(composed.letter, places, { organisation: "", reason: "" });
    const left = new Set(readPasted(source).leftOut.map(line => line.number));
    const lines = source.split("\n").filter((_, index) => !left.has(index + 1));
    // Footnotes move to the end: every line is somewhere, and the others are in order.
    const words = lettersOf(sent);
    const notes = composed.letter.postscript.flatMap(block =>
      block.kind === "notes" ? block.notes : [],
    );
    const moved = notes.map(note => lettersOf(plainWords(note.runs)));
    const all = lettersOf(lines.join("\n"));
    expect(words).toContain(moved.reduce((rest, note) => rest.replace(note, ""), all));
    for (const note of moved) expect(words).toContain(note);
  });
});
