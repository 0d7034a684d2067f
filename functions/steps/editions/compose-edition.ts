import { type Actor, byline, type ClockRule, clockBy } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Approval } from "../../core/bulletins/approval/approval.ts";
import type { Obstacle } from "../../core/bulletins/approval/may-go-out.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { bulletinFor } from "../../core/bulletins/correction/correction.ts";
import {
  contentHash,
  type Edition,
  editionId,
  type FrozenContent,
} from "../../core/bulletins/edition.ts";
import { chooseEntries, type Entry } from "../../core/bulletins/entry.ts";
import { lettersOf } from "../../core/bulletins/languages/content-in.ts";
import type { HeldReason } from "../../core/bulletins/reason.ts";
import { isComposing, isProposed } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition, openEdition } from "../../store/bulletins/editions.ts";
import { bindEntry, listOpenEntries } from "../../store/bulletins/entries.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";
import { checkGoing } from "./check-going.ts";
import { addressOf, renderEntries, whyUnfit } from "./draft-edition.ts";
import { closeEntries } from "./entries/close-entries.ts";
import { holdEdition } from "./hold-edition.ts";
import { freezeLetter } from "./images/freeze-letter.ts";
import { freeFor, releaseEntries, returnToWaiting } from "./return-to-waiting.ts";

export type ComposeResult =
  | { readonly kind: "composed"; readonly edition: Edition }
  /** It may not go out: it lacks an approval of this letter. No entry is bound, nothing is sent. */
  | { readonly kind: "not-approved"; readonly obstacle: Obstacle }
  | { readonly kind: "held"; readonly edition: Edition; readonly reason: HeldReason };

/** The edition to open: whose, for which slot, and by whose decision. */
export type Composing = {
  readonly bulletin: Bulletin;
  readonly slot: Date;
  readonly by: Actor;
  /** The edition's id, if it differs from the id of its slot. */
  readonly id?: string;
  /** The entries to send, if they differ from the due ones. */
  readonly entries?: readonly string[];
  readonly listVersion?: string;
  /** Of an edition that was not proposed before: the sender's own yes to the letter they saw. */
  readonly approval?: Approval;
};

/**
 * Opens the one edition of a slot, if it may go out: binds its entries, renders and stores the
 * content, and queues addressing. Continues from whatever an earlier or parallel call has already
 * done.
 */
export async function composeEdition(
  pipeline: Pipeline,
  template: Template,
  options: Composing,
): Promise<ComposeResult> {
  const { slot, by } = options;
  const { table } = pipeline;
  const id = options.id ?? editionId(options.bulletin.id, slot);
  const known = await getEdition(table, id);
  if (known && !isComposing(known) && !isProposed(known))
    return { kind: "composed", edition: known };
  // The rule of the approval must be the current one: an index may be a little behind.
  const current = (await getBulletin(table, options.bulletin.id)) ?? options.bulletin;
  const correction = known?.corrects;
  const bulletin = bulletinFor(current, correction);
  const entries = freeFor(id, await listOpenEntries(table, bulletin.id));
  const opened = await open(pipeline, template, { ...options, bulletin, id, known, open: entries });
  if (opened === "again") return composeEdition(pipeline, template, options);
  if (opened.kind !== "opened") return opened;
  const { edition } = opened;
  await closeEntries(pipeline, entries);
  const bound = await bindEntries(pipeline, edition, entries);
  const isAsked = needsApproval(bulletin, edition);
  if (edition.entries.length === 0 || (bound.length === 0 && !isAsked))
    return empty(pipeline, edition);
  const { images } = pipeline;
  const address = addressOf(pipeline, bulletin, id);
  const rendered =
    bound.length === 0
      ? ({ kind: "incomplete", missing: ["words"] } as const)
      : await renderEntries(
          { bulletin, entries: bound, slot, address, correction, images },
          template,
        );
  const isLetter = rendered.kind === "draft";
  const hash = isLetter ? contentHash(rendered.content, edition.sender, edition.lists) : "";
  // After the approval, an editor may have saved an entry, or another edition may have taken it.
  const obstacle = await checkGoing(
    pipeline,
    { bulletin, edition, hash, approval: edition.approval },
    "count",
  );
  if (obstacle && isAsked) {
    await returnToWaiting(pipeline, edition, obstacle);
    return { kind: "not-approved", obstacle };
  }
  if (!isLetter) return hold(pipeline, edition, "unfit", whyUnfit(rendered));
  if (obstacle) return hold(pipeline, edition, "changed", { code: "changed-since-approval" });
  if (sizeOf(rendered.content) > maxContentBytes)
    return hold(pipeline, edition, "unfit", {
      code: "letter-too-long",
      maxBytes: maxContentBytes,
    });

  const missing = await freezeLetter(table, { id, hash, bulletin: bulletin.id }, rendered.content);
  if (missing.length > 0)
    return hold(pipeline, edition, "unfit", { code: "images-missing", images: missing.length });
  const waitMs = holdMsOf(bulletin, pipeline);
  const change = {
    entries: bound.map(entry => entry.id),
    subject: rendered.content.subject,
    languages: rendered.content.variants?.map(({ language }) => language),
    hash,
    addressAfter: waitMs > 0 ? new Date(pipeline.now() + waitMs).toISOString() : undefined,
  };
  const on = editionSubject(id);
  const composed = decision(pipeline, { by, what: "edition-composed", on, hash });
  const seen = { id, status: "composing", proposals: edition.proposals } as const;
  const isDone = await changeEdition(table, seen, {
    kind: "compose",
    history: composed,
    ...change,
  });
  // Another process has composed it first, or returned it to its approvers.
  if (!isDone) return { kind: "composed", edition: (await getEdition(table, id)) ?? edition };
  await pipeline.enqueue.addressEdition([{ edition: id, round: 0 }], waitMs);
  pipeline.log("edition-composed", { edition: id, entries: bound.length, hash, by: byline(by) });
  return { kind: "composed", edition: { ...edition, ...change, status: "addressing" } };
}

