import { onInterrupt } from "../../cli/interrupt.ts";
import type { ProgressLine } from "../../cli/progress-line.ts";
import { isWriteRefusal, sayIfFull, sayWriteRefusal } from "../disk-trouble.ts";
import type { LocalPipeline } from "../local-pipeline.ts";
import { type StillWatch, watchStill } from "./still-watch.ts";
import type { Sent } from "./until-settled.ts";
import { whyStill } from "./why-still.ts";

/** The run was asked to end, and a service keeps it from ending. */
export class CannotEnd extends Error {
  override readonly name = "CannotEnd";
}

/** Milliseconds that a run asked to end may take: a letter under way has its answer by then, and its events. */
const mostEndingMs = 40_000;

/** What a run of the command knows of itself, and who is told. */
export type RunState = {
  /** Why it is to end before it is done. */
  ending: "interrupted" | "no room" | undefined;
  /** The sentence about a disk that refuses to be written to. */
  trouble: string | undefined;
  local: LocalPipeline | undefined;
  seen: (Sent & { readonly unlisted?: number | undefined }) | undefined;
  throttled: boolean;
  readonly watch: StillWatch;
  /** Rejects with CannotEnd when the run was asked to end and has not. */
  readonly cannotEnd: Promise<never>;
  /** The system has refused to write: the run ends in good order. */
  readonly refused: (error: unknown, file?: string) => void;
  readonly release: () => Promise<void>;
};

/** Begins to listen for Ctrl-C, and to watch whether anything moves. */
export function openRunState(directory: string, progress: ProgressLine): RunState {
  let giveUp: (error: CannotEnd) => void = () => {};
  const cannotEnd = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  cannotEnd.catch(() => {});
  const end = (why: "interrupted" | "no room") => {
    if (state.ending !== undefined) return;
    state.ending = why;
    setTimeout(() => giveUp(new CannotEnd()), mostEndingMs).unref();
  };
  const restore = onInterrupt(
    () => {
      progress.say("Stopping: the letters under way come to their end first. Press Ctrl-C again to end at once.");
      end("interrupted");
    },
    () => process.exit(130),
  );
  const watch = watchStill({
    say: progress.say,
    findCause: async () => {
      const full = state.ending === undefined ? sayIfFull(directory) : undefined;
      if (full !== undefined) {
        state.trouble = full;
        end("no room");
        return undefined;
      }
      const { AWS_ENDPOINT_URL_DYNAMODB: dynamodb, AWS_ENDPOINT_URL_SQS: sqs, AWS_ENDPOINT_URL_SES: ses } = process.env;
      const { local, seen, throttled } = state;
      return whyStill({ endpoints: local?.endpoints ?? { dynamodb, sqs, ses }, pipeline: local?.pipeline, seen, throttled });
    },
  });
  const state: RunState = {
    ending: undefined,
    trouble: undefined,
    local: undefined,
    seen: undefined,
    throttled: false,
    watch,
    cannotEnd,
    refused: (error, file) => {
      if (!isWriteRefusal(error)) throw error;
      state.trouble ??= sayWriteRefusal(error, file);
      end("no room");
    },
    release: async () => {
      restore();
      await watch.stop();
    },
  };
  return state;
}
