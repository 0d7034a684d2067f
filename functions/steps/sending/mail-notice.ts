import type { FrozenContent } from "../../core/bulletins/edition.ts";
import { parseSender, type Sender } from "../../core/people/senders/sender.ts";
import { composeMessage } from "../../mail/compose-message.ts";
import { claimNotice, endClaim, wasTold } from "../../store/bulletins/notices.ts";
import type { Pipeline } from "../pipeline.ts";
import { takeSinglePace } from "./take-pace.ts";

/** An email to one member of the team. `id` names it: it is sent once. */
export type NoticeMail = {
  readonly id: string;
  readonly to: string;
  readonly sender: Sender;
  readonly write: () => FrozenContent;
};

/**
 * Sends a notice by email, once per id, even if several clocks run: it is claimed before it is sent.
 * Returns whether it was sent, now or before. A notice that SES could not take now is sent at the
 * next call. If SES gives no answer, the notice counts as sent. Never throws: a failed notice must
 * not fail the work that it is about.
 */
export async function mailNotice(pipeline: Pipeline, mail: NoticeMail): Promise<boolean> {
  const { table, now } = pipeline;
  const id = `mail#${mail.id}`;
  try {
    if (await wasTold(table, id)) return true;
    if (!(await claimNotice(table, id, now()))) return false;
    let isSent = false;
    try {
      isSent = await send(pipeline, mail);
    } finally {
      await endClaim(table, id, isSent ? now() : undefined);
    }
    return isSent;
  } catch (error) {
    pipeline.log("notice-failed", { notice: mail.id, error: String(error) });
    return false;
  }
}

async function send(pipeline: Pipeline, { id, to, sender, write }: NoticeMail): Promise<boolean> {
  const pace = await takeSinglePace(pipeline);
  const [instant] = pace.kind === "paced" ? pace.instants : [];
  if (instant === undefined) return false;
  const content = write();
  const compose = composeMessage({ from: sender.from, replyTo: sender.replyTo, content });
  const data = compose({
    to: { email: to },
    places: { salutation: "", viewUrl: "", unsubscribeUrl: "", manageUrl: "" },
    id: `notice.${pipeline.newId()}`,
    date: new Date(pipeline.now()),
  });
  await pipeline.sleep(Math.max(0, instant - pipeline.now()));
  const outcome = await pipeline.submit({
    data,
    source: parseSender(sender.from)?.address ?? "",
    destination: to,
    configurationSet: pipeline.configurationSet,
  });
  pipeline.log("notice-mailed", { notice: id, outcome: outcome.kind });
  return outcome.kind === "accepted" || outcome.kind === "uncertain" || outcome.kind === "rejected";
}
