/** An answer of HTTP/1.1. The body is text. */
export type HttpAnswer = {
  readonly status: number;
  /** The header `date`. */
  readonly date: string | undefined;
  readonly body: string;
  /** Whether the connection can carry another request. */
  readonly keepAlive: boolean;
};

/** Thrown if what comes is no answer of HTTP/1.1, or is too long for an answer of AWS. */
export class BadAnswer extends Error {
  override readonly name = "BadAnswer";
}

/** A page of DynamoDB has at most a megabyte of values, in more than twice as much JSON. */
const maxBytes = 16 * 1_048_576;
const headEnd = "\r\n\r\n";

/**
 * Reads one answer to a POST from parts of any size (RFC 9112). `take` returns the answer once it is
 * complete, `end` what is complete if the connection ends.
 */
export function responseReader(): {
  readonly take: (part: Buffer) => HttpAnswer | undefined;
  readonly end: () => HttpAnswer | undefined;
} {
  /** What came since `bytes` was last put together. */
  let parts: Buffer[] = [];
  let length = 0;
  let bytes: Buffer = Buffer.alloc(0);
  let head: Head | undefined;
  const gather = () => {
    if (parts.length > 0) bytes = Buffer.concat([bytes, ...parts]);
    parts = [];
  };
  const take = (part: Buffer): HttpAnswer | undefined => {
    length += part.length;
    if (length > maxBytes) throw new BadAnswer("the answer is too long");
    if (length === part.length) bytes = part;
    else parts.push(part);
    // A long answer is put together once.
    if (typeof head?.length === "number" && length < head.length) return undefined;
    gather();
    while (!head) {
      const end = bytes.indexOf(headEnd);
      if (end < 0) return undefined;
      const read = readHead(bytes.toString("latin1", 0, end));
      bytes = bytes.subarray(end + headEnd.length);
      length = bytes.length;
      // "100 Continue" and its like come before the answer.
      if (read.status >= 200) head = read;
    }
    const body = bodyIn(bytes, head);
    return body && answerOf(head, body.text, body.restBytes === 0);
  };
  const end = () => {
    gather();
    return head?.length === "until the end"
      ? answerOf(head, bytes.toString("utf8"), false)
      : undefined;
  };
  return { take, end };
}

type Head = {
  readonly status: number;
  readonly date: string | undefined;
  readonly length: number | "chunked" | "until the end";
  readonly keepAlive: boolean;
};

function answerOf({ status, date, keepAlive }: Head, body: string, isAlone: boolean): HttpAnswer {
  return { status, date, body, keepAlive: keepAlive && isAlone };
}

function readHead(text: string): Head {
  const [first = "", ...lines] = text.split("\r\n");
  const [, version, code] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(first) ?? [];
  if (code === undefined) throw new BadAnswer("the answer is not HTTP/1.1");
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) throw new BadAnswer("the answer has a malformed header");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const known = fields.get(name);
    if (name === "content-length" && known !== undefined && known !== value)
      throw new BadAnswer("the answer has two lengths");
    fields.set(
      name,
      known === undefined || name === "content-length" ? value : `${known}, ${value}`,
    );
  }
  const status = Number(code);
  const connection = fields.get("connection")?.toLowerCase() ?? "";
  return {
    status,
    date: fields.get("date"),
    length: lengthOf(status, fields),
    keepAlive: version === "1" && !connection.includes("close"),
  };
}

function lengthOf(status: number, fields: ReadonlyMap<string, string>): Head["length"] {
  if (status === 204 || status === 304) return 0;
  const coding = fields.get("transfer-encoding")?.toLowerCase();
  if (coding !== undefined) {
    if (coding !== "chunked") throw new BadAnswer("the answer has an unknown transfer encoding");
    return "chunked";
  }
  const length = fields.get("content-length");
  if (length === undefined) return "until the end";
  if (!/^\d{1,9}$/.test(length)) throw new BadAnswer("the answer has a malformed length");
  return Number(length);
}

type Body = { readonly text: string; readonly restBytes: number };

function bodyIn(bytes: Buffer, { length }: Head): Body | undefined {
  if (length === "until the end") return undefined;
  if (length === "chunked") return chunksIn(bytes);
  if (bytes.length < length) return undefined;
  return { text: bytes.toString("utf8", 0, length), restBytes: bytes.length - length };
}

/** RFC 9112, section 7.1. Extensions and trailers are skipped. */
function chunksIn(bytes: Buffer): Body | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf("\r\n", at);
    if (line < 0) return undefined;
    const [, size] = /^([\da-f]{1,7})[ \t]*(?:;|$)/i.exec(bytes.toString("latin1", at, line)) ?? [];
    if (size === undefined) throw new BadAnswer("the answer has a malformed chunk");
    const start = line + 2;
    const length = Number.parseInt(size, 16);
    if (length === 0) return lastOf(bytes, start, chunks);
    if (bytes.length < start + length + 2) return undefined;
    if (bytes.toString("latin1", start + length, start + length + 2) !== "\r\n")
      throw new BadAnswer("the answer has a malformed chunk");
    chunks.push(bytes.subarray(start, start + length));
    at = start + length + 2;
  }
}

/** The trailers end with an empty line. */
function lastOf(bytes: Buffer, from: number, chunks: readonly Buffer[]): Body | undefined {
  for (let at = from; ; ) {
    const line = bytes.indexOf("\r\n", at);
    if (line < 0) return undefined;
    if (line === at)
      return { text: Buffer.concat(chunks).toString("utf8"), restBytes: bytes.length - line - 2 };
    at = line + 2;
  }
}
