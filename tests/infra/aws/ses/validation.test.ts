import { describe, expect, it } from "vitest";
import { addressFault } from "../../../../infra/local/aws/ses/protocol/address.ts";
import { aMessage, anSes, errorOf, keptIn } from "./at-work.ts";

const wrong = [
  [
    "a header line without a name",
    { RawMessage: { Data: Buffer.from("From: a@b.c\r\nno field\r\n\r\nx") } },
    "MessageRejected",
  ],
  [
    "no From in the header",
    { RawMessage: { Data: Buffer.from("To: a@b.c\r\n\r\nx") } },
    "MessageRejected",
  ],
  [
    "no sender at all",
    { RawMessage: { Data: Buffer.from("To: a@b.c\r\n\r\nx") }, Source: undefined },
    "InvalidParameterValue",
  ],
  [
    "no recipient at all",
    { RawMessage: { Data: Buffer.from("From: a@b.c\r\n\r\nx") }, Destinations: [] },
    "InvalidParameterValue",
  ],
  ["an empty message", { RawMessage: { Data: Buffer.alloc(0) } }, "ValidationError"],
  ["51 recipients", { Destinations: Array(51).fill("ann@example.org") }, "InvalidParameterValue"],
  [
    "a line of 999 bytes",
    { RawMessage: { Data: aMessage([], `${"x".repeat(999)}\r\n`) } },
    "InvalidParameterValue",
  ],
  [
    "a long last line",
    { RawMessage: { Data: aMessage([], `x\r\n${"x".repeat(999)}`) } },
    "InvalidParameterValue",
  ],
  [
    "a second Subject",
    { RawMessage: { Data: aMessage(["subject: again"]) } },
    "InvalidParameterValue",
  ],
  [
    "a second List-Unsubscribe",
    {
      RawMessage: {
        Data: aMessage([
          "List-Unsubscribe: <https://a.example>",
          "List-Unsubscribe: <https://b.example>",
        ]),
      },
    },
    "InvalidParameterValue",
  ],
  ["a tag name with a blank", { Tags: [{ Name: "a b", Value: "c" }] }, "InvalidParameterValue"],
  [
    "a tag value with an accent",
    { Tags: [{ Name: "a", Value: "caf\u00e9" }] },
    "InvalidParameterValue",
  ],
  ["a tag value without a name", { Tags: [{ Name: "", Value: "a" }] }, "InvalidParameterValue"],
  [
    "a tag value of 257 characters",
    { Tags: [{ Name: "a", Value: "b".repeat(257) }] },
    "InvalidParameterValue",
  ],
  [
    "a tag name twice",
    {
      Tags: [
        { Name: "a", Value: "b" },
        { Name: "a", Value: "c" },
      ],
    },
    "InvalidParameterValue",
  ],
  [
    "a recipient with an accent",
    { Destinations: ["ann\u00e9@example.org"] },
    "InvalidParameterValue",
  ],
  ["a sender without a domain", { Source: "office" }, "InvalidParameterValue"],
] as const;

describe("refuses", () => {
  it.each(wrong)("%s", async (_, input, code) => {
    const { send, directory } = await anSes();
    const error = await errorOf(send(structuredClone(input) as never));
    expect(error).toMatchObject({ name: code, $metadata: { httpStatusCode: 400 } });
    expect(keptIn(directory)).toEqual([]);
  });
});

it("takes what is just within the limits", async () => {
  const { send } = await anSes();
  const data = aMessage([], `${"x".repeat(998)}\r\n${"y".repeat(998)}\n${"z".repeat(998)}`);
  const tags = [{ Name: "n".repeat(256), Value: "-_9".padEnd(256, "v") }];
  await expect(
    send({
      RawMessage: { Data: data },
      Destinations: Array(50).fill("ann@example.org"),
      Tags: tags,
    }),
  ).resolves.toBeTruthy();
});

it("takes a message of 10 MB and no byte more", async () => {
  const { send, ses } = await anSes();
  const start = aMessage([], "");
  const line = `${"x".repeat(76)}\r\n`;
  const data = Buffer.concat([start, Buffer.alloc(10 * 1024 * 1024 - start.length, line)]);
  const messageId = await send({ RawMessage: { Data: data } });
  expect(ses.outbox.read(messageId)?.subarray(-1_000)).toEqual(data.subarray(-1_000));
  const error = await errorOf(
    send({ RawMessage: { Data: Buffer.concat([data, Buffer.from("x")]) } }),
  );
  expect(error).toMatchObject({
    name: "MessageRejected",
    message: "Message length is more than 10485760 bytes long: '10485761'.",
  });
});

it("refuses a request larger than any message, and goes on working", async () => {
  const { ses, send } = await anSes();
  const response = await fetch(ses.url, {
    method: "POST",
    body: Buffer.alloc(45 * 1024 * 1024, "x"),
  });
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining("<Code>MessageRejected</Code>"),
  ]);
  await expect(send()).resolves.toBeTruthy();
});

it("refuses what is not base64", async () => {
  const { ses } = await anSes();
  const response = await fetch(ses.url, {
    method: "POST",
    body: "Action=SendRawEmail&RawMessage.Data=%25%25%25",
  });
  expect(await response.text()).toContain("<Code>SerializationException</Code>");
});

it.each([
  ["ann@example.org", undefined],
  ["Ann Lee <ann+x@xn--bcher-kva.example>", undefined],
  ['"ann lee"@example.org', undefined],
  ["ann", "Missing final '@domain'"],
  ["", "Missing final '@domain'"],
  ["@example.org", "Missing local name"],
  ["ann@", "Missing domain"],
  ["ann\u00e9@example.org", "Local address contains control or whitespace"],
  ["ann lee@example.org", "Local address contains control or whitespace"],
  ["ann,lee@example.org", "Local address contains illegal character"],
  ["ann@lee@example.org", "Local address contains illegal character"],
  [".ann@example.org", "Local address starts with dot"],
  ["ann..lee@example.org", "Local address contains dot-dot"],
  ["ann@b\u00fccher.example", "Domain contains control or whitespace"],
  ["ann@example_org", "Domain contains illegal character"],
  ["ann@example..org", "Domain contains dot-dot"],
  ["ann@example.org.", "Domain ends with dot"],
])("says what is wrong with %j: %s", (address, fault) => {
  expect(addressFault(address)).toBe(fault);
});
