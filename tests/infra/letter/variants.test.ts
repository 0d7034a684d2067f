import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { describe, expect, it, onTestFinished } from "vitest";
import { runWith } from "../a-process.ts";
import { accountOf } from "./a-letter.ts";

const english =
  "---\nsubject: Winter plans\nlanguage: en\n---\nDear colleague,\n\nThe clinics open at seven.\n\nYours sincerely,\n\nAda King\n";
const welsh =
  "Cynlluniau’r gaeaf\n\nAnnwyl gydweithiwr,\n\nMae’r clinigau yn agor am saith o’r gloch.\n\nYn gywir,\n\nAda King\n";
const people =
  "email,language\na@example.org,cy\nb@example.org,\nc@example.org,cy-GB\nd@example.org,ar\n";

function aDirectory(): (name: string) => string {
  const directory = mkdtempSync(join(tmpdir(), "letter-variants-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const place = (name: string) => join(directory, name);
  for (const [name, text] of Object.entries({ "l.md": english, "cy.txt": welsh, "c.csv": people }))
    writeFileSync(place(name), text);
  return place;
}

describe("npm run letter with the letter in another language", () => {
  it("sends each colleague the letter in their language, once", async () => {
    const place = aDirectory();
    const run = runWith(
      {},
      "letter",
      place("l.md"),
      "--variant",
      `cy=${place("cy.txt")}`,
      "--to",
      place("c.csv"),
      "--data",
      place("data"),
      "--json",
    );
    expect(await run.ended).toBe(0);
    expect(accountOf(run)).toMatchObject({ audience: 4, accepted: 4, pending: 0 });
    const outbox = place("data/outbox");
    const letters = await Promise.all(
      readdirSync(outbox)
        .filter(name => name.endsWith(".eml"))
        .map(name => simpleParser(readFileSync(join(outbox, name)))),
    );
    const got = letters.map(({ to, subject }) => `${[to].flat()[0]?.text}: ${subject}`);
    expect(got.sort()).toEqual([
      "a@example.org: Cynlluniau’r gaeaf",
      "b@example.org: Winter plans",
      "c@example.org: Cynlluniau’r gaeaf",
      "d@example.org: Winter plans",
    ]);
  });

  it("refuses a second letter in one language, and a letter that is incomplete", async () => {
    const place = aDirectory();
    const told = async (variant: string) => {
      const run = runWith(
        {},
        "letter",
        place("l.md"),
        "--variant",
        variant,
        "--to",
        place("c.csv"),
      );
      return [await run.ended, run.output()];
    };
    expect(await told(`en-US=${place("cy.txt")}`)).toEqual([
      2,
      expect.stringContaining("there is a letter in American English already"),
    ]);
    writeFileSync(place("cy.txt"), "Annwyl gydweithiwr,\n\nMae’r clinigau yn agor am saith.\n");
    expect(await told(`cy=${place("cy.txt")}`)).toEqual([
      2,
      expect.stringContaining("cy.txt: it has no signatory"),
    ]);
  });
});
