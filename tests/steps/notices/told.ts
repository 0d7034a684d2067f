import type { NoticeText } from "../../../functions/core/bulletins/notice.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import type { TestPipeline } from "../../local-pipeline.ts";

/** A pipeline that keeps its notices and measurements; `later` in milliseconds from now. */
export function aWatchedPipeline({ pipeline }: TestPipeline, later = 0) {
  const told: NoticeText[] = [];
  const measured: (readonly [metric: string, value: number])[] = [];
  const watched: Pipeline = {
    ...pipeline,
    now: () => pipeline.now() + later,
    tell: async notice => void told.push(notice),
    measure: (metric, value) => void measured.push([metric, value]),
  };
  /** The last value that was measured. */
  const last = (metric: string) => measured.findLast(([name]) => name === metric)?.[1];
  return { watched, told, last };
}
