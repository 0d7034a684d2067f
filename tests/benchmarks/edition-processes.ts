import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { localEndpoint } from "../../infra/local/aws/local-endpoint.ts";
import type { CountingSes, CountingSesOrders } from "./processes/counting-ses.ts";
import type { Step, StepName, StepOrders } from "./processes/step.ts";
import type { EditionOptions } from "./run-edition.ts";
import { type StartedServices, startServices } from "./services.ts";
import type { BenchProcess } from "./start-process.ts";

export type EditionProcesses = Pick<StartedServices, "pipeline" | "sqs" | "stop" | "queues"> & {
  readonly ses: BenchProcess<CountingSes>;
  /** One of each; of send-batch one of several. */
  readonly steps: Readonly<Record<StepName, BenchProcess<Step>>>;
  readonly sending: readonly BenchProcess<Step>[];
  /** Whether the queue of events has nothing more, waiting or in hand. */
  readonly feedbackIsDone: () => Promise<boolean>;
};

/**
 * A heap in megabytes that a Lambda of 512 MB has room for several times over. V8 lets garbage lie as long as there is room: with little of
 * it, and a young generation of its full size from the start, a small audience fills the heap nearly as a large one does.
 */
const flags = ["--max-old-space-size=64", "--min-semi-space-size=16", "--max-semi-space-size=16"];

/** Starts everything that an edition needs, each in a process of its own, with the queues being worked off. */
export async function startEditionProcesses(options: EditionOptions): Promise<EditionProcesses> {
  const services = await startServices();
  try {
    const { environment, endpoints, queues, start } = services;
    const sesOrders: CountingSesOrders = {
      maxSendRate: options.rate,
      people: options.people + options.warmUp,
      keepTimes: false,
      events: { sqs: endpoints.sqs, queue: queues["record-feedback"] },
    };
    const ses = start<CountingSes>("counting-ses", sesOrders);
    const url = await ses.ask("url");
    const { feedbackWindow } = options;
    const step = (name: StepName): BenchProcess<Step> =>
      start(
        "step",
        {
          environment,
          endpoints,
          queues,
          step: name,
          ses: url,
          feedbackWindow,
        } satisfies StepOrders,
        flags,
      );
    const sending = Array.from({ length: options.sendWorkers }, () => step("send"));
    const steps = {
      import: step("import"),
      compose: step("compose"),
      address: step("address"),
      feedback: step("feedback"),
      send: sending[0] as BenchProcess<Step>,
      clock: step("clock"),
    };
    for (const worker of [...sending, steps.address, steps.feedback]) await worker.ask("work");
    const sqs = new SQSClient(localEndpoint(endpoints.sqs));
    const feedbackIsDone = async () => {
      const AttributeNames = [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
      ] as const;
      const request = new GetQueueAttributesCommand({
        QueueUrl: queues["record-feedback"],
        AttributeNames: [...AttributeNames],
      });
      const { Attributes } = await sqs.send(request);
      return AttributeNames.every(name => Attributes?.[name] === "0");
    };
    return { ...services, ses, steps, sending, feedbackIsDone };
  } catch (error) {
    await services.stop();
    throw error;
  }
}
