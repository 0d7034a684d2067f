import type { LateRule } from "./approval-rules.ts";

/** Clocks of two machines differ, and a tick may be missed: up to this, an edition is on time. */
export const onTimeMs = 10 * 60_000;

/** For a bulletin that does not say: a clock that was dead for a day still sends. */
export const usualLateRule = { rule: "send", withinHours: 24 } as const;

/** What to do with an edition at an instant after its slot. "on-time" is also before the slot. */
export type Lateness = "on-time" | "late" | "hold" | "skip";

/** "late": it is still sent, and the approvers are told that it is late. */
export function latenessOf(rule: LateRule | undefined, slot: Date, now: number): Lateness {
  const lateMs = now - slot.getTime();
  if (lateMs <= onTimeMs) return "on-time";
  const late = rule ?? usualLateRule;
  if (late.rule !== "send") return late.rule;
  return lateMs <= late.withinHours * 3_600_000 ? "late" : "skip";
}
