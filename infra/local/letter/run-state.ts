import { onInterrupt } from "../../cli/interrupt.ts";
import type { ProgressLine } from "../../cli/progress-line.ts";
import { isWriteRefusal, sayIfFull, sayWriteRefusal } from "../disk-trouble.ts";
import type { LocalPipeline } from "../local-pipeline.ts";
import { type StillWatch, watchStill } from "./progress/still-watch.ts";
import type { Sent } from "./until-settled.ts";
import { whyStill } from "./why-still.ts";

/** The run was asked to end, but a service keeps it from ending. */
export class CannotEnd extends Error {
  override readonly name = "CannotEnd";
}

/** The time that a run may take to end. Letters under way have their answers and events by then. */
const maxEndingMs = 40_000;

/** The state of one run of the command. */
export type RunState = {
  /** Why the run must end early. */
  ending: "interrupted" | "no room" | undefined;
  /** A sentence about a failed write to the disk. */
  trouble: string | undefined;
  local: LocalPipeline | undefined;
  seen: (Sent & { readonly unlisted?: number | undefined }) | undefined;
  throttled: boolean;
  readonly watch: StillWatch;
  /**
   * Rejects with CannotEnd if the run was asked to end and is still running after `maxEndingMs`.
   */
  readonly cannotEnd: Promise<never>;
  /** The system has refused to write a file: the run ends normally. */
  readonly refused: (error: unknown, file?: string) => void;
  readonly release: () => Promise<void>;
};

/** Starts to listen for Ctrl-C and to watch for progress. */
export function openRunState(directory: string, progress: ProgressLine): RunState {
  let giveUp: (error: CannotEnd) => void = () => {};
  const cannotEnd = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  cannotEnd.catch(() => {});
  const end = (why: "interrupted" | "no room") => {
    if (state.ending !== undefined) return;
    state.ending = why;
    setTimeout(() => giveUp(new CannotEnd()), maxEndingMs).unref();
  };
  const restore = onInterrupt(
    () => {
      progress.say("Stopping after the letters under way. Press Ctrl-C again to stop at once.");
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
      const {
        AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
        AWS_ENDPOINT_URL_SQS: sqs,
        AWS_ENDPOINT_URL_SES: ses,
      } = process.env;
      const { local, seen, throttled } = state;
      return whyStill({
        endpoints: local?.endpoints ?? { dynamodb, sqs, ses },
        pipeline: local?.pipeline,
        seen,
        throttled,
      });
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
