import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Account, emptyAccount } from "../../../functions/core/ledger/account.ts";
import type { SuppressionReason } from "../../../functions/core/people/suppression.ts";
import { findCopy } from "../../../functions/steps/ledger/find-copy.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import type { Metric } from "../../../functions/steps/pipeline.ts";
import { addFacts, getProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { getSuppression } from "../../../functions/store/people/find-suppressions.ts";
import { addressHash } from "../../../functions/store/people/subscribers.ts";
import { sayCauses } from "../../../functions/web/people/cause-words.ts";
import { eventRows } from "../../core/ledger/ses-event-rows.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues } from "../an-edition.ts";

/** An edition that SES has accepted for everyone. */
async function anAcceptedEdition(local: TestPipeline, people: number, given: object = {}) {
  const { edition, batches } = await anAddressedEdition(local, colleagues(people), given);
  for (const { id, subscribers } of batches) {
    const positions = subscribers.map((_, position) => position);
    await addFacts(local.pipeline.table, edition.id, id, {
      claimed: positions,
      accepted: positions,
    });
  }
  return { edition, batches };
}

const mapOf = (account: Account, value: (key: keyof Account) => number) =>
  Object.fromEntries((Object.keys(account) as (keyof Account)[]).map(key => [key, value(key)]));

const bounce = (bounceType: string, bounceSubType?: string) => ({
  bounce: { bounceType, bounceSubType },
});

type Told = readonly (readonly [type: string, detail?: object])[];
type Expected = {
  readonly account: Partial<Account>;
  readonly suppression?: SuppressionReason;
  readonly metrics?: readonly Metric[];
  readonly says?: string;
};
const delivered: Partial<Account> = { delivered: 1 };

/** The table of what SES means, a person a row; the events of each in any order. */
const rows: readonly (readonly [name: string, told: Told, expected: Expected])[] = [
  ["a delivery", [["Send"], ["Delivery"]], { account: delivered }],
  [
    "an automatic reply",
    [["Send"], ["Delivery"], ["Bounce", bounce("Transient", "General")]],
    { account: delivered, says: "automatic reply" },
  ],
  [
    "an automatic reply that SES did not understand",
    [["Delivery"], ["Bounce", { bounce: { bounceType: "Undetermined", bouncedRecipients: [] } }]],
    { account: delivered, says: "automatic reply" },
  ],
  [
    "a full mailbox",
    [["Send"], ["Bounce", bounce("Transient", "MailboxFull")]],
    { account: { deferred: 1 }, metrics: ["deferred"], says: "mailbox full" },
  ],
  [
    "a bounce that SES could not place",
    [["Bounce", bounce("Undetermined", "Undetermined")]],
    { account: { deferred: 1 }, metrics: ["deferred"], says: "no reason given" },
  ],
  [
    "a permanent bounce",
    [["Send"], ["Bounce", bounce("Permanent", "NoEmail")]],
    {
      account: { bounced: 1 },
      suppression: "bounced",
      metrics: ["bounced"],
      says: "no such mailbox",
    },
  ],
  [
    "a permanent bounce after a delivery",
    [["Delivery"], ["Bounce", bounce("Permanent", "General")]],
    {
      account: { bounced: 1 },
      suppression: "bounced",
      metrics: ["bounced"],
      says: "address refused",
    },
  ],
  [
    "a domain that does not exist",
    [["Bounce", { bounce: { bounceType: "Transient", bouncedRecipients: [{ status: "5.4.4" }] } }]],
    {
      account: { bounced: 1 },
      suppression: "bounced",
      metrics: ["bounced"],
      says: "domain does not exist",
    },
  ],
  [
    "an address on SES's own list",
    [["Send"], ["Bounce", bounce("Permanent", "OnAccountSuppressionList")]],
    {
      account: { accepted: 0, suppressed: 1 },
      suppression: "ses-list",
      says: "on Amazon SES’s own suppression list",
    },
  ],
  [
    "a complaint of an address on SES's own list",
    [["Send"], ["Complaint", { complaint: { complaintSubType: "OnAccountSuppressionList" } }]],
    {
      account: { accepted: 0, suppressed: 1 },
      suppression: "ses-list",
      says: "on Amazon SES’s own suppression list",
    },
  ],
  [
    "a complaint",
    [["Delivery"], ["Complaint", { complaint: { complaintFeedbackType: "abuse" } }]],
    {
      account: { ...delivered, complained: 1 },
      suppression: "complained",
      metrics: ["complained"],
      says: "reported as spam",
    },
  ],
  [
    "not spam",
    [["Delivery"], ["Complaint", { complaint: { complaintFeedbackType: "not-spam" } }]],
    { account: delivered, says: "reported as not spam" },
  ],
  [
    "authentication that failed",
    [["Delivery"], ["Complaint", { complaint: { complaintFeedbackType: "auth-failure" } }]],
    { account: delivered, metrics: ["letter-reported"], says: "authentication failed" },
  ],
  [
    "a delay",
    [["Send"], ["DeliveryDelay", { deliveryDelay: { delayType: "MailboxFull" } }]],
    { account: {}, says: "delayed: mailbox full" },
  ],
  [
    "a virus",
    [["Send"], ["Reject", { reject: { reason: "Bad content" } }]],
    {
      account: { accepted: 0, rejected: 1 },
      metrics: ["rejected"],
      says: "Amazon SES found a virus in it",
    },
  ],
];

describe("what SES's events mean", () => {
  it("shows in account, suppression, metrics and words, in any order, and if an event comes twice", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAcceptedEdition(local, rows.length, { lists: ["staff"] });
    for (const [position, [name, told, expected]] of rows.entries()) {
      const address = `p${position}@example.org`;
      const measured = new Set<Metric>();
      const pipeline = {
        ...local.pipeline,
        measure: (metric: Metric) => void measured.add(metric),
      };
      const mail = {
        messageId: "m",
        tags: { edition: [edition.id], batch: [batches[0]?.id], position: [String(position)] },
      };
      const bodies = told.map(([eventType, detail]) =>
        JSON.stringify({ eventType, mail, ...detail }),
      );
      const [order = []] = fc.sample(
        fc.shuffledSubarray([...bodies, ...bodies], { minLength: 2 * bodies.length }),
        1,
      );
      const before = await readAccount(pipeline, edition.id);
      for (const body of order)
        expect([name, await recordFeedback(pipeline, [body])]).toEqual([name, []]);

      const { suppression, metrics = [], says = "" } = expected;
      const after = await readAccount(pipeline, edition.id);
      // Everybody was accepted, and no more, before.
      const became = { ...emptyAccount, accepted: 1, ...expected.account };
      const change = mapOf(after, key => after[key] - before[key]);
      expect([name, change]).toEqual([
        name,
        mapOf(after, key => became[key] - (key === "accepted" ? 1 : 0)),
      ]);
      const { everywhere } = await getSuppression(
        pipeline.table,
        addressHash(address, pipeline.addressKey),
      );
      expect([name, everywhere?.reason]).toEqual([name, suppression]);
      // A reply that comes before its delivery counts as deferred until then.
      if (says === "automatic reply") measured.delete("deferred");
      expect([name, ...measured]).toEqual([name, ...metrics]);
      const found = await findCopy(pipeline, edition, address);
      if (found.kind !== "on-edition") throw new Error(found.kind);
      expect([name, sayCauses(found.copy), found.suppression]).toEqual([name, says, suppression]);
    }
  });

  it("is kept as codes with the person's copy, and a delivery writes no more than its fact", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAcceptedEdition(local, 1);
    const writes: string[] = [];
    local.pipeline.table.client.middlewareStack.add(
      (next, { commandName = "" }) =>
        args => {
          if (/Put|Update|Write/.test(commandName)) writes.push(commandName);
          return next(args);
        },
      { step: "initialize" },
    );
    const mail = {
      messageId: "m",
      destination: ["p0@example.org"],
      tags: { edition: [edition.id], batch: [batches[0]?.id], position: ["0"] },
    };
    const delivery = { smtpResponse: "250 ok", timestamp: "2026-11-24T09:00:01Z" };
    await recordFeedback(local.pipeline, [
      JSON.stringify({ eventType: "Delivery", mail, delivery }),
    ]);
    expect(writes).toEqual(["UpdateItemCommand"]);
    const recipient = {
      emailAddress: "p0@example.org",
      status: "5.2.2",
      diagnosticCode: "smtp; 552 5.2.2 <p0@example.org> over quota",
    };
    const told = {
      bounceType: "Transient",
      bounceSubType: "MailboxFull",
      bouncedRecipients: [recipient],
      timestamp: "2026-11-24T09:00:02Z",
    };
    await recordFeedback(local.pipeline, [
      JSON.stringify({ eventType: "Bounce", mail, bounce: told }),
    ]);
    const found = await findCopy(local.pipeline, edition, "p0@example.org");
    expect(found).toMatchObject({
      copy: {
        notes: [
          {
            kind: "bounce",
            type: "Transient",
            subtype: "MailboxFull",
            status: "5.2.2",
            diagnostic: "smtp; 552 5.2.2 <(address)> over quota",
            at: Date.parse("2026-11-24T09:00:02Z"),
          },
        ],
      },
    });
  });

  it("gives one account and one standing each, whatever events come in whatever order", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAcceptedEdition(local, 6);
    const [batch] = batches;
    const anyEvents = fc.array(
      fc.record({ row: fc.constantFrom(...eventRows), position: fc.nat(5) }),
      {
        minLength: 20,
        maxLength: 20,
      },
    );
    const of = (
      id: string,
      events: readonly { row: (typeof eventRows)[number]; position: number }[],
    ) =>
      events.map(({ row, position }) =>
        JSON.stringify({
          eventType: row.type,
          mail: {
            messageId: "m",
            tags: { edition: [edition.id], batch: [id], position: [String(position)] },
          },
          ...row.detail,
        }),
      );
    const [events = []] = fc.sample(anyEvents, 1);
    await recordFeedback(local.pipeline, of(batch?.id ?? "", events));
    // The same in another order, of a batch that does not exist: it changes no account, and its facts are the same.
    for (const body of of("999-0", events).reverse()) await recordFeedback(local.pipeline, [body]);
    const [one, other] = await Promise.all(
      [batch?.id ?? "", "999-0"].map(id => getProgress(local.pipeline.table, edition.id, id)),
    );
    const { claimed, accepted, ...facts } = one ?? {};
    expect(other).toMatchObject(facts);
    const account = await readAccount(local.pipeline, edition.id);
    expect(
      account.accepted +
        account.suppressed +
        account.rejected +
        account.uncertain +
        account.pending,
    ).toBe(6);
    expect(account.delivered + account.bounced + account.deferred).toBeLessThanOrEqual(
      account.accepted,
    );
  });
});
