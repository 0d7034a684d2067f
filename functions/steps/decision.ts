import type { Actor } from "../core/access/actor.ts";
import type { Deed, HistoryItem, Subject } from "../core/access/history-item.ts";
import type { Pipeline } from "./pipeline.ts";

type Decided = {
  readonly by: Actor;
  readonly what: Deed;
  readonly on: Subject;
} & Pick<HistoryItem, "hash" | "changes" | "personal">;

/** Returns the history item of a decision, for the store to write together with the change. */
export function decision(pipeline: Pick<Pipeline, "now" | "newId">, decided: Decided): HistoryItem {
  return { id: pipeline.newId(), at: new Date(pipeline.now()).toISOString(), ...decided };
}
