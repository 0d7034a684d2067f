import { type Actor, byline } from "../../../core/access/actor.ts";
import type { Deed } from "../../../core/access/history-item.ts";
import {
  atTime,
  isAskingOver,
  newReconfirmation,
  type Reconfirmation,
} from "../../../core/people/reconfirm/reconfirmation.ts";
import { listBulletins } from "../../../store/bulletins/bulletins.ts";
import {
  changeReconfirmation,
  getReconfirmation,
  insertReconfirmation,
} from "../../../store/people/reconfirmations.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

type World = Pick<Pipeline, "table" | "now" | "newId" | "log">;

export type ReconfirmationDecided =
  | { readonly kind: "done"; readonly reconfirmation: Reconfirmation }
  /** The bulletin does not use the list, so nobody knows it as theirs. */
  | { readonly kind: "no-bulletin" }
  /** The people of the list are asked already. */
  | { readonly kind: "under-way"; readonly reconfirmation: Reconfirmation }
  /** Nobody is asked now; or people still have time to answer. */
  | { readonly kind: "none" | "too-early" };

/** Begins to ask the people on a list whether they still want its letters. The clock sends the emails. */
export async function startReconfirmation(
  pipeline: World,
  {
    list,
    bulletin,
    days,
  }: { readonly list: string; readonly bulletin: string; readonly days: number },
  by: Actor,
): Promise<ReconfirmationDecided> {
  const { table } = pipeline;
  const users = (await listBulletins(table)).filter(({ lists }) => lists.includes(list));
  if (!users.some(({ id }) => id === bulletin)) return { kind: "no-bulletin" };
  for (;;) {
    const known = await getReconfirmation(table, list);
    if (known && !isAskingOver(known)) return { kind: "under-way", reconfirmation: known };
    const now = pipeline.now();
    const reconfirmation = newReconfirmation({ id: pipeline.newId(), list, bulletin, now, days });
    const history = decision(pipeline, {
      by,
      what: "reconfirm-started",
      on: { kind: "list", id: list },
      changes: { bulletin: { after: bulletin }, answerBy: { after: reconfirmation.answerBy } },
    });
    if (!(await insertReconfirmation(table, reconfirmation, history, known))) continue;
    pipeline.log("reconfirm-started", { list, by: byline(by) });
    return { kind: "done", reconfirmation };
  }
}

/** Stops asking. Answers that came count; nobody is removed. */
export function stopReconfirmation(
  pipeline: World,
  list: string,
  by: Actor,
): Promise<ReconfirmationDecided> {
  return decide(pipeline, list, { what: "reconfirm-stopped", by }, known =>
    isAskingOver(known) ? "none" : { ...known, phase: "stopped", after: undefined },
  );
}

/** Has the clock take the people off the list who did not answer. */
export function removeUnanswered(
  pipeline: World,
  list: string,
  by: Actor,
): Promise<ReconfirmationDecided> {
  return decide(pipeline, list, { what: "reconfirm-removed", by }, known => {
    if (isAskingOver(known)) return "none";
    const { phase } = atTime(known, pipeline.now());
    if (phase === "removing") return known;
    return phase === "ended"
      ? { ...known, phase: "removing", after: undefined, busyUntil: undefined }
      : "too-early";
  });
}

async function decide(
  pipeline: World,
  list: string,
  { what, by }: { readonly what: Deed; readonly by: Actor },
  next: (known: Reconfirmation) => Reconfirmation | "none" | "too-early",
): Promise<ReconfirmationDecided> {
  for (;;) {
    const known = await getReconfirmation(pipeline.table, list);
    const wanted = known ? next(known) : "none";
    if (!known || typeof wanted === "string")
      return { kind: typeof wanted === "string" ? wanted : "none" };
    if (wanted === known) return { kind: "done", reconfirmation: known };
    const history = decision(pipeline, { by, what, on: { kind: "list", id: list } });
    const reconfirmation = await changeReconfirmation(pipeline.table, known, wanted, history);
    // The clock changed it in between.
    if (!reconfirmation) continue;
    pipeline.log(what, { list, by: byline(by) });
    return { kind: "done", reconfirmation };
  }
}
