import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { LetterContent } from "../../core/bulletins/edition.ts";
import { previewOf } from "../../core/bulletins/edition.ts";
import { contentIn } from "../../core/bulletins/languages/content-in.ts";
import { parseMailbox, refusedBySes } from "../../core/people/mailbox.ts";
import { parseSender } from "../../core/people/senders/sender.ts";
import { reasonEverywhere, type SuppressionReason } from "../../core/people/suppression.ts";
import type { SubmitOutcome } from "../../core/sending/sending-problem.ts";
import { composeMessage } from "../../mail/compose-message.ts";
import type { Pieces } from "../../mail/pieces.ts";
import type { Template } from "../../mail/template.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import { addressHash } from "../../store/people/subscribers.ts";
import { type DraftResult, draftEdition } from "../editions/draft-edition.ts";
import { withImages } from "../editions/images/with-images.ts";
import type { Pipeline } from "../pipeline.ts";
import { submitSingle } from "./submit-single.ts";

export type TestOutcome =
  /** The text is not an address that SES accepts. */
  | { readonly kind: "invalid"; readonly reason: string }
  /** There is no letter to send. */
  | { readonly kind: "no-letter"; readonly draft: Exclude<DraftResult, { kind: "draft" }> }
  /** Nobody may write to this address. */
  | { readonly kind: "suppressed"; readonly reason: SuppressionReason }
  | SubmitOutcome;

type Test = {
  readonly email: string;
  readonly slot: Date;
  /** Of the letter; without it, or without a letter in it, the main one. */
  readonly language?: string | undefined;
};

/**
 * Sends the edition of a date, in its current state, to one address. The letter belongs to no person and
 * is in no ledger. It gets a place before letters to lists. Returns SES's answer unchanged.
 */
export async function sendTest(
  pipeline: Pipeline,
  template: Template,
  bulletin: Bulletin,
  { email, slot, language }: Test,
): Promise<TestOutcome> {
  const parsed = parseMailbox(email);
  if (parsed.kind === "invalid") return parsed;
  const { address } = parsed.mailbox;
  const refused = refusedBySes(address);
  if (refused !== undefined) return { kind: "invalid", reason: refused };
  const draft = await draftEdition(pipeline, template, bulletin, slot);
  if (draft.kind !== "draft") return { kind: "no-letter", draft };
  const hash = addressHash(address, pipeline.addressKey);
  const reason = reasonEverywhere(await getSuppression(pipeline.table, hash));
  if (reason) return { kind: "suppressed", reason };
  return submitSingle(pipeline, {
    data: await composeTest(pipeline, bulletin, contentIn(draft.content, language), address),
    source: parseSender(bulletin.sender.from)?.address ?? "",
    destination: address,
  });
}

async function composeTest(
  pipeline: Pipeline,
  bulletin: Bulletin,
  content: LetterContent,
  email: string,
): Promise<Pieces> {
  const filled = { ...content, ...previewOf(content), subject: `[Test] ${content.subject}` };
  const frame = { ...bulletin.sender, ...(await withImages(pipeline, filled)) };
  const compose = composeMessage(frame);
  // The content's places are filled already.
  const places = { salutation: "", viewUrl: "", manageUrl: "", unsubscribeUrl: "" };
  return compose({
    to: { email },
    places,
    id: `test.${pipeline.newId()}`,
    date: new Date(pipeline.now()),
  });
}
