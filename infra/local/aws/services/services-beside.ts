import { fork } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { fileURLToPath } from "node:url";
import { openChannel, receivedError } from "../../../cli/process-channel.ts";
import type { RecordEvents } from "../deliver-events.ts";
import { readKept } from "../ses/kept/outbox.ts";
import type { StopOptions } from "../ses/local-ses.ts";
import type { Trigger, TriggerOptions } from "../triggers.ts";
import type { OpenServices, SesAtWork, SesStart, SqsAtWork } from "./services.ts";
import type { PipelineAsks, ServicesAsks } from "./services-process.ts";

const program = fileURLToPath(new URL("./services-process.ts", import.meta.url));

/**
 * Runs the local services in a process of their own, so that they and the pipeline each have a core.
 * It ends with this process, however that ends. `onEnd` is called if it ends before.
 */
export function servicesBeside(onEnd: () => void): OpenServices {
  return async trouble => {
    const child = fork(program, {
      // With much free memory, Node would let garbage grow to several times what is in use.
      execArgv: ["--max-semi-space-size=4", "--heap-growing-percent=30"],
      // Structured clones: events are large, and JSON would escape each of them once more.
      serialization: "advanced",
      env: { ...process.env, MALLOC_ARENA_MAX: "2", NODE_COMPILE_CACHE: getCompileCacheDir() },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      detached: true,
    });
    let isWanted = true;
    let areRecorded = async () => false;
    let recordEvents: RecordEvents | undefined;
    const running = new Map<string, { options: TriggerOptions; isStopping: boolean }>();
    const services = openChannel<ServicesAsks>(child, {
      damaged: trouble.onDamage,
      writeRefused: ({ error, file }) => trouble.onWriteRefused(receivedError(error), file),
      sesFailed: trouble.onFailure,
      triggerFailed: error => running.values().next().value?.options.onError(error),
      areRecorded: () => areRecorded(),
      record: async events => (recordEvents ? recordEvents(events) : events.map((_, at) => at)),
      invoke: async ({ trigger, event }) => {
        const found = running.get(trigger);
        if (!found) throw new Error(`there is no trigger ${trigger}`);
        const ends = performance.now() + found.options.timeoutMs;
        return found.options.handler(event, {
          getRemainingTimeInMillis: () => (found.isStopping ? 0 : ends - performance.now()),
        });
      },
    } satisfies PipelineAsks);
    const ended = new Promise<void>(resolve => child.once("exit", () => resolve()));
    void ended.then(() => isWanted && onEnd());

    const startSqs = async (journal: string, kept: string | undefined): Promise<SqsAtWork> => ({
      url: await services.ask("startSqs", { journal, kept }),
      replay: () => services.ask("replay"),
      received: () => services.ask("received"),
      stop: handled => services.ask("stopSqs", handled),
    });
    const startSes = async ({
      directory: { path, place },
      queueUrl,
      sqsUrl,
      record,
      options: { maxSendRate, max24HourSend },
    }: SesStart): Promise<SesAtWork> => {
      recordEvents = record;
      const { url, isComplete } = await services.ask("startSes", {
        directory: path,
        lock: place,
        queueUrl,
        sqsUrl,
        isRecorded: record !== undefined,
        ...(maxSendRate !== undefined && { maxSendRate }),
        ...(max24HourSend !== undefined && { max24HourSend }),
      });
      return {
        url,
        isComplete,
        outbox: {
          size: () => services.ask("outboxSize"),
          list: (page = {}) => services.ask("outboxList", page),
          read: messageId => readKept(path, messageId),
        },
        hasPublishedAll: async () => (await services.ask("eventsOfSes")).hasPublishedAll,
        hasLostEvents: async () => (await services.ask("eventsOfSes")).hasLostEvents,
        stop: async ({
          clean = true,
          areRecorded: recorded = async () => true,
        }: StopOptions = {}) => {
          areRecorded = recorded;
          await services.ask("stopSes", clean);
        },
      };
    };
    const startTrigger = (options: TriggerOptions): Trigger => {
      const { queueUrl: name, batchSize, batchWindowMs, concurrency, timeoutMs } = options;
      const found = { options, isStopping: false };
      running.set(name, found);
      const starting = services.ask("startTrigger", {
        name,
        queueUrl: name,
        batchSize,
        batchWindowMs,
        concurrency,
        timeoutMs,
      });
      starting.catch(options.onError);
      return {
        stop: async () => {
          found.isStopping = true;
          await services.ask("stopTrigger", name);
        },
      };
    };
    return {
      place: "beside",
      startSqs,
      startSes,
      startTrigger: (_, options) => startTrigger(options),
      stop: async () => {
        isWanted = false;
        if (child.connected) child.disconnect();
        await ended;
      },
    };
  };
}
