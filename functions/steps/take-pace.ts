import { firstPlace, instants, periodAt, periodCapacity, periodMs } from "../core/pace.ts";
import { reserve } from "../store/pace.ts";
import type { Pipeline } from "./pipeline.ts";

/** When each message of a window may be handed to SES, in epoch milliseconds; or that the calendar is full for too long. */
export type Paced = { readonly kind: "paced"; readonly instants: readonly number[] } | { readonly kind: "full" };

/** How far ahead a worker reserves (milliseconds): later than that, others are better served by its letting go. */
const furthest = 20_000;

/**
 * Reserves a window's instants on the calendar that all workers share, so that together they keep to the account's rate
 * and are evenly spaced. Asks for at most `most` and gives fewer where a whole period holds fewer.
 */
export async function takePace(pipeline: Pipeline, most: number): Promise<Paced> {
  const { maxSendRate } = await pipeline.quota();
  pipeline.measure("send-rate", maxSendRate);
  const capacity = periodCapacity(maxSendRate);
  const count = Math.min(most, capacity);
  const now = pipeline.now();
  for (let period = periodAt(now); (period - periodAt(now)) * periodMs < furthest; period++) {
    const first = firstPlace(period, capacity, now);
    const reserved = await reserve(pipeline.table, period, capacity, first, count, now);
    if (reserved.kind === "reserved") return { kind: "paced", instants: instants(period, capacity, reserved.taken, count) };
  }
  return { kind: "full" };
}
