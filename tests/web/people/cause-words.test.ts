import { describe, expect, it } from "vitest";
import { readSesEvent } from "../../../functions/core/ledger/ses-event.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { sayCauses } from "../../../functions/web/people/cause-words.ts";
import { anEvent, eventRows } from "../../core/ledger/ses-event-rows.ts";
import { ann } from "../../examples/builders.ts";
import { aSite, bulletin, post, storeEntry } from "../a-served-site.ts";

describe("the cause in plain words", () => {
  it.each(eventRows)("of $name: $says", ({ type, detail, says = "" }) => {
    const event = readSesEvent(anEvent(type, detail));
    const note = event.kind === "feedback" ? event.feedback.note : undefined;
    expect(sayCauses({ notes: note ? [note] : [], delivered: false })).toBe(says);
  });
});

it("shows causes on a person's page, among the people, and in their table, with the server's own words", async () => {
  const site = await aSite({ people: 4 });
  await storeEntry(site);
  const composed = await composeEdition(site.pipeline, site.template, {
    bulletin,
    slot: new Date("2026-11-24T09:00:00Z"),
    by: ann,
  });
  if (composed.kind !== "composed") throw new Error(composed.kind);
  const { id } = composed.edition;
  await addressEdition(site.pipeline, { edition: id, round: 0 }, () => false);
  const [batch] = await Array.fromAsync(listBatches(site.pipeline.table, id));
  await sendBatch(site.pipeline, { edition: id, batch: batch?.id ?? "" }, () => false);
  const event = (position: number, eventType: string, detail: object) =>
    JSON.stringify({
      eventType,
      mail: {
        messageId: "m",
        tags: { edition: [id], batch: [batch?.id], position: [String(position)] },
      },
      ...detail,
    });
  const recipient = (status: string, diagnosticCode: string) => ({
    bouncedRecipients: [{ emailAddress: "x@example.org", status, diagnosticCode }],
  });
  const full = {
    bounceType: "Transient",
    bounceSubType: "MailboxFull",
    ...recipient("5.2.2", "smtp; 552 5.2.2 over quota"),
  };
  await recordFeedback(site.pipeline, [
    event(0, "Bounce", { bounce: full }),
    event(1, "Bounce", { bounce: { bounceType: "Transient", bounceSubType: "General" } }),
    event(1, "Delivery", {}),
    event(2, "Bounce", {
      bounce: { bounceType: "Permanent", bounceSubType: "OnAccountSuppressionList" },
    }),
    event(3, "Reject", { reject: { reason: "Bad content" } }),
  ]);
  const find = async (person: number) =>
    (
      await post(site, `/editions/${id}/find`, { address: `colleague${person}@example.org` })
    ).text();
  const full0 = await find(0);
  expect(full0).toContain("No: it came back this time");
  expect(full0).toContain("Mailbox full (5.2.2). The server replied: “smtp; 552 5.2.2 over quota”");
  expect(await find(1)).toMatch(/Yes: it was delivered[\s\S]*Automatic reply\./);
  const listed = await find(2);
  expect(listed).toContain("No: Amazon SES did not send it to them");
  expect(listed).toContain(
    "We send nothing more to this address: the address is on Amazon SES’s own suppression list.",
  );
  expect(await find(3)).toMatch(
    /No: Amazon SES[\s\S]*Amazon SES found a virus in it. Amazon SES replied: “Bad content”/,
  );
  const people = await (await site.request(`/editions/${id}/people?standing=deferred`)).text();
  expect(people).toMatch(/Deferred[\s\S]*: mailbox full/);
  const csv = await (await site.request(`/editions/${id}/people.csv?standing=deferred`)).text();
  expect(csv).toMatch(/accepted,.*,yes,,mailbox full,5\.2\.2,smtp; 552 5\.2\.2 over quota/);
});
