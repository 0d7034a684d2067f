import { clockBy } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { loggedReason } from "../../core/bulletins/reason.ts";
import { isSending } from "../../core/bulletins/status.ts";
import { whyBroken } from "../../core/ledger/breaker.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { decision } from "../decision.ts";
import { keepSample } from "../ledger/keep-sample.ts";
import { readAccount } from "../ledger/read-account.ts";
import type { Pipeline } from "../pipeline.ts";

/** Rates of fewer accepted people mean little. SES's own reviews also look at larger volumes. */
const minAccepted = 100;
/**
 * The ledger is read again after this share of the edition's time so far. All reads together are
 * about 20 times the final ledger.
 */
const share = 1 / 20;

/**
 * Holds an edition if too many of its letters bounce or get complaints, as the bulletin's breaker
 * says. Holds it only once: an editor who resumes it has seen the rates. Reads the whole ledger, so
 * it rarely runs.
 */
export async function watchReturns(pipeline: Pipeline, edition: Edition): Promise<void> {
  const now = pipeline.now();
  const { began = now, at = 0 } = edition.returns ?? {};
  if (!isSending(edition) || now - at < (now - began) * share) return;
  const account = await readAccount(pipeline, edition.id);
  await keepSample(pipeline, edition.id, account);
  const { accepted, bounced, complained } = account;
  if (accepted >= minAccepted) {
    pipeline.measure("bounce-percent", (100 * bounced) / accepted);
    pipeline.measure("complaint-percent", (100 * complained) / accepted);
  }
  const bulletin = edition.broken ? undefined : await getBulletin(pipeline.table, edition.bulletin);
  const reason = whyBroken(bulletin?.breaker, { accepted, bounced, complained });
  const returns = { began, at: now };
  if (reason === undefined) {
    await changeEdition(pipeline.table, edition, { kind: "note-returns", returns });
    return;
  }
  const history = decision(pipeline, {
    by: clockBy("breaker"),
    what: "edition-held",
    on: editionSubject(edition.id),
    changes: { reason: { after: reason } },
  });
  const hold = { kind: "hold", reason, returns, broken: true, history } as const;
  if (await changeEdition(pipeline.table, edition, hold))
    pipeline.log("edition-held", { edition: edition.id, ...loggedReason(reason) });
}
