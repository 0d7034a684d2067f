import { type Actor, byline } from "../../../core/access/actor.ts";
import { changeSubscriberBy } from "../../../store/people/projections.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

/**
 * Takes a person off a list. They stay on their other lists. A later import, or an operator, may put
 * them back: only the person's own leaving forbids that.
 */
export async function removePerson(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "log">,
  list: string,
  subscriber: string,
  by: Actor,
): Promise<"removed" | "not-on" | "unknown"> {
  const now = new Date(pipeline.now());
  const history = () =>
    decision(pipeline, {
      by,
      what: "person-removed",
      on: { kind: "subscriber", id: subscriber },
      changes: { list: { before: list } },
    });
  const step = await changeSubscriberBy(pipeline.table, subscriber, () => ({ leave: list }), {
    now,
    history,
  });
  if (!step) return "unknown";
  if (step.after === step.before) return "not-on";
  pipeline.log("person-removed", { list, subscriber, by: byline(by) });
  return "removed";
}
