import { describe, expect, it } from "vitest";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import type { SubmitOutcome } from "../../../functions/core/sending/sending-problem.ts";
import { openDynamoDb } from "../../../functions/runtime/aws-clients.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { sendWindows } from "../../../functions/steps/sending/send-windows.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { type Batch, getBatch } from "../../../functions/store/ledger/batches.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies, never } from "../an-edition.ts";

const current = async (local: TestPipeline, { id }: Edition) => {
  const edition = await getEdition(local.pipeline.table, id);
  if (!edition) throw new Error("the edition is gone");
  return edition;
};

/** SES answers in the order of the submissions: what `answer` gives, or as it does. */
function answering(local: TestPipeline, answer: (number: number) => string | undefined): Pipeline {
  let number = 0;
  const submit: Pipeline["submit"] = async (message): Promise<SubmitOutcome> => {
    const words = answer(number++);
    return words === undefined
      ? local.pipeline.submit(message)
      : { kind: "rejected", answer: words };
  };
  return { ...local.pipeline, submit };
}

const sendAll = async (pipeline: Pipeline, edition: Edition, batches: readonly Batch[]) => {
  for (const batch of batches) await sendWindows(pipeline, edition, batch, never);
};
const duplicate = "InvalidParameterValue: Duplicate header 'To'.";

describe("refusals that are about the letter or the account", () => {
  it("hold the edition after twenty in a row, with the reason, and reject nobody; resumed, it goes to everyone once", async () => {
    // A busy machine may keep SES's answers waiting.
    const limits = { submitTimeoutMs: 60_000 };
    const local = await aPipeline({ ses: { maxSendRate: 5_000 }, limits });
    const { edition, batches } = await anAddressedEdition(local, colleagues(120));
    local.ses.faults.set({ refuse: true });
    await Promise.all(batches.map(batch => sendWindows(local.pipeline, edition, batch, never)));
    const held = await current(local, edition);
    expect(held).toMatchObject({ status: "held", heldFrom: "sending" });
    expect(held.reason).toEqual({
      code: "refused-in-a-row",
      letters: expect.any(Number),
      answer: expect.stringMatching(/^MessageRejected: .*it refuses this message/),
    });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 120,
      rejected: 0,
      uncertain: 0,
      pending: 120,
    });

    // Not corrected yet: the same again.
    await resumeWork(local.pipeline, local.template, held, ann);
    await sendAll(local.pipeline, edition, batches);
    expect((await current(local, edition)).status).toBe("held");
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      rejected: 0,
      pending: 120,
    });

    local.ses.faults.set({});
    await resumeWork(local.pipeline, local.template, await current(local, edition), ann);
    await sendAll(local.pipeline, edition, batches);
    expect([...copies(local).values()]).toEqual(Array(120).fill(1));
    expect((await current(local, edition)).refusals).toBeUndefined();
  });

  it("are counted across windows and batches, and make the refused of earlier batches pending again", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(150));
    const quota = async () => ({ maxSendRate: 20, max24HourSend: 1e6, remaining: 1e6 });
    // The last seven of the first batch, and all of the next.
    const pipeline = {
      ...answering(local, number => (number >= 43 ? duplicate : undefined)),
      quota,
      sleep: async () => {},
    };
    await sendAll(pipeline, edition, batches);
    expect((await current(local, edition)).reason).toMatchObject({
      code: "refused-in-a-row",
      letters: expect.toSatisfy((letters: number) => letters >= 20 && letters < 40),
      answer: duplicate,
    });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 43,
      rejected: 0,
      uncertain: 0,
      pending: 107,
    });
  });

  it("leave people rejected if their answers differ, or if acceptances come in between", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(100));
    const own = (number: number) => `InvalidParameterValue: Invalid domain name: 'x${number}'`;
    await sendAll(
      answering(local, number => (number < 50 ? own(number) : number % 5 ? duplicate : undefined)),
      edition,
      batches,
    );
    expect((await current(local, edition)).status).toBe("sending");
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 10,
      rejected: 90,
      pending: 0,
    });
  });

  it("are found by the clock or the next window if the worker dies before it holds the edition", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(60));
    const refusing = answering(local, () => duplicate);
    const { client } = refusing.table;
    client.middlewareStack.add(
      next => args => {
        if (JSON.stringify(args.input).includes('"held"')) throw new Error("the worker dies");
        return next(args);
      },
      { step: "initialize", name: "death" },
    );
    await expect(sendAll(refusing, edition, batches)).rejects.toThrow("dies");
    client.middlewareStack.remove("death");
    expect((await current(local, edition)).status).toBe("sending");
    await redriveEdition(local.pipeline, await current(local, edition));
    expect((await current(local, edition)).status).toBe("held");
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      rejected: 0,
      uncertain: 0,
      pending: 60,
    });
  });

  it("hold the edition even if the clock looks at it between the last refusal and the hold", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(25));
    const refusing = answering(local, () => duplicate);
    const client = openDynamoDb(localEndpoint(local.endpoints.dynamodb));
    const clock = { ...local.pipeline, table: { ...local.pipeline.table, client } };
    let looks = 0;
    refusing.table.client.middlewareStack.add(
      next => async args => {
        // The clock has a client of its own, as deployed.
        const isRun =
          /refusals/.test(JSON.stringify(args.input)) && "UpdateExpression" in args.input;
        if (isRun && looks++ < 2) await redriveEdition(clock, await current(local, edition));
        return next(args);
      },
      { step: "initialize", name: "clock in between" },
    );
    await sendAll(refusing, edition, batches);
    client.destroy();
    expect(looks).toBeGreaterThan(0);
    expect((await current(local, edition)).status).toBe("held");
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      rejected: 0,
      uncertain: 0,
      pending: 25,
    });
  });

  it.each([
    ["the letter is refused to all of a short list", duplicate, "held", 0],
    [
      "each address of a short list is bad",
      "InvalidParameterValue: Domain contains dot-dot",
      "finished",
      3,
    ],
  ])("hold or finish the edition, as is correct when %s", async (_, reason, status, rejected) => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(3));
    await sendAll(
      answering(local, () => reason),
      edition,
      batches,
    );
    await redriveEdition(local.pipeline, await current(local, edition));
    await redriveEdition(local.pipeline, await current(local, edition));
    expect((await current(local, edition)).status).toBe(status);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      rejected,
      pending: 3 - rejected,
    });
  });

  it("hold the edition at once if SES reports that sending is suspended, and reject nobody", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(5));
    expect(await getBatch(local.pipeline.table, edition.id, batches[0]?.id ?? "")).toBeDefined();
    local.ses.faults.set({ accountPaused: true });
    await sendAll(local.pipeline, edition, batches);
    expect((await current(local, edition)).reason).toMatchObject({ code: "ses-refused" });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      rejected: 0,
      pending: 5,
    });
  });
});
