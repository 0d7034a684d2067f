import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A string is XML, an object JSON. */
export type Reply = {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Serves a service of AWS on loopback until the test is over; gives where. */
export async function serve(reply: (request: IncomingMessage) => Promise<Reply>): Promise<string> {
  const server = createServer(async (request, response) => {
    const { status, body, headers } = await reply(request);
    const text = typeof body === "string";
    response.writeHead(status, {
      "content-type": text ? "text/xml" : "application/x-amz-json-1.0",
      ...headers,
    });
    response.end(text ? body : JSON.stringify(body));
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
