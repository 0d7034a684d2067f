import { GetSendQuotaCommand, type SESClient } from "@aws-sdk/client-ses";
import { classifySubmitError, type SubmitOutcome } from "../../core/sending/sending-problem.ts";
import { type RawMessage, TooLate } from "../submit-message.ts";
import { letterForm } from "./letter-form.ts";
import { NotConnected, oncePoster, type Post } from "./post-once.ts";
import type { HttpAnswer } from "./response-reader.ts";
import { type Address, addressIn, headOf } from "./sdk-address.ts";
import { type RequestTarget, signedHeaders } from "./sign-request.ts";

/** How requests go out. `timeoutMs` applies to a request as a whole. */
export type Way = {
  readonly maxConnections: number;
  readonly timeoutMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

const formType = "application/x-www-form-urlencoded";

/** As the SDK does: a smaller difference between the clocks does no harm to a signature. */
const harmlessSkewMs = 300_000;

/**
 * Returns a function that submits one message to SES, once, as `submit` does with the SDK, in a
 * quarter of its time: the form is built, signed and posted without the SDK's layers. The SDK gives
 * endpoint, region and credentials. Does not retry. Throws `TooLate`.
 */
export function directSubmission(
  ses: SESClient,
  way: Way,
): (message: RawMessage) => Promise<SubmitOutcome> {
  const post = oncePoster(way.maxConnections, way.now);
  let asking: Promise<Address & RequestTarget> | undefined;
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
    const target = await asking;
    const credentials = await ses.config.credentials();
    const body = letterForm(message);
    const content = { type: formType, body };
    const headers = signedHeaders(target, content, credentials, way.now() + skewMs);
    return { server: target.server, head: headOf(target.path, headers), body };
  };
  return async message => {
    let prepared: Prepared | undefined;
    try {
      prepared = await prepare(message);
      const answer = await post({
        ...prepared,
        timeoutMs: way.timeoutMs,
        beforeWrite: () => {
          if (message.mayStillGo && !message.mayStillGo())
            throw new TooLate("the time to submit this message to SES ended before the request");
        },
      });
      noteDate(answer.date);
      if (answer.status !== 200) return classifySubmitError(errorIn(answer));
      const messageId = element(answer.body, "MessageId");
      return messageId === undefined ? { kind: "uncertain" } : { kind: "accepted", messageId };
    } catch (error) {
      if (!(error instanceof Error) || error instanceof TooLate) throw error;
      const { name, message: words, code } = error as Error & { code?: string };
      const isBeforeRequest = !prepared || error instanceof NotConnected;
      return classifySubmitError({ name, message: words, code, isBeforeRequest });
    }
  };
}

type Prepared = Pick<Post, "server" | "head" | "body">;

/** Lets the SDK prepare a request, and returns where it would go; sends nothing. */
async function addressOf(ses: SESClient): Promise<Address & RequestTarget> {
  const command = new GetSendQuotaCommand({});
  let address: Address | undefined;
  command.middlewareStack.add(
    () => async args => {
      address = addressIn(args.request);
      return { output: { $metadata: {} }, response: {} } as never;
    },
    { step: "build", priority: "low", name: "readAddress" },
  );
  await ses.send(command);
  if (!address) throw new Error("the SDK prepared no request");
  const { server, host, path } = address;
  return { service: "ses", server, host, path, region: await ses.config.region() };
}

/**
 * Returns what an error answer says:
 * https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html
 */
function errorIn({ status, body }: HttpAnswer) {
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
