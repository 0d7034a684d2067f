import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadAnswer, responseReader } from "../../../functions/mail/request/response-reader.ts";

/** Gives the reader a text in parts that end at the given places. */
function readIn(parts: readonly number[], text: string, keepsOpen = true) {
  const bytes = Buffer.from(text);
  const reader = responseReader();
  const cuts = [0, ...parts.map(part => part % bytes.length).sort((a, b) => a - b), bytes.length];
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const answer = reader.take(bytes.subarray(from, cuts[index + 1]));
    if (answer) return answer;
  }
  return keepsOpen ? undefined : reader.end();
}

const body = "<MessageId>0100–é</MessageId>";
const length = Buffer.byteLength(body);
const date = "Tue, 01 Dec 2026 09:00:00 GMT";
const first = body.slice(0, 12);
const chunks = `${first.length.toString(16)};x=1\r\n${first}\r\n${(length - 12).toString(16)}\r\n${body.slice(12)}\r\n0\r\ntrailer: x\r\n\r\n`;
const cases = {
  "with a length": `HTTP/1.1 200 OK\r\ndate: ${date}\r\nContent-Length: ${length}\r\n\r\n${body}`,
  "in chunks": `HTTP/1.1 200\r\nDate:${date}\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`,
  "after another one on the way": `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ndate: ${date}\r\ncontent-length: ${length}\r\n\r\n${body}`,
};

describe("an answer of SES", () => {
  it.each(Object.entries(cases))("is the same %s, in whatever parts it comes", (_, text) => {
    fc.assert(
      fc.property(fc.array(fc.nat()), parts => {
        expect(readIn(parts, text)).toEqual({ status: 200, date, body, keepAlive: true });
      }),
    );
  });

  it.each(Object.entries(cases))("is not complete before its last byte: %s", (_, text) => {
    expect(readIn([], text.slice(0, -1))).toBeUndefined();
  });

  it("ends with the connection if it gives no length", () => {
    const text = `HTTP/1.1 500 Oh\r\n\r\n${body}`;
    expect(readIn([3, 20], text)).toBeUndefined();
    expect(readIn([3, 20], text, false)).toMatchObject({ status: 500, body, keepAlive: false });
  });

  it.each([
    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
    "HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nmore",
  ])("says whether the connection can carry another request: %j", text => {
    expect(readIn([], text)?.keepAlive).toBe(false);
  });

  it.each([
    "SSH-2.0-OpenSSH\r\n\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
    "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nz\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n",
    "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
    `HTTP/1.1 200 OK\r\n\r\n${"x".repeat(17_000_000)}`,
  ])("is refused if it is malformed or too long", text => {
    expect(() => readIn([], text)).toThrow(BadAnswer);
  });
});
