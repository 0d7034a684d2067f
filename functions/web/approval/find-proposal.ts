import * as z from "zod";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { type Edition, editionId, type FrozenContent } from "../../core/bulletins/edition.ts";
import type { HeldReason } from "../../core/bulletins/reason.ts";
import { isSlot, nextSlot } from "../../core/bulletins/schedule/next-slot.ts";
import { isProposed } from "../../core/bulletins/status.ts";
import type { Finding } from "../../core/writing/finding.ts";
import { readMaterial, renderMaterial } from "../../steps/approval/proposed-letter.ts";
import { getContent } from "../../store/bulletins/edition-content.ts";
import { getEdition, listEditions } from "../../store/bulletins/editions.ts";
import type { Table } from "../../store/table.ts";
import type { EditorsRoom } from "../kit/editors-room.ts";

/** The letter of one date, as its approvers see it. */
export type ShownLetter = {
  readonly slot: Date;
  /** Undefined: nobody has asked for an approval yet, and the copy deadline has not passed. */
  readonly edition: Edition | undefined;
  /** "" if there is no letter. */
  readonly hash: string;
  readonly content: FrozenContent | undefined;
  readonly problem: HeldReason | undefined;
  readonly findings: readonly Finding[];
  /** Titles, in their order. */
  readonly entries: readonly string[];
};

/** Editions to look through for one that waits. */
const maxEditions = 10;

/**
 * Returns the date that a page is about: the named one, if it is a date of the bulletin; otherwise
 * the earliest one that waits or is approved; otherwise the next slot.
 */
export async function findDate(
  { pipeline }: EditorsRoom,
  bulletin: Bulletin,
  named: string | undefined,
): Promise<Date | undefined> {
  if (named !== undefined) {
    const read = z.iso.datetime().safeParse(named);
    if (!read.success) return undefined;
    const slot = new Date(read.data);
    const isKnown = await getEdition(pipeline.table, editionId(bulletin.id, slot));
    return isKnown || isSlot(bulletin, slot) ? slot : undefined;
  }
  const { items } = await listEditions(pipeline.table, bulletin.id, { maxItems: maxEditions });
  const waiting = items.findLast(isProposed);
  return waiting ? new Date(waiting.slot) : nextSlot(bulletin, new Date(pipeline.now()));
}

/** Returns the earliest edition that waits for an approval or its date; corrections do not count. */
export async function findProposed(table: Table, bulletin: string): Promise<Edition | undefined> {
  const { items } = await listEditions(table, bulletin, { maxItems: maxEditions });
  return items.findLast(each => isProposed(each) && each.corrects === undefined);
}

/** Returns the letter of a date: the stored proposal, or what would be proposed now. */
export async function findLetter(
  { pipeline, template }: EditorsRoom,
  bulletin: Bulletin,
  slot: Date,
): Promise<ShownLetter> {
  const id = editionId(bulletin.id, slot);
  const edition = await getEdition(pipeline.table, id);
  const corrects = edition?.corrects;
  const material = await readMaterial(pipeline, template, bulletin, { id, slot, corrects });
  const drafted = await renderMaterial(pipeline.table, material, slot, template);
  const { hash, content, problem, findings } = drafted;
  if (edition) {
    const { proposal } = edition;
    return {
      slot,
      edition,
      hash: edition.hash,
      content: edition.hash === "" ? undefined : await getContent(pipeline.table, edition),
      findings,
      problem: proposal?.problem,
      entries: (proposal?.entries ?? []).map(({ title }) => title),
    };
  }
  return {
    slot,
    edition,
    hash,
    content,
    problem,
    findings,
    entries: material.entries.map(({ title }) => title),
  };
}
