import { describe, expect, it } from "vitest";
import { sendToCorrected } from "../../../functions/steps/control/send-to-corrected.ts";
import { findCopy } from "../../../functions/steps/ledger/find-copy.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { decideAboutImport } from "../../../functions/steps/people/imports/decide-import.ts";
import { importPeople } from "../../../functions/steps/people/imports/import-people.ts";
import { liftSuppression } from "../../../functions/steps/people/lift-suppression.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getImport, type StoredImport } from "../../../functions/store/people/imports.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { anAddressedEdition, never } from "../an-edition.ts";
import { everythingKept, type Kept, tracesOf } from "./erasure-traces.ts";
import { aList, importOf } from "./imports/an-import.ts";

const first = "Grace.O'Hopper-Lee@old-harbour.example";
const second = "ghopper.lee.1906@new-harbour.example";
const name = "Grace Brewster Hopper-Lee";
/** Everything that is about Grace alone. */
const ofGrace = [
  ...[first, second].flatMap(address => [address, address.slice(0, address.indexOf("@"))]),
  name,
  "Dear Rear Admiral,",
];

/** The table itself deletes what the undo of an import needs, within this time. */
const undoMs = 9 * 24 * 3_600_000;

/** Everything that can happen to one person and leave something behind. */
async function aLife(local: TestPipeline): Promise<string> {
  const { pipeline } = local;
  for (const list of ["staff", "board"]) await aList(pipeline, list);
  const grace = { email: first, name, salutation: "Dear Rear Admiral," };
  const { edition, batches } = await anAddressedEdition(
    local,
    [grace, { email: "amina@example.org" }],
    { lists: ["staff", "board"] },
  );
  const [batch = { id: "", subscribers: [""] }] = batches;
  const [subscriber = ""] = batch.subscribers;
  const request = importOf(["grace"]);
  const imported = await importPeople(pipeline, {
    ...request,
    people: async function* () {
      yield { ...grace, name: `${name} RN` };
    },
    bad: [{ row: 3, reason: "the address has no “@”" }],
  });
  expect(imported.kind).toBe("done");
  await sendBatch(pipeline, { edition: edition.id, batch: batch.id }, never);
  const mail = (position: number, to: string) => ({
    messageId: `m${position}`,
    destination: [to],
    tags: { edition: [edition.id], batch: [batch.id], position: [String(position)] },
  });
  const returned = (bounceType: string, address: string) => ({
    bounceType,
    bouncedRecipients: [
      {
        emailAddress: address,
        status: "5.1.1",
        diagnosticCode: `smtp; 550 5.1.1 <${address.toUpperCase()}> unknown, ${address.split("@")[0]} has left`,
      },
    ],
  });
  const events = [
    { eventType: "DeliveryDelay", mail: mail(0, first), deliveryDelay: { delayType: "General" } },
    { eventType: "Bounce", mail: mail(0, first), bounce: returned("Permanent", first) },
  ];
  expect(
    await recordFeedback(
      pipeline,
      events.map(event => JSON.stringify(event)),
    ),
  ).toEqual([]);
  expect(
    await sendToCorrected(pipeline, { edition: edition.id, subscriber }, second, ann),
  ).toMatchObject({ kind: "sent" });
  await sendBatch(pipeline, { edition: edition.id, batch: batch.id }, never);
  await unsubscribe(pipeline, { edition: edition.id, subscriber }, ann);
  const scope = { bulletin: edition.bulletin };
  const reason = `${first} and ${second} phoned, and ${name} asked for it`;
  await liftSuppression(pipeline, subscriber, { scope, reason }, ann);
  const later = { eventType: "Complaint", mail: mail(50, second), complaint: {} };
  await recordFeedback(pipeline, [JSON.stringify(later)]);
  // SES's own events of these letters are recorded, too.
  local.start();
  await until("all is recorded", async () => (await pipeline.feedback.look()) === "drained");
  for (const address of [first, second]) await findCopy(pipeline, edition, address);
  return subscriber;
}

/** Gives a file with Grace to the bucket, and waits until it is checked. */
async function aFile(local: TestPipeline): Promise<StoredImport> {
  const { pipeline } = local;
  const id = pipeline.newId();
  const about = Buffer.from(JSON.stringify({ list: "staff", by: ann })).toString("base64url");
  const bytes = Buffer.from(`email,name\n${second},${name}\n`);
  await local.putUpload({ key: `imports/${id}/people.csv`, about, bytes });
  return importAt(local, id, "checked");
}

async function importAt({ pipeline }: TestPipeline, id: string, status: StoredImport["status"]) {
  let found: StoredImport | undefined;
  await until(`the import is ${status}`, async () => {
    found = await getImport(pipeline.table, id);
    return found?.status === status && found.wanted === undefined;
  });
  if (!found) throw new Error("the import is gone");
  return found;
}

/** Without what the table deletes by itself soon enough. */
function stillThere(kept: readonly Kept[], now: number): Kept[] {
  return kept.filter(({ text }) => {
    const expires = Number(/"expires":(\d+)/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY);
    return expires * 1_000 > now + undoMs;
  });
}

describe("what is kept of an erased person", () => {
  it("is their id and the keyed hashes of their addresses, and nothing that tells who they are", async () => {
    const local = await aPipeline();
    const subscriber = await aLife(local);
    const imported = await aFile(local);
    const before = await everythingKept(local);
    for (const each of ofGrace)
      expect([each, tracesOf(each, before).length > 0]).toEqual([each, true]);
    expect(tracesOf(second, before).filter(trace => trace.includes(": file "))).toHaveLength(1);
    const apply = { act: "apply", mode: "update", mayManyLeave: false } as const;
    await decideAboutImport(local.pipeline, imported, apply, ann);
    await importAt(local, imported.id, "applied");
    expect(await eraseSubscriber(local.pipeline, subscriber, ann)).toBe("erased");
    const after = await everythingKept(local);
    const now = local.pipeline.now();
    expect(ofGrace.flatMap(each => tracesOf(each, stillThere(after, now)))).toEqual([]);
    // Until then, only the former values of imports have anything.
    const left = ofGrace.flatMap(each => tracesOf(each, after));
    expect(left.filter(trace => !/: item IMPORT#\S+ (BEFORE|FIRST)/.test(trace))).toEqual([]);
    expect(tracesOf(subscriber, after).length).toBeGreaterThan(0);
  });

  it("would be found in any spelling", () => {
    const spelled = [
      first.toUpperCase(),
      Buffer.from(`To: ${first}\r\n`).toString("base64"),
      Buffer.from(`x ${first.toLowerCase()}`).toString("base64url"),
      "grace.o=27hopper-lee=40old-harbour.example",
      "grace.o'hop=\r\nper-lee@old-harbour.example",
      encodeURIComponent(first),
      "Grace.O&#39;Hopper-Lee@old-harbour.example",
    ];
    for (const text of spelled)
      expect([text, tracesOf(first, [{ where: "here", text }])]).toEqual([
        text,
        [`${first}: here`],
      ]);
    expect(tracesOf(first, [{ where: "here", text: "amina@example.org" }])).toEqual([]);
  });
});
