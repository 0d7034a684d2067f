import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { GetSendQuotaCommand, type SESClient } from "@aws-sdk/client-ses";
import { classifySubmitError, type SubmitOutcome } from "../../core/sending/sending-problem.ts";
import { type RawMessage, TooLate } from "../submit-message.ts";
import { letterForm } from "./letter-form.ts";
import { type RequestTarget, signedHeaders } from "./sign-request.ts";

/** Where and how requests go out. `timeoutMs` applies to a request as a whole. */
export type Way = {
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
  readonly timeoutMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** SES's address, as the SDK's own rules and settings give it. */
type Address = RequestTarget & {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: number | undefined;
};

/** As the SDK does: a smaller difference between the clocks does no harm to a signature. */
const harmlessSkewMs = 300_000;

/**
 * Returns a function that submits one message to SES, once, as `submit` does with the SDK, in a
 * third of its time: the form is built, signed and posted without the SDK's layers. The SDK gives
 * endpoint, region and credentials. Does not retry. Throws `TooLate`.
 */
export function directSubmission(
  ses: SESClient,
  way: Way,
): (message: RawMessage) => Promise<SubmitOutcome> {
  let asking: Promise<Address> | undefined;
  let skewMs = 0;
  const noteDate = (date: string | undefined) => {
    const theirs = Date.parse(date ?? "");
    if (Math.abs(theirs - (way.now() + skewMs)) >= harmlessSkewMs) skewMs = theirs - way.now();
  };
  const prepare = async (message: RawMessage): Promise<Prepared> => {
    asking ??= addressOf(ses).catch(error => {
      asking = undefined;
      throw error;
    });
    const address = await asking;
    const credentials = await ses.config.credentials();
    const body = letterForm(message);
    return {
      address,
      body,
      headers: signedHeaders(address, body, credentials, way.now() + skewMs),
    };
  };
  return async message => {
    let prepared: Prepared | undefined;
    try {
      prepared = await prepare(message);
      if (message.mayStillGo && !message.mayStillGo())
        throw new TooLate("the time to submit this message to SES ended before the request");
      const answer = await post(prepared, way);
      noteDate(answer.date);
      if (answer.status !== 200) return classifySubmitError(errorIn(answer));
      const messageId = element(answer.body, "MessageId");
      return messageId === undefined ? { kind: "uncertain" } : { kind: "accepted", messageId };
    } catch (error) {
      if (!(error instanceof Error) || error instanceof TooLate) throw error;
      const { name, message: words, code } = error as Error & { code?: string };
      return classifySubmitError({ name, message: words, code, isBeforeRequest: !prepared });
    }
  };
}

type Prepared = {
  readonly address: Address;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
};

/** Lets the SDK prepare a request, and returns where it would go; sends nothing. */
async function addressOf(ses: SESClient): Promise<Address> {
  const command = new GetSendQuotaCommand({});
  let address: Omit<Address, "region"> | undefined;
  command.middlewareStack.add(
    () => async args => {
      const { protocol, hostname, port, path, headers } = args.request as {
        protocol: string;
        hostname: string;
        port?: number;
        path: string;
        headers: Record<string, string>;
      };
      address = { protocol, hostname, port, path, host: headers.host ?? hostname };
      return { output: { $metadata: {} }, response: {} } as never;
    },
    { step: "build", priority: "low", name: "readAddress" },
  );
  await ses.send(command);
  if (!address) throw new Error("the SDK prepared no request");
  return { ...address, region: await ses.config.region() };
}

type Answer = {
  readonly status: number | undefined;
  readonly date: string | undefined;
  readonly body: string;
};

function post(
  { address: { protocol, hostname, port, path }, headers, body }: Prepared,
  { httpAgent, httpsAgent, timeoutMs }: Way,
): Promise<Answer> {
  const isSecure = protocol === "https:";
  return new Promise((resolve, reject) => {
    const request = (isSecure ? https : http).request(
      { agent: isSecure ? httpsAgent : httpAgent, method: "POST", hostname, port, path, headers },
      response => {
        readText(response).then(
          text => resolve({ status: response.statusCode, date: response.headers.date, body: text }),
          reject,
        );
      },
    );
    const timer = setTimeout(() => {
      request.destroy(
        Object.assign(new Error(`SES did not answer in ${timeoutMs} ms`), { name: "TimeoutError" }),
      );
    }, timeoutMs);
    request.on("close", () => clearTimeout(timer));
    request.on("error", reject);
    request.end(body);
  });
}

function readText(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (part: string) => {
      text += part;
    });
    response.on("end", () => resolve(text));
    response.on("error", reject);
  });
}

/**
 * Returns what an error answer says:
 * https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html
 */
function errorIn({ status, body }: Answer) {
  return {
    name: element(body, "Code") ?? "UnknownError",
    message: element(body, "Message") ?? element(body, "message") ?? "",
    status,
  };
}

/** Returns the text of the first element of a name in SES's flat XML. */
function element(xml: string, name: string): string | undefined {
  const begin = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`, begin);
  if (begin < 0 || end < 0) return undefined;
  return withoutEntities(xml.slice(begin + name.length + 2, end).trim());
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
