import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { worldNow } from "../preloads/world-clock.ts";
import type { SesSettings } from "./ses-settings.ts";

export type Courier = {
  /** Brings an event when the world's clock shows `due`, and tries until a queue has taken it: as SNS does. */
  readonly bring: (event: string, due: number) => void;
  /** Brings nothing more. */
  readonly end: () => void;
};

/** Milliseconds between two looks, and that a queue has to answer. */
const [lookEvery, patience] = [100, 1_500];

export function createCourier(settings: () => SesSettings): Courier {
  let waiting: { readonly event: string; readonly due: number }[] = [];
  let isLooking = false;
  const look = async () => {
    if (isLooking || waiting.length === 0) return;
    isLooking = true;
    try {
      const now = worldNow(settings().worldFile);
      const due = waiting.filter(each => each.due <= now).slice(0, 10);
      if (
        due.length === 0 ||
        !(await deliver(
          settings().directories,
          due.map(each => each.event),
        ))
      )
        return;
      const brought = new Set(due);
      waiting = waiting.filter(each => !brought.has(each));
      if (due.length === 10) setImmediate(look);
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(look, lookEvery);
  return {
    bring: (event, due) => void waiting.push({ event, due }),
    end: () => clearInterval(timer),
  };
}

/** Whether one of the directories' queues has taken the events. */
async function deliver(
  directories: readonly string[],
  events: readonly string[],
): Promise<boolean> {
  for (const directory of directories) {
    try {
      const { sqs, queues } = JSON.parse(readFileSync(join(directory, "endpoints.json"), "utf8"));
      const Entries = events.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      const answer = await post(
        sqs,
        JSON.stringify({ QueueUrl: queues["record-feedback"], Entries }),
      );
      if (!JSON.parse(answer).Failed?.length) return true;
    } catch {
      // Nobody is at work there just now.
    }
  }
  return false;
}

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "AmazonSQS.SendMessageBatch",
    };
    const sent = request(
      url,
      { method: "POST", headers, agent: false, timeout: patience },
      answer => {
        let text = "";
        answer.on("data", data => {
          text += data;
        });
        answer.on("end", () =>
          answer.statusCode === 200 ? resolve(text) : reject(new Error(text)),
        );
        answer.on("error", reject);
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("no answer")));
    sent.on("error", reject);
    sent.end(body);
  });
}
