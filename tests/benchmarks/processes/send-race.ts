import { once } from "node:events";
import { connect } from "node:net";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { simpleParser } from "mailparser";
import MailComposer from "nodemailer/lib/mail-composer";
import { mostSubmissions } from "../../../functions/core/sending/pace.ts";
import { joined } from "../../../functions/mail/pieces.ts";
import { letterForm } from "../../../functions/mail/request/letter-form.ts";
import { signedHeaders } from "../../../functions/mail/request/sign-request.ts";
import { readEnvironment } from "../../../functions/runtime/environment.ts";
import { openPipeline } from "../../../functions/runtime/open-pipeline.ts";
import { sendBatchHandler } from "../../../functions/send-batch.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import type { Pipeline, SendBatchMessage } from "../../../functions/steps/pipeline.ts";
import { createTable } from "../../../infra/local/aws/create-table.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { ann } from "../../examples/builders.ts";
import type { BenchLetter } from "../letter.ts";
import { openEdition } from "../open-edition.ts";
import { peopleBetween } from "../people.ts";
import { readOrders, serveParent } from "./serve-parent.ts";

export type SendRaceOrders = {
  readonly environment: Readonly<Record<string, string>>;
  readonly endpoints: Readonly<Record<"dynamodb" | "ses", string>>;
  readonly people: number;
};
/** Milliseconds by the wall, and of this process on a processor. */
export type Lap = { readonly wall: number; readonly cpu: number };

const orders = readOrders<SendRaceOrders>();
const endpoints = {
  dynamodb: localEndpoint(orders.endpoints.dynamodb),
  ses: localEndpoint(orders.endpoints.ses),
  sqs: {},
};
const environment = readEnvironment(orders.environment);

// The queue is a list in this process: on AWS it is Lambda that asks SQS for messages, outside of the function.
let queue: SendBatchMessage[] = [];
let constant:
  | { readonly data: Buffer; readonly source: string; readonly destination: string }
  | undefined;
let inFlight = 0;
let mostInFlight = 0;
const opened = openPipeline(environment, endpoints);
const pipeline: Pipeline = {
  ...opened,
  log: () => {},
  enqueue: {
    ...opened.enqueue,
    addressEdition: async () => {},
    sendBatch: async (messages, delay = 0) => {
      if (delay > 0) setTimeout(() => queue.push(...messages), delay);
      else queue.push(...messages);
    },
  },
  submit: async message => {
    constant ??= {
      data: joined(message.data),
      source: message.source,
      destination: message.destination,
    };
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    const outcome = await opened.submit(message);
    inFlight--;
    if (outcome.kind !== "accepted")
      throw new Error(`a letter was not accepted: ${JSON.stringify(outcome)}`);
    return outcome;
  },
};
const handler = sendBatchHandler(() => pipeline);

/** Addressed and waiting; nothing of this is timed. */
async function prepare({ letter, name }: { letter: BenchLetter; name: string }): Promise<string> {
  const edition = await openEdition(pipeline, letter, { name, lists: ["everyone"] });
  queue = [];
  await addressEdition(pipeline, { edition, round: 0 }, () => false);
  return edition;
}

/** The whole of send-batch for everyone on an edition that is prepared, with so many lanes sent at a time. */
async function sendWhole(lanes: number): Promise<Lap> {
  const context = { getRemainingTimeInMillis: () => 90_000 };
  return timed(async () => {
    await Promise.all(
      Array.from({ length: lanes }, async (_, worker) => {
        for (let message = queue.shift(); message; message = queue.shift()) {
          const record = { messageId: String(worker), body: JSON.stringify(message) } as never;
          const { batchItemFailures } = await handler({ Records: [record] }, context);
          if (batchItemFailures.length > 0)
            throw new Error(`send-batch failed over ${JSON.stringify(message)}`);
        }
      }),
    );
  });
}

