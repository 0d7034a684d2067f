import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { pingerOf } from "../../functions/runtime/outside/ping-url.ts";

it("asks for the watcher's URL, and throws for any answer but a good one", async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.url);
    answer.writeHead(request.url === "/moved" ? 302 : request.url === "/good" ? 200 : 500);
    answer.end();
  });
  await new Promise<void>(listening => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => new Promise(closed => void server.close(() => closed())));
  const { port } = server.address() as AddressInfo;
  const ping = (path: string) => pingerOf(`http://127.0.0.1:${port}${path}`)();
  await ping("/good");
  await expect(ping("/moved")).rejects.toThrow("answers 302");
  await expect(ping("/bad")).rejects.toThrow("answers 500");
  expect(asked).toEqual(["/good", "/moved", "/bad"]);
});

it("takes only an https URL", () => {
  const queue = "https://sqs.eu-west-2.amazonaws.com/1/a";
  const needed = {
    TABLE_NAME: "table",
    ADDRESS_EDITION_QUEUE_URL: queue,
    SEND_BATCH_QUEUE_URL: queue,
    SITE_URL: "https://readers.example",
  };
  expect(() =>
    readEnvironment(Object.assign({ TICK_URL: "http://watcher.example" }, needed)),
  ).toThrow("TICK_URL");
});
