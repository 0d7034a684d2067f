import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import * as z from "zod";
import { keepToThisMachine } from "../../../this-machine.ts";
import { internalFailure, type Reply } from "../send-raw-email.ts";
import { answerXml, readQuery, refusalXml, type SesQuery } from "./query-protocol.ts";
import { largestMessage, oversized } from "./submission.ts";

// Base64 takes four octets for three, and each may come percent-encoded as three.
const largestBody = largestMessage * 4 + 1024 * 1024;
const idleMs = 600_000;

/** What can be told from outside. `set` throws a ZodError for what cannot be. */
export type Setting = { get(): unknown; set(settings: unknown): void };

/** The wire: the SesQuery protocol on every path, and settings as JSON on `/_local/<name>` (GET shows them, POST replaces them). */
export function createSesServer(
  act: (query: SesQuery, isGone: () => boolean) => Promise<Reply>,
  settings: Readonly<Record<string, Setting>>,
  onFailure: (cause: unknown) => void = () => {},
): Server {
  const server = createServer((request, response) => {
    serve(request, response).catch((cause: unknown) => {
      if (request.destroyed && !request.complete) return; // The client went away in the middle of its request.
      onFailure(cause);
      if (!response.headersSent) sendXml(response, internalFailure.status, refusalXml(internalFailure, randomUUID()));
    });
  });
  keepToThisMachine(server, "service");
  // A connection closed for idleness just as a client writes to it would look like a lost answer.
  server.keepAliveTimeout = idleMs;
  server.headersTimeout = idleMs + 1_000;
  return server;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const setting = Object.entries(settings).find(([name]) => request.url === `/_local/${name}`)?.[1];
    if (setting) return serveSetting(request, response, setting);
    if (request.method !== "POST")
      return send(response, 405, "text/plain", "This is a local Amazon SES: it takes POST requests.\n");
    const body = await readBody(request);
    if (!server.listening) return void request.socket.destroy();
    const requestId = randomUUID();
    if (body.kind === "too long") return sendXml(response, 400, refusalXml(oversized(body.octets), requestId));
    const query = readQuery(body.octets);
    await turnsOfTheLoop();
    const reply = await act(query, () => request.socket.destroyed || !request.socket.writable);
    if (reply.kind === "reset" || reply.kind === "gone") request.socket.destroy();
    else if (reply.kind === "refused") sendXml(response, reply.status, refusalXml(reply, requestId), requestId);
    else sendXml(response, 200, answerXml(query.action, reply.result, requestId), requestId);
  }
}

/** Where this process was late, a request and its end lie in the same buffers: so that the end is seen, it is looked for once more. */
async function turnsOfTheLoop(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise(resolve => setImmediate(resolve));
}

async function serveSetting(request: IncomingMessage, response: ServerResponse, setting: Setting): Promise<void> {
  if (request.method === "POST") {
    const body = await readBody(request);
    try {
      setting.set(JSON.parse(body.kind === "body" ? body.octets.toString() : ""));
    } catch (cause) {
      const what = cause instanceof z.ZodError ? z.prettifyError(cause) : `This is not JSON: ${cause}`;
      return send(response, 400, "text/plain; charset=utf-8", `${what}\n`);
    }
  }
  send(response, 200, "application/json", `${JSON.stringify(setting.get())}\n`);
}

type Body = { readonly kind: "body"; readonly octets: Buffer } | { readonly kind: "too long"; readonly octets: number };

/** The body of a request; of one too long only how long it is. Rejects if the client goes away. */
function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= largestBody) chunks.push(chunk);
      else chunks = [];
    });
    request.on("end", () => {
      if (length > largestBody) resolve({ kind: "too long", octets: length });
      else resolve({ kind: "body", octets: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length) });
    });
    request.on("error", reject);
    request.on("aborted", () => reject(new Error("The client went away.")));
  });
}

function sendXml(response: ServerResponse, status: number, xml: string, requestId?: string): void {
  send(response, status, "text/xml", xml, requestId ? { "x-amzn-RequestId": requestId } : {});
}

function send(response: ServerResponse, status: number, type: string, text: string, more: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(text), ...more }).end(text);
}
