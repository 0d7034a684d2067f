import { type Random, randomOf } from "../faults/random.ts";

/** What a site under fire has, so that requests get further than "not found". */
export type Target = {
  /** Addresses that lead somewhere. */
  readonly paths: readonly string[];
  /** Of people who are signed in. */
  readonly cookies: readonly string[];
  /** Of the site. */
  readonly host: string;
};

const methods = [
  "GET",
  "POST",
  "POST",
  "POST",
  "HEAD",
  "PUT",
  "DELETE",
  "PATCH",
  "OPTIONS",
  "TRACE",
  "PROPFIND",
  "get",
  "\0",
];
const contentTypes = [
  "application/x-www-form-urlencoded",
  "application/x-www-form-urlencoded; charset=utf-16",
  "multipart/form-data; boundary=x",
  "multipart/form-data; boundary=",
  "multipart/form-data",
  'multipart/form-data; boundary="x',
  "application/json",
  "text/plain",
  "*/*",
  "",
];
const otherHeaders = [
  "Range: bytes=0-",
  "If-None-Match: *",
  "Expect: 100-continue",
  "Upgrade: h2c",
  "Accept: \u0001",
  "Accept: */*",
];
const pathPieces = [
  "%",
  "%0",
  "%zz",
  "%00",
  "%2e%2e",
  "..",
  "//",
  "/",
  "\\",
  ";",
  ":",
  "?",
  "#",
  "\u00e9",
  "%ff%fe",
  "%F0%9F%98%80",
  "__proto__",
  "*",
];
const queryPieces = [
  "?",
  "&",
  "=",
  "%",
  "%zz",
  "%00",
  "before=",
  "view=",
  "standing=",
  "slot=",
  "hash=",
  "return=",
  "as=",
  "after=",
  "-1",
  "1e999",
  "NaN",
  "[]",
  "\u00ff",
  "2026-11-24T09:00:00.000Z",
];
const fields = [
  "title",
  "body",
  "status",
  "format",
  "id",
  "version",
  "slot",
  "approved",
  "address",
  "reason",
  "standing",
  "email",
  "name",
  "salutation",
  "language",
  "visibility",
  "optIn",
  "purpose",
  "mode",
  "column-0",
  "scope",
  "weeks",
  "bulletin",
  "shown-bulletin",
  "__proto__",
  "[]",
];
const values = [
  "",
  "draft",
  "ready",
  "1",
  "-1",
  "1e400",
  "\0",
  "a@example.org",
  "2026-11-24T09:00:00.000Z",
  "+275760-09-13T00:00:00Z",
  "uncertain",
  "care-weekly",
  "Ann\r\nBcc: b@example.org",
  "=1+1",
  "f".repeat(64),
  "x".repeat(3_000),
];

/** The bytes of a request, of which half have a sound head, so that they reach the pages. The seed alone decides what is in it. */
export function randomRequest(seed: number, target: Target): Buffer {
  const random = randomOf(seed, 11);
  if (random.chance(0.03)) return bytes(random, random.int(0, 400));
  const body = randomBody(random);
  const head = random.chance(0.5)
    ? soundHead(random, target, body)
    : brokenHead(random, target, body);
  return Buffer.concat([
    Buffer.from(`${head.join("\r\n")}\r\nConnection: close\r\n\r\n`, "latin1"),
    body,
  ]);
}

function soundHead(random: Random, { host, paths, cookies }: Target, body: Buffer): string[] {
  const query = random.chance(0.3)
    ? `?${some(random, queryPieces, 4).replace(/[^\x21-\x7e]/g, "")}`
    : "";
  return [
    `${random.pick(["GET", "POST"])} ${random.pick(paths)}${query} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: http://${host}`,
    `Cookie: ${random.pick(cookies)}`,
    `Content-Type: ${random.pick(contentTypes)}`,
    `Content-Length: ${body.length}`,
  ];
}

function brokenHead(random: Random, { host, paths, cookies }: Target, body: Buffer): string[] {
  return [
    `${random.pick(methods)} ${randomPath(random, paths)} ${random.chance(0.97) ? "HTTP/1.1" : random.pick(["HTTP/1.0", "HTTP/9.9", ""])}`,
    `Host: ${random.chance(0.95) ? host : random.pick(["", "evil.example", `${host}:x`, "[", "a b"])}`,
    `Origin: ${random.chance(0.8) ? `http://${host}` : random.pick(["null", "", "x", "https://evil.example"])}`,
    `Cookie: ${random.chance(0.6) ? random.pick(cookies) : garble(random, random.pick(cookies))}`,
    `Content-Type: ${random.chance(0.95) ? random.pick(contentTypes) : bytes(random, 20).toString("latin1")}`,
    random.pick([
      `Content-Length: ${body.length}`,
      "Transfer-Encoding: chunked",
      `Content-Length: ${random.int(0, 999)}`,
      "X: y",
    ]),
    random.pick(otherHeaders),
    ...(random.chance(0.02) ? [`X-Long: ${"x".repeat(random.int(1_000, 40_000))}`] : []),
    ...(random.chance(0.1)
      ? [`X-${random.int(0, 9)}: ${bytes(random, 30).toString("latin1")}`]
      : []),
  ];
}

function randomPath(random: Random, paths: readonly string[]): string {
  let path: string = random.pick(paths);
  if (random.chance(0.3)) path = path.replace(/[^/]+$/, () => some(random, pathPieces, 4));
  if (random.chance(0.1)) path = garble(random, path);
  if (random.chance(0.02)) path += "y".repeat(random.int(1_000, 12_000));
  return random.chance(0.4) ? `${path}?${some(random, queryPieces, 8)}` : path;
}

function randomBody(random: Random): Buffer {
  const sent = Array.from(
    { length: random.int(0, 6) },
    () => [random.pick(fields), random.pick(values)] as const,
  );
  const kind = random.int(0, 4);
  if (kind === 0) return bytes(random, random.int(0, 500));
  if (kind === 1) return Buffer.from(new URLSearchParams(Object.fromEntries(sent)).toString());
  if (kind === 2)
    return Buffer.from(
      garble(random, sent.map(([name, value]) => `${name}=${value}`).join("&")),
      "latin1",
    );
  const parts = sent.map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const whole = `${parts.join("")}--x--\r\n`;
  return Buffer.from(
    kind === 3 ? whole : garble(random, whole.slice(0, random.int(0, whole.length))),
    "latin1",
  );
}

function some(random: Random, from: readonly string[], most: number): string {
  return Array.from({ length: random.int(0, most) }, () => random.pick(from)).join("");
}

function garble(random: Random, text: string): string {
  const at = random.int(0, text.length);
  return (
    text.slice(0, at) +
    bytes(random, random.int(0, 3))
      .toString("latin1")
      .replace(/[\r\n]/g, "%") +
    text.slice(at + random.int(0, 2))
  );
}

function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.int(0, 255)));
}
