import * as z from "zod";
import { count, exactText, instant, itemId, type Read, textLine } from "../../text/schema-parts.ts";
import { heldReason } from "../reason.ts";

/** One person's yes to one letter. Edition and hash together name the letter and its date. */
export const approvalSchema = z.object({
  hash: z.string(),
  /** Names the approver as `actorKey` does. */
  by: z.string(),
  name: z.string(),
  at: instant,
  /** People on the lists at that time. */
  people: count,
});
export type Approval = Read<typeof approvalSchema>;

/** What differs from the letter that was proposed before. `by`: the name of who changed it last. */
export const proposalChange = z.discriminatedUnion("what", [
  z.object({ what: z.literal("entry-added"), title: exactText, by: exactText.optional() }),
  z.object({ what: z.literal("entry-changed"), title: exactText, by: exactText.optional() }),
  z.object({ what: z.literal("entry-removed"), title: exactText }),
  z.object({ what: z.literal("order") }),
  z.object({ what: z.literal("subject"), before: exactText, after: exactText }),
  z.object({ what: z.literal("sender") }),
  z.object({ what: z.literal("lists") }),
  z.object({ what: z.literal("audience"), before: count, after: count }),
  /** The approver may no longer approve, or wrote a part of it. */
  z.object({ what: z.literal("approver-gone") }),
  z.object({ what: z.literal("approver-wrote") }),
  /** The bulletin's settings or the template. */
  z.object({ what: z.literal("look") }),
]);
export type ProposalChange = Read<typeof proposalChange>;

/** Of a comment that asks for changes. */
export const changesWanted = textLine.min(1, "Enter what should change").max(1_000);

/** The letter that approvers are asked to approve. The edition has its hash, entries and subject. */
export const proposalSchema = z.object({
  at: instant,
  /** The hash of everything that the letter is made from. While it is the same, so is the letter. */
  basis: z.string(),
  entries: z.array(z.object({ id: itemId, version: count, title: exactText })),
  /** People on the lists at that time. */
  people: count,
  /** Someone asked for it outside the schedule: it is sent as soon as it is approved. */
  unscheduled: z.boolean().optional(),
  /** Its date came while it waited: a person decides whether it is still sent, by every rule. */
  missedDate: z.boolean().optional(),
  /** Since the letter that the approvers were told of, or approved, before. */
  changes: z.array(proposalChange),
  /** Whether the approvers were told of this letter. */
  told: z.boolean().optional(),
  /** Whether this letter ended an approval. */
  hadApproval: z.boolean().optional(),
  /** Why there is no letter to approve. */
  problem: heldReason.optional(),
  /** An approver asked for changes in this letter. */
  asked: z.object({ name: z.string(), at: instant, comment: exactText }).optional(),
});
export type Proposal = Read<typeof proposalSchema>;
