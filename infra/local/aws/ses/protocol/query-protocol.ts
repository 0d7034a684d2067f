/** One request of the SesQuery protocol, with the raw message decoded. */
export type SesQuery = {
  readonly action: string;
  readonly parameters: URLSearchParams;
  readonly rawMessage: Buffer | "absent" | "not base64";
};

/** SES's answer to a request that it does not carry out. `Receiver`: the fault is SES's own. */
export type SesRefusal = {
  readonly kind: "refused";
  readonly status: number;
  readonly type: "Sender" | "Receiver";
  readonly code: string;
  readonly message: string;
};

const namespace = "http://ses.amazonaws.com/doc/2010-12-01/";
const rawMessageKey = "RawMessage.Data=";
const ampersand = 0x26;

/** Returns a refusal caused by the client (HTTP 400). */
export function refusal(code: string, message: string): SesRefusal {
  return { kind: "refused", status: 400, type: "Sender", code, message };
}

/** Reads a form-encoded request. */
export function readQuery(body: Buffer): SesQuery {
  const [data, others] = takeRawMessage(body);
  const parameters = new URLSearchParams(others);
  const rawMessage = data === undefined ? "absent" : decodeBase64(unescapeBase64(data));
  return { action: parameters.get("Action") ?? "", parameters, rawMessage };
}

/** Returns the members `prefix.member.1`, `prefix.member.2` … up to the first gap. */
export function membersOf(parameters: URLSearchParams, prefix: string): string[] {
  const members: string[] = [];
  for (let number = 1; ; number++) {
    const value = parameters.get(`${prefix}.member.${number}`);
    if (value === null) return members;
    members.push(value);
  }
}

/** Returns the answer to a successful action. `result` is XML with escaped texts. */
export function answerXml(action: string, result: string, requestId: string): string {
  return `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result>${metadata(requestId)}</${action}Response>`;
}

/** Returns the answer to a refused action. */
export function refusalXml(refused: SesRefusal, requestId: string): string {
  const error = `<Type>${refused.type}</Type><Code>${refused.code}</Code><Message>${escapeXml(refused.message)}</Message>`;
  return `<ErrorResponse xmlns="${namespace}"><Error>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function metadata(requestId: string): string {
  return `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
}

/** Escapes a text for XML, and replaces characters that XML 1.0 does not allow. */
export function escapeXml(text: string): string {
  // A single control character or lone surrogate would make the whole answer unreadable.
  const allowed = text
    .toWellFormed()
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  return allowed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * Splits a form into its escaped `RawMessage.Data` and the rest, so that no parameter keeps the
 * message in memory.
 */
function takeRawMessage(form: Buffer): [data: string | undefined, others: string] {
  let key = form.indexOf(rawMessageKey);
  while (key > 0 && form[key - 1] !== ampersand) key = form.indexOf(rawMessageKey, key + 1);
  if (key < 0) return [undefined, form.toString()];
  const start = key + rawMessageKey.length;
  const next = form.indexOf(ampersand, start);
  const end = next < 0 ? form.length : next;
  return [
    form.toString("latin1", start, end),
    form.toString("utf8", 0, key) + form.toString("utf8", end),
  ];
}

/**
 * URLSearchParams takes five times as long for a letter, and unescaping is the slowest part of a
 * request.
 */
function unescapeBase64(data: string): string {
  const text = data.replaceAll("%2B", "+").replaceAll("%2F", "/").replaceAll("%3D", "=");
  return text.includes("%") ? decodeLeniently(text) : text;
}

function decodeLeniently(text: string): string {
  // Every "+" here belongs to the base64 text, but URLSearchParams would read it as a blank.
  return new URLSearchParams(`data=${text.replaceAll("+", "%2B")}`).get("data") ?? "";
}

function decodeBase64(text: string): Buffer | "not base64" {
  const bytes = Buffer.from(text, "base64");
  const digits = text.endsWith("==")
    ? text.length - 2
    : text.endsWith("=")
      ? text.length - 1
      : text.length;
  return bytes.length === Math.floor((digits * 3) / 4) ? bytes : "not base64";
}
