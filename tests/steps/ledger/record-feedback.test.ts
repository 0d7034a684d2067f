import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getItems } from "../../../functions/store/batch-requests.ts";
import { getProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { notesKey } from "../../../functions/store/ledger/feedback-notes.ts";
import { messagesKey } from "../../../functions/store/ledger/messages.ts";
import { listStandings } from "../../../functions/store/people/subscriptions.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { runs } from "../../size.ts";
import { anAddressedEdition, colleagues, fillList, never } from "../an-edition.ts";

/** The people on a list who are not suppressed, by id. */
async function writtenTo({ pipeline }: TestPipeline, list: string): Promise<string[]> {
  const standings = await Array.fromAsync(listStandings(pipeline.table, list));
  return standings.flatMap(({ id, suppressed }) => (suppressed ? [] : [id]));
}

const event = (
  eventType: string,
  edition: string,
  batch: string,
  position: number,
  rest: object = {},
) =>
  JSON.stringify({
    eventType,
    mail: {
      messageId: "m",
      tags: { edition: [edition], batch: [batch], position: [String(position)] },
    },
    ...rest,
  });

describe("recording feedback", () => {
  it("gives the same account whatever the order of the events, and however often each comes", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(6));
    const batch = batches[0]?.id ?? "";
    const events = [
      ...[0, 1, 2, 3].map(position => event("Send", edition.id, batch, position)),
      ...[0, 1].map(position => event("Delivery", edition.id, batch, position)),
      event("Bounce", edition.id, batch, 2, { bounce: { bounceType: "Transient" } }),
      event("DeliveryDelay", edition.id, batch, 3),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...events, ...events], { minLength: 1 }),
        async some => {
          await recordFeedback(local.pipeline, some);
        },
      ),
      { numRuns: runs(100) },
    );
    expect(await recordFeedback(local.pipeline, events)).toEqual([]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 6,
      accepted: 4,
      delivered: 2,
      bounced: 0,
      deferred: 1,
      pending: 2,
    });
  });

  it.each([
    ["bounces permanently", "Bounce", { bounce: { bounceType: "Permanent" } }],
    ["complains", "Complaint", {}],
  ])(
    "keeps out an address that %s on every list, and an import does not bring it back",
    async (_, eventType, rest) => {
      const local = await aPipeline();
      const { edition, batches } = await anAddressedEdition(local, colleagues(3), {
        lists: ["staff", "board"],
      });
      const batch = batches[0];
      await recordFeedback(local.pipeline, [
        event(eventType, edition.id, batch?.id ?? "", 1, rest),
      ]);
      for (const list of ["staff", "board"]) {
        expect(await writtenTo(local, list)).toEqual([
          batch?.subscribers[0],
          batch?.subscribers[2],
        ]);
        await fillList(local, list, colleagues(3));
      }
      await sendBatch(local.pipeline, { edition: edition.id, batch: batch?.id ?? "" }, never);
      expect(
        local.ses.outbox
          .list()
          .map(({ destinations }) => destinations[0])
          .sort(),
      ).toEqual(["p0@example.org", "p2@example.org"]);
    },
  );

  it.each([
    [
      "keeps nothing but the facts of the doctor's trial, and counts none of it",
      "doctor_0123456789abcdef",
      0,
    ],
    [
      "keeps and counts what comes back to a bulletin that is called doctor",
      "doctor_20270330T080000Z",
      1,
    ],
  ])("%s", async (_, edition, times) => {
    const local = await aPipeline();
    const { table } = local.pipeline;
    const measured: string[] = [];
    const pipeline = { ...local.pipeline, measure: (metric: string) => void measured.push(metric) };
    const bounce = event("Bounce", edition, "000-0", 0, { bounce: { bounceType: "Permanent" } });
    expect(await recordFeedback(pipeline, [bounce])).toEqual([]);
    expect([...(await getProgress(table, edition, "000-0")).bounced]).toEqual([0]);
    const kept = await getItems(table, [messagesKey(edition, "000-0"), notesKey(edition, "000-0")]);
    expect(kept).toHaveLength(2 * times);
    expect(measured).toEqual(Array(times).fill("bounced"));
  });

  it("leaves the lists alone when a message bounces temporarily", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(2), {
      lists: ["staff"],
    });
    await recordFeedback(local.pipeline, [
      event("Bounce", edition.id, batches[0]?.id ?? "", 0, { bounce: { bounceType: "Transient" } }),
    ]);
    expect(await writtenTo(local, "staff")).toHaveLength(2);
  });

  it("skips events that are not ours or of an unknown kind, reads both shapes, and returns unreadable messages", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(3));
    const batch = batches[0]?.id ?? "";
    const older = (body: string) => body.replace('"eventType"', '"notificationType"');
    const foreign = JSON.stringify({
      eventType: "Send",
      mail: { messageId: "m", tags: { "ses:from-domain": ["example.org"] } },
    });
    const bodies = [
      "",
      "{",
      "null",
      older(foreign),
      foreign,
      event("Open", edition.id, batch, 0),
      event("Brand New", edition.id, batch, 0),
      event("Send", edition.id, batch, 1),
      older(event("Bounce", edition.id, batch, 2, { bounce: { bounceType: "Permanent" } })),
    ];
    expect(await recordFeedback(local.pipeline, bodies)).toEqual([0, 1, 2]);
    expect(local.logged.join()).toContain('"event":"feedback-unfamiliar","kind":"Brand New"');
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 2,
      bounced: 1,
      pending: 1,
    });
  });

  it("finds the person of an older notification by the message id, and ignores others' messages to the same address", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(3));
    await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
    const older = (messageId: string, address: string) =>
      JSON.stringify({
        notificationType: "Complaint",
        mail: { messageId, destination: [address], timestamp: "2026-11-24T09:00:00.000Z" },
        complaint: {
          complainedRecipients: [{ emailAddress: address }],
          complaintFeedbackType: "abuse",
        },
      });
    const sent = local.ses.outbox
      .list()
      .find(({ destinations }) => destinations.includes("p1@example.org"));
    const bodies = [
      older(sent?.messageId ?? "", "P1@example.org"),
      older("another", "p2@example.org"),
      older("another", "nobody@example.org"),
    ];
    expect(await recordFeedback(local.pipeline, bodies)).toEqual([]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 3,
      complained: 1,
    });
    expect(await writtenTo(local, "staff")).toHaveLength(2);
  });
});
