import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../functions/steps", import.meta.url));
const subjects = ["access", "approval", "control", "editions", "people"];

/** Steps that write without a decision of their own, each with what they are a part of. */
const partsOfOthers: Readonly<Record<string, string>> = {
  "approval/do-once.ts": "telling someone, once",
  "approval/tell-approvers.ts": "telling someone, and that they were told",
  "editions/address-edition.ts": "the ledger",
  "editions/entries/close-entries.ts": "composing the next edition",
  "editions/images/freeze-letter.ts": "composing and proposing",
  "editions/return-to-waiting.ts": "composing and resuming: the rule of the approval decides",
  "people/forget-unlisted.ts": "a rule of the stage, by the clock",
  "people/imports/apply-import.ts": "an import: its options have the actor",
  "people/imports/change-people.ts": "an import, or its undoing",
  "people/imports/continue-import.ts": "an import, as someone has decided",
  "people/imports/fail-import.ts": "an import that cannot go on",
  "people/imports/import-lease.ts": "importing a list",
  "people/imports/leave-others.ts": "an import",
  "people/imports/page/import-page.ts": "an import",
  "people/imports/page/store-new.ts": "an import",
  "people/imports/page/update-known.ts": "an import",
  "people/imports/receive-file.ts": "an import, before it changes anything",
  "people/restore-listed.ts": "importing a list for an edition",
};

/** The store's functions that only read, by their names. */
const reads =
  /^(type |get|list|find|read|every|named|latest|historySince$|unfinished|letterLists|addressHash|batchSize|subscriberItem$|subscriptionItem$)/;

const filesIn = (subject: string) =>
  readdirSync(join(root, subject), { recursive: true, encoding: "utf8" }).filter(name =>
    name.endsWith(".ts"),
  );

it("each step that writes takes the actor, or is known to be a part of another", () => {
  const writers = subjects.flatMap(subject =>
    filesIn(subject).flatMap(name => {
      const source = readFileSync(join(root, subject, name), "utf8");
      const fromStore = /^import \{([^}]*)\} from "[^"]*\/store\/[^"]*";/gm;
      const taken = [...source.matchAll(fromStore)].flatMap(([, names = ""]) =>
        names.split(",").map(each => each.trim()),
      );
      const writes = taken.filter(each => each !== "" && !reads.test(each));
      return writes.length > 0 ? [{ file: `${subject}/${name}`, text: source }] : [];
    }),
  );
  expect(writers.length).toBeGreaterThan(8);
  const withoutActor = writers.filter(source => !/\bby: Actor\b|\bactorOf\(/.test(source.text));
  expect(withoutActor.map(({ file }) => file).sort()).toEqual(Object.keys(partsOfOthers).sort());
});
