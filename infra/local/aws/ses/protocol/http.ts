import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import * as z from "zod";
import { keepToThisMachine } from "../../../this-machine.ts";
import { internalFailure, type Reply } from "../send-raw-email.ts";
import { answerXml, readQuery, refusalXml, type SesQuery } from "./query-protocol.ts";
import { maxMessageBytes, oversized } from "./submission.ts";

// Base64 turns three bytes into four, and percent-encoding may turn one byte into three.
const maxBodyBytes = maxMessageBytes * 4 + 1024 * 1024;
const idleMs = 600_000;

/** A setting that clients can read and replace. `set` throws a ZodError for an invalid value. */
export type Setting = { get(): unknown; set(settings: unknown): void };

/** An answer of API version 2. `error`: SES's name for an error. */
export type JsonReply = { readonly status: number; readonly json: object; readonly error?: string };

/** Answers requests of API version 2; undefined for others. */
export type ServeJson = (method: string, path: string) => JsonReply | undefined;

/**
 * Serves the SesQuery protocol on every path, settings as JSON on `/_local/<name>` (GET reads, POST
 * replaces), and what `serveJson` answers.
 */
export function createSesServer(
  act: (query: SesQuery, isGone: () => boolean) => Promise<Reply>,
  settings: Readonly<Record<string, Setting>>,
  onFailure: (cause: unknown) => void = () => {},
  serveJson: ServeJson = () => undefined,
): Server {
  const server = createServer((request, response) => {
    serve(request, response).catch((cause: unknown) => {
      if (request.destroyed && !request.complete) return; // The client left before the end of its request.
      onFailure(cause);
      if (!response.headersSent)
        sendXml(response, internalFailure.status, refusalXml(internalFailure, randomUUID()));
    });
  });
  keepToThisMachine(server, "service");
  // If the server closed an idle connection just as a client writes to it, the client would see a
  // lost answer.
  server.keepAliveTimeout = idleMs;
  server.headersTimeout = idleMs + 1_000;
  return server;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const setting = Object.entries(settings).find(
      ([name]) => request.url === `/_local/${name}`,
    )?.[1];
    if (setting) return serveSetting(request, response, setting);
    const answer = serveJson(request.method ?? "", request.url ?? "");
    if (answer) return sendJson(response, answer);
    if (request.method !== "POST")
      return send(response, 405, {
        type: "text/plain",
        text: "This is a local Amazon SES. It accepts only POST requests.\n",
      });
    const body = await readBody(request);
    if (!server.listening) return void request.socket.destroy();
    const requestId = randomUUID();
    if (body.kind === "too long")
      return sendXml(response, 400, refusalXml(oversized(body.bytes), requestId));
    const query = readQuery(body.bytes);
    await nextLoopTurns();
    const reply = await act(query, () => request.socket.destroyed || !request.socket.writable);
    if (reply.kind === "reset" || reply.kind === "gone") request.socket.destroy();
    else if (reply.kind === "refused")
      sendXml(response, reply.status, refusalXml(reply, requestId), requestId);
    else sendXml(response, 200, answerXml(query.action, reply.result, requestId), requestId);
  }
}

/**
 * If this process is late, a request and the end of its connection may arrive together. After two
 * turns of the event loop the socket shows the end.
 */
async function nextLoopTurns(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise(resolve => setImmediate(resolve));
}

async function serveSetting(
  request: IncomingMessage,
  response: ServerResponse,
  setting: Setting,
): Promise<void> {
  if (request.method === "POST") {
    const body = await readBody(request);
    try {
      setting.set(JSON.parse(body.kind === "body" ? body.bytes.toString() : ""));
    } catch (cause) {
      const what =
        cause instanceof z.ZodError ? z.prettifyError(cause) : `This is not JSON: ${cause}`;
      return send(response, 400, { type: "text/plain; charset=utf-8", text: `${what}\n` });
    }
  }
  send(response, 200, { type: "application/json", text: `${JSON.stringify(setting.get())}\n` });
}

type Body =
  | { readonly kind: "body"; readonly bytes: Buffer }
  | { readonly kind: "too long"; readonly bytes: number };

/**
 * Returns the body of a request, or only the length of a too long one. Rejects if the client
 * leaves.
 */
function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBodyBytes) chunks.push(chunk);
      else chunks = [];
    });
    request.on("end", () => {
      if (length > maxBodyBytes) resolve({ kind: "too long", bytes: length });
      else
        resolve({
          kind: "body",
          bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length),
        });
    });
    request.on("error", reject);
    request.on("aborted", () => reject(new Error("The client left.")));
  });
}

function sendJson(response: ServerResponse, { status, json, error }: JsonReply): void {
  const headers = error === undefined ? {} : { "x-amzn-errortype": error };
  send(response, status, { type: "application/json", text: JSON.stringify(json), headers });
}

function sendXml(response: ServerResponse, status: number, xml: string, requestId?: string): void {
  const headers = requestId ? { "x-amzn-RequestId": requestId } : {};
  send(response, status, { type: "text/xml", text: xml, headers });
}

function send(
  response: ServerResponse,
  status: number,
  body: { readonly type: string; readonly text: string; readonly headers?: object },
): void {
  const { type, text, headers } = body;
  const length = Buffer.byteLength(text);
  response
    .writeHead(status, { "content-type": type, "content-length": length, ...headers })
    .end(text);
}
