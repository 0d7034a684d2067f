import { clockBy } from "../../core/access/actor.ts";
import { latenessOf } from "../../core/bulletins/approval/lateness.ts";
import { slotAfter } from "../../core/bulletins/schedule/slot-after.ts";
import type { Template } from "../../mail/template.ts";
import { type Due, moveOn } from "../../store/bulletins/bulletins.ts";
import { openProposed } from "../approval/open-proposed.ts";
import { proposeEdition } from "../approval/propose-edition.ts";
import { composeEdition } from "../editions/compose-edition.ts";
import type { Pipeline } from "../pipeline.ts";

/** Missed slots of one bulletin that one tick opens. */
const maxSlots = 20;

/** Opens the editions of a bulletin's due slots, one after the other, and moves it on. */
export async function openSlots(pipeline: Pipeline, template: Template, first: Due): Promise<void> {
  const { bulletin } = first;
  let slot: Date | undefined = first.slot;
  for (let opened = 0; slot && slot.getTime() <= pipeline.now() && opened < maxSlots; opened++) {
    const due: Due = { bulletin, slot };
    // Before opening: an edition that cannot be opened is later with every tick.
    pipeline.measure("slot-late", (pipeline.now() - slot.getTime()) / 1000);
    const result = await openSlot(pipeline, template, due);
    pipeline.log("bulletin-due", { bulletin: bulletin.id, slot: slot.toISOString(), result });
    const next = slotAfter(bulletin, slot, new Date(pipeline.now()));
    await moveOn(pipeline.table, due, next);
    slot = next;
  }
}

/** Opens the edition of a slot, or leaves it with its approvers; returns what became of it. */
async function openSlot(
  pipeline: Pipeline,
  template: Template,
  { bulletin, slot }: Due,
): Promise<string> {
  const by = clockBy("due");
  const lateness = latenessOf(bulletin.late, slot, pipeline.now());
  const isLate = lateness === "hold" || lateness === "skip";
  const proposed = await proposeEdition(pipeline, template, {
    bulletin: bulletin.id,
    slot,
    by,
    // A late edition is held or skipped as one that waits: its entries are not bound.
    always: isLate,
  });
  if (proposed.kind === "proposed")
    return (await openProposed(pipeline, template, proposed.edition)).status;
  if (proposed.kind === "begun") return proposed.edition.status;
  return (await composeEdition(pipeline, template, { bulletin, slot, by })).kind;
}
