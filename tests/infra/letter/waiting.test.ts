import {
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { pageAt } from "../../../functions/core/sending/pace.ts";
import { takeLease } from "../../../functions/store/ledger/batch-progress.ts";
import { reserve } from "../../../functions/store/sending/calendar.ts";
import { watchStill } from "../../../infra/local/letter/progress/still-watch.ts";
import { whyStill } from "../../../infra/local/letter/why-still.ts";
import { anAccount } from "../../examples/builders.ts";
import { aPipeline, until } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues } from "../../steps/an-edition.ts";
import { accountOf, aLetterTo } from "./a-letter.ts";
import { anSesElsewhere } from "./an-ses-elsewhere.ts";

describe("npm run letter, while a service does not do its part,", () => {
  it("says that SES gives no usable quota or refuses the connection, each reason once, and goes on by itself", async () => {
    const ses = await anSesElsewhere();
    const good = ses.quota;
    const { send } = await aLetterTo(3);
    const answers = [
      [{ status: 500 }, "it answers with 500 (InternalFailure)."],
      [{ maxSendRate: "NaN" }, "it gives a quota that cannot be used (MaxSendRate is NaN)."],
      [{ maxSendRate: "-3" }, "it gives a quota that cannot be used (MaxSendRate is -3)."],
    ] as const;
    const refusal = "it refuses the connection.";
    ses.quota = { ...good, ...answers[0][0] };
    const run = send({ AWS_ENDPOINT_URL_SES: ses.url }, "--json");
    const says = (reason: string) =>
      until(`it says: ${reason}`, () =>
        run.output().includes(`Waiting for Amazon SES at ${ses.url}: ${reason}\n`),
      );
    for (const [quota, reason] of answers) {
      ses.quota = { ...good, ...quota };
      await says(reason);
    }
    await ses.stop();
    await says(refusal);
    expect(ses.taken).toEqual([]);
    ses.quota = good;
    await ses.start();
    expect(await run.ended).toBe(0);
    for (const reason of [...answers.map(([, reason]) => reason), refusal])
      expect(run.output().split(reason)).toHaveLength(2);
    expect(accountOf(run)).toMatchObject({ audience: 3, accepted: 3 });
    expect(ses.taken).toHaveLength(3);
  });

  it("says that DynamoDB does not answer, from the start and again in the middle, and goes on by itself", async () => {
    const elsewhere = await aPipeline();
    const dynamodb = await aGate(elsewhere.endpoints.dynamodb);
    const ses = await anSesElsewhere();
    // So slowly that some are left when DynamoDB is closed again, on a busy machine too.
    ses.quota.maxSendRate = "5";
    const { send } = await aLetterTo(60);
    dynamodb.close();
    const env = { AWS_ENDPOINT_URL_SES: ses.url, AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url };
    const run = send(env, "--json");
    const sentence = `Waiting for DynamoDB at ${dynamodb.url}: it does not answer.\n`;
    const isSaid = (times: number) =>
      until(`it says so, ${times} times`, () => run.output().split(sentence).length > times);
    await isSaid(1);
    expect(ses.taken).toEqual([]);
    dynamodb.open();
    await until("some are sent", () => ses.taken.length > 0);
    dynamodb.close();
    await isSaid(2);
    const before = ses.taken.length;
    dynamodb.open();
    await until("it goes on", () => ses.taken.length > before);
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(130);
    const {
      audience = 0,
      accepted = 0,
      uncertain = 0,
      pending = 0,
    } = accountOf(run) as Record<string, number>;
    expect([audience, accepted + uncertain + pending]).toEqual([60, 60]);
    expect(accepted + uncertain).toBeGreaterThanOrEqual(ses.taken.length);
    expect(new Set(ses.taken).size).toBe(ses.taken.length);
  });
});

describe("the cause that nothing moves", () => {
  const anything = { audience: 5, pending: 5 };

  it("is a calendar that is full", async () => {
    const local = await aPipeline();
    const { pipeline, endpoints } = local;
    const { edition } = await anAddressedEdition(local, colleagues(5));
    const { maxSendRate } = await pipeline.quota();
    const page = pageAt(pipeline.now(), maxSendRate);
    const all = { first: 0, limit: page.places.bulk, count: page.places.bulk };
    await reserve(pipeline.table, page, "bulk", {
      asked: all,
      expected: "followed",
      now: pipeline.now(),
    });
    const seen = { edition, account: anAccount(anything) };
    const now = () => page.start + 1_000;
    expect(
      await whyStill({ endpoints, pipeline: { ...pipeline, now }, seen, throttled: false }),
    ).toContain("a free place on the calendar");
    expect(await whyStill({ endpoints, pipeline, seen, throttled: true })).toContain(
      "asks for a slower pace",
    );
  });

  it("is a lease by a clock that was ahead of this computer's", async () => {
    const local = await aPipeline();
    const { pipeline, endpoints } = local;
    const { edition } = await anAddressedEdition(local, colleagues(5));
    const hour = 3_600_000;
    const lease = { owner: "a", until: pipeline.now() + hour };
    await takeLease(pipeline.table, edition.id, "00-", {
      extent: { size: 5, through: 5 },
      lease,
      now: pipeline.now(),
    });
    const seen = { edition, account: anAccount(anything) };
    expect(await whyStill({ endpoints, pipeline, seen, throttled: false })).toContain(
      "an earlier run's clock was ahead of this computer's",
    );
  });

  it("is reported once, and again when it changes", async () => {
    const said: string[] = [];
    let cause = "Waiting for one.";
    const watch = watchStill({
      findCause: async () => cause,
      say: sentence => said.push(sentence),
      quietMs: 20,
    });
    onTestFinished(watch.stop);
    await until("the first is told", () => said.length === 1);
    cause = "Waiting for the other.";
    await until("the second is told", () => said.length === 2);
    watch.moved(true);
    await watch.stop();
    expect(said).toEqual(["Waiting for one.", "Waiting for the other.", "Continuing."]);
  });
});

/** A way to a service that can be closed: what is asked then is kept, and passed on when it is opened again. */
async function aGate(target: string) {
  let isOpen = true;
  let kept: (() => void)[] = [];
  const pass = (request: IncomingMessage, response: ServerResponse) => {
    const { hostname, port, host } = new URL(target);
    const { method = "POST", url: path = "/" } = request;
    const headers = { ...request.headers, host };
    const onward = forward({ hostname, port, method, path, headers }, answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  };
  const server = createServer((request, response) => {
    if (isOpen) pass(request, response);
    else kept.push(() => pass(request, response));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      isOpen = false;
    },
    open: () => {
      isOpen = true;
      for (const each of kept) each();
      kept = [];
    },
  };
}