// The SDK's client in its usual form for this: no retries, and as many connections as letters in flight.
const ses = new SESClient({
  ...endpoints.ses,
  maxAttempts: 1,
  requestHandler: new NodeHttpHandler({
    requestTimeout: environment.SUBMIT_TIMEOUT_MS,
    httpAgent: { maxSockets: mostSubmissions },
  }),
});

/** A bare loop of the client over one and the same letter, as many times, with as many in flight as the whole had at its most. */
async function sendBare(): Promise<Lap> {
  if (!constant) throw new Error("send the whole once first: a letter of its is what is sent");
  const { data, source, destination } = constant;
  return timed(() =>
    inTurns(() =>
      ses.send(
        new SendRawEmailCommand({
          RawMessage: { Data: data },
          Source: source,
          Destinations: [destination],
        }),
      ),
    ),
  );
}

/**
 * A loop as tutorials have it: MailComposer makes each letter, and the SDK's client submits it, with its own retries.
 */
async function sendAsTutorials(): Promise<Lap> {
  if (!constant) throw new Error("send the whole once first: a letter of its is what is sent");
  const { source, destination } = constant;
  const parsed = await simpleParser(constant.data);
  const tutorials = new SESClient(endpoints.ses);
  return timed(() =>
    inTurns(async () => {
      const letter = new MailComposer({
        from: source,
        to: destination,
        subject: parsed.subject ?? "",
        text: parsed.text ?? "",
        html: parsed.html || "",
      });
      const Data = await letter.compile().build();
      await tutorials.send(new SendRawEmailCommand({ RawMessage: { Data } }));
    }),
  );
}

/** The least that a letter costs: one constant form, signed anew for each and written to a socket. */
async function sendAtTheLimit(): Promise<Lap> {
  if (!constant) throw new Error("send the whole once first: a letter of its is what is sent");
  const { hostname, port, host } = new URL(orders.endpoints.ses);
  const form = letterForm({ ...constant, data: [constant.data] });
  const { credentials, region } = endpoints.ses;
  if (!credentials || !region) throw new Error("the local SES has a region and credentials");
  const target = { service: "ses", host, path: "/", region } as const;
  const content = { type: "application/x-www-form-urlencoded", body: form };
  const sockets = Array.from({ length: mostInFlight }, () =>
    connect({ host: hostname, port: Number(port), noDelay: true }),
  );
  let left = orders.people;
  const lap = await timed(async () => {
    await Promise.all(
      sockets.map(async socket => {
        while (left-- > 0) {
          const headers = signedHeaders(target, content, credentials, Date.now());
          const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
          socket.write(
            Buffer.concat([Buffer.from(`POST / HTTP/1.1\r\n${head.join("")}\r\n`), form]),
          );
          let answer = "";
          while (!answer.endsWith("</SendRawEmailResponse>"))
            answer += String((await once(socket, "data"))[0]).trimEnd();
          if (!answer.startsWith("HTTP/1.1 200")) throw new Error(answer);
        }
      }),
    );
  });
  for (const socket of sockets) socket.destroy();
  return lap;
}

/** Does something for each letter, with as many under way as the whole had at its most. */
async function inTurns(one: () => Promise<unknown>): Promise<void> {
  let left = orders.people;
  await Promise.all(
    Array.from({ length: mostInFlight }, async () => {
      while (left-- > 0) await one();
    }),
  );
}

async function timed(work: () => Promise<void>): Promise<Lap> {
  const began = performance.now();
  const processor = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(processor);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

const commands = {
  fill: async () => {
    const client = new DynamoDBClient(endpoints.dynamodb);
    await createTable(client, pipeline.table.name);
    client.destroy();
    await importList(pipeline, "everyone", peopleBetween(0, orders.people), { by: ann });
  },
  prepare,
  sendWhole,
  sendBare,
  sendAsTutorials,
  sendAtTheLimit,
  about: () => ({ mostInFlight, bytes: constant?.data.length ?? 0 }),
};
export type SendRace = typeof commands;
serveParent(commands);