/** Milliseconds between composing and addressing, in which people can still undo. */
export function holdMsOf(
  { holdMinutes }: Pick<Bulletin, "holdMinutes">,
  { limits }: Pick<Pipeline, "limits">,
): number {
  return holdMinutes === undefined ? limits.holdMs : holdMinutes * 60_000;
}

type Opening = Composing & {
  readonly id: string;
  readonly known: Edition | undefined;
  readonly open: readonly Entry[];
};

/** Stores that the edition is composed, if its letter is approved as the bulletin asks. */
async function open(
  pipeline: Pipeline,
  template: Template,
  { bulletin, slot, by, id, known, open: entries, ...options }: Opening,
): Promise<ComposeResult | { readonly kind: "opened"; readonly edition: Edition } | "again"> {
  if (known && isComposing(known)) return { kind: "opened", edition: known };
  const correction = known?.corrects;
  const due = chooseEntries(bulletin, entries, slot, correction?.edition).flatMap(verdict =>
    verdict.kind === "in" ? [verdict.entry] : [],
  );
  const chosen = options.entries ?? due.map(entry => entry.id);
  if (known && chosen.length === 0) return empty(pipeline, known);
  const approval = known ? known.approval : options.approval;
  // Another edition has taken the entries of the letter that a person saw.
  if (approval !== undefined && chosen.length === 0)
    return { kind: "not-approved", obstacle: { kind: "changed" } };
  const isAsked = needsApproval(bulletin, known);
  if (chosen.length > 0 && (approval !== undefined || isAsked)) {
    const address = addressOf(pipeline, bulletin, id);
    const { images } = pipeline;
    const source = { bulletin, entries: due, slot, address, correction, images };
    const draft = await renderEntries(source, template);
    const hash = draft.kind === "draft" ? draft.hash : "";
    const outgoing = {
      bulletin,
      edition: { id, entries: chosen, corrects: correction, proposal: known?.proposal },
      hash,
      approval,
    };
    const obstacle = await checkGoing(pipeline, outgoing, "is-cut");
    if (obstacle) return { kind: "not-approved", obstacle };
  }
  const { sender, lists } = bulletin;
  const on = editionSubject(id);
  const history = decision(pipeline, { by, what: "edition-opened", on, hash: approval?.hash });
  if (known) {
    if (!isProposed(known)) return "again";
    const begin = { kind: "begin", entries: chosen, lists, sender, history } as const;
    if (!(await changeEdition(pipeline.table, known, begin))) return "again";
    return {
      kind: "opened",
      edition: { ...known, status: "composing", entries: chosen, lists, sender },
    };
  }
  const edition = await openEdition(
    pipeline.table,
    {
      id,
      bulletin: bulletin.id,
      slot: slot.toISOString(),
      status: "composing",
      entries: chosen,
      lists,
      sender,
      subject: "",
      hash: "",
      audience: 0,
      rounds: 0,
      approval,
      listVersion: options.listVersion,
    },
    history,
  );
  return isComposing(edition) ? { kind: "opened", edition } : "again";
}

const composing = (id: string) => ({ id, status: "composing" }) as const;

/** DynamoDB stores items of up to 400 kB. Mail programs truncate letters at a much smaller size. */
const maxContentBytes = 380_000;

function sizeOf(content: FrozenContent): number {
  return lettersOf(content)
    .flatMap(({ subject, html, text, whole = "" }) => [subject, html, text, whole])
    .reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}

/** Binds the edition's entries to it. Returns those that could be bound, in their order. */
async function bindEntries(
  pipeline: Pipeline,
  edition: Edition,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const bound: Entry[] = [];
  for (const id of edition.entries) {
    const entry = entries.find(each => each.id === id);
    if (entry && (await bindEntry(pipeline.table, entry, edition.id))) bound.push(entry);
    else pipeline.log("entry-not-bound", { edition: edition.id, entry: id });
  }
  return bound;
}

async function empty(pipeline: Pipeline, edition: Edition): Promise<ComposeResult> {
  const { id, status } = edition;
  if (isComposing(edition) || isProposed(edition))
    await changeEdition(pipeline.table, edition, { kind: "leave-empty", entries: [] });
  pipeline.log("edition-empty", { edition: id, from: status });
  return { kind: "composed", edition: { ...edition, status: "empty", entries: [] } };
}

/**
 * Holds the edition and releases its entries, so that editors can fix them and the next edition can
 * take them.
 */
async function hold(
  pipeline: Pipeline,
  edition: Edition,
  rule: ClockRule,
  reason: HeldReason,
): Promise<ComposeResult> {
  await holdEdition(pipeline, composing(edition.id), reason, clockBy(rule));
  await releaseEntries(pipeline, edition, edition.entries);
  return {
    kind: "held",
    edition: { ...edition, status: "held", heldFrom: "composing", reason },
    reason,
  };
}
