import { once } from "node:events";
import { createServer } from "node:http";
import { Agent } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { onTestFinished, vi } from "vitest";

/** Answers every https request of this process with one RSS feed, and keeps the addresses asked. */
export async function aFeed(items: string): Promise<readonly string[]> {
  const server = createServer((_, response) =>
    response.end(`<rss version="2.0"><channel>${items}</channel></rss>`),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const asked: string[] = [];
  const spy = vi.spyOn(Agent.prototype, "createConnection").mockImplementation(options => {
    asked.push(String((options as { host?: string }).host));
    return connect({ host: "127.0.0.1", port });
  });
  onTestFinished(() => {
    spy.mockRestore();
    server.close();
  });
  return asked;
}
