import { expect, it } from "vitest";
import { editionId } from "../../../functions/core/bulletins/edition.ts";
import { nextSlot } from "../../../functions/core/bulletins/schedule/next-slot.ts";
import { sentinels, splitAtPlaces } from "../../../functions/core/letter/places.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { getContent } from "../../../functions/store/bulletins/edition-content.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { editorsSite } from "../../../functions/web/editors-site.tsx";
import { sampleBulletin, sendSample } from "../../../infra/local/sample.ts";
import { sampleApprover } from "../../../infra/local/site/sample-people.ts";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { aPipeline } from "../../local-pipeline.ts";
import { letterTo, never } from "../../steps/an-edition.ts";
import { sendAll } from "../../steps/editions/a-wrong-edition.ts";
import { sessionOf } from "../a-served-site.ts";

const here = `/bulletins/${sampleBulletin.id}`;

/** What stands between the places of a letter, in its order. */
function literals(text: string): string[] {
  return splitAtPlaces(text).flatMap(piece => ("literal" in piece ? [piece.literal] : []));
}

/** Whether a copy is the letter in every byte, but for the values of one person. */
function isCopyOf(letter: string, copy: string): boolean {
  const parts = literals(letter).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^\\n<>]*")}$`).test(copy);
}

const unframed = (html: string) => html.replace('<base target="_blank">', "");
const lines = (text: string) => text.replace(/\r\n/g, "\n").trimEnd();

it("the sample's next letter is the same in every byte: announced, previewed, tested, approved, by link, and sent", async () => {
  const local = await aPipeline({ limits: { graceMs: 60_000, holdMs: 0 } });
  const { pipeline, template, ses } = local;
  await sendSample(local);
  const slot = nextSlot(sampleBulletin, new Date(pipeline.now())) ?? new Date(0);
  const id = editionId(sampleBulletin.id, slot);
  const proposed = await getEdition(pipeline.table, id);
  const frozen = await getContent(pipeline.table, { id, hash: proposed?.hash ?? "" });
  expect(frozen.html).toContain(sentinels.salutation);
  await runClock(pipeline, template);

  const signIn = localSignIn(pipeline);
  const site = editorsSite(pipeline, template, { css: "", js: "" }, { signIn });
  const Cookie = await sessionOf(pipeline, signIn.session, "approver", "sample-approver");
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { Cookie, Origin: "http://localhost" };
    return (await site.request(path, { headers, ...init })).text();
  };
  const date = `date=${encodeURIComponent(slot.toISOString())}`;
  const [bulletinPage, approvePage] = [await ask(here), await ask(`${here}/approve?${date}`)];
  const announced = /Subject<.dt><dd[^>]*><strong>([^<]*)/.exec(bulletinPage)?.[1];
  expect([announced, frozen.subject]).toEqual([proposed?.subject, proposed?.subject]);
  expect(approvePage).toContain(`/editions/${id}/letter.html`);

  const preview = unframed(await ask(`${here}/preview/letter.html?${date}`));
  const previewText = await ask(`${here}/preview/letter.txt?${date}`);
  expect(isCopyOf(frozen.html, preview)).toBe(true);
  expect(isCopyOf(frozen.text, previewText)).toBe(true);
  expect(unframed(await ask(`/editions/${id}/letter.html`))).toBe(preview);

  const asked = await letterTo(local, "sian.oconnor@harbour-health.example");
  const link = /\/approve\/[\w.=-]+/.exec(String(asked.text))?.[0] ?? "";
  const anonymous = { headers: { Cookie: "" } };
  expect(unframed(await ask(`${link}/letter.html`, anonymous))).toBe(preview);

  const body = new URLSearchParams({ address: "me@example.org", date: slot.toISOString() });
  await ask(`${here}/test`, { method: "POST", body });
  const test = await letterTo(local, "me@example.org");
  expect(test.subject).toBe(`[Test] ${frozen.subject}`);
  expect(lines(String(test.html))).toBe(lines(preview));
  expect(lines(String(test.text))).toBe(lines(previewText));

  const earlier = new Set(ses.outbox.list({ limit: 1_000 }).map(each => each.messageId));
  const yes = { edition: id, hash: proposed?.hash ?? "", by: sampleApprover };
  const at = { ...pipeline, now: () => slot.getTime() };
  expect(await approveEdition(pipeline, template, yes)).toMatchObject({ kind: "approved" });
  await runClock(at, template);
  expect((await getEdition(pipeline.table, id))?.hash).toBe(proposed?.hash);
  await addressEdition(at, { edition: id, round: 0 }, never);
  await sendAll({ ...local, pipeline: at }, id);
  const sent = ses.outbox.list({ limit: 1_000 }).filter(({ messageId }) => !earlier.has(messageId));
  expect(sent.length).toBeGreaterThan(5);
  for (const { destinations } of sent) {
    const letter = await letterTo(local, destinations[0] ?? "");
    expect(letter.subject).toBe(frozen.subject);
    expect(isCopyOf(lines(frozen.html), lines(String(letter.html)))).toBe(true);
    expect(isCopyOf(lines(frozen.text), lines(String(letter.text)))).toBe(true);
  }
});
