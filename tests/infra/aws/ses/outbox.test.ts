import { expect, it } from "vitest";
import { decodeEncodedWords } from "../../../../infra/local/aws/ses/protocol/encoded-words.ts";
import { aMessage, anSes } from "./at-work.ts";

it("lists the newest first, page by page, while more arrive", async () => {
  const { ses, send } = await anSes();
  const ids: string[] = [];
  for (let number = 0; number < 5; number++)
    ids.unshift(await send({ Tags: [{ Name: "position", Value: `${number}` }] }));
  const first = ses.outbox.list({ limit: 2 });
  await send();
  const before = first.at(-1)?.number ?? 0;
  const rest = ses.outbox.list({ before });
  expect([...first, ...rest].map(({ messageId }) => messageId)).toEqual(ids);
  expect(first[0]).toMatchObject({
    number: 4,
    tags: { position: "4" },
    subject: "Caf\u00e9 hours",
  });
  expect(ses.outbox.list({ before: 0 })).toEqual([]);
  expect(ses.outbox.size()).toBe(6);
});

it("reads a subject that is folded in the header", async () => {
  const { ses, send } = await anSes();
  const data = Buffer.from(
    "From: a@b.example\r\nSubject: =?utf-8?B?w6k=?=\r\n =?utf-8?B?w6k=?=\r\n rest\r\n\r\nx",
  );
  await send({ RawMessage: { Data: data } });
  expect(ses.outbox.list()[0]?.subject).toBe("\u00e9\u00e9 rest");
});

it("has nothing under an invalid id, nor outside the outbox", async () => {
  const { ses, send } = await anSes();
  const messageId = await send();
  expect(ses.outbox.read(messageId)).toBeInstanceOf(Buffer);
  expect(ses.outbox.read(messageId.replace(/^0100../, "0100ff"))).toBeUndefined();
  expect(ses.outbox.read("../ses/journal.jsonl")).toBeUndefined();
});

it("keeps a message though its header ends without an empty line", async () => {
  const { ses, send } = await anSes();
  const messageId = await send({
    RawMessage: { Data: Buffer.from("From: a@b.example\nSubject: no body") },
  });
  expect(ses.outbox.read(messageId)?.toString()).toMatch(
    /^Date: .*\nMessage-ID: .*\nFrom: a@b\.example\nSubject: no body\n$/,
  );
});

it("keeps UTF-8 in a header as it is", async () => {
  const { ses, send, stop, events } = await anSes();
  const messageId = await send({ RawMessage: { Data: aMessage(["X-Note: \u00e9\u4e2d"]) } });
  await stop();
  expect(ses.outbox.read(messageId)?.toString()).toContain("\r\nX-Note: \u00e9\u4e2d\r\n");
  expect(events[0]?.mail.headers).toContainEqual({ name: "X-Note", value: "\u00e9\u4e2d" });
});

it.each([
  ["plain", "plain"],
  ["=?utf-8?q?a_b=3D?=", "a b="],
  ["=?UTF-8?B?4pyT?= x =?UTF-8?B?4pyT?=", "\u2713 x \u2713"],
  ["=?UTF-8?B?4pw=?= =?UTF-8?B?kw==?=", "\u2713"],
  ["=?iso-8859-1?Q?=E9?= =?utf-8*en?Q?=C3=A9?=", "\u00e9\u00e9"],
  ["=?x-unknown?Q?=E9?=", "=?x-unknown?Q?=E9?="],
])("reads %s as %s", (value, read) => {
  expect(decodeEncodedWords(value)).toBe(read);
});
