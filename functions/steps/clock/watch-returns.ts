import type { Edition } from "../../core/bulletins/edition.ts";
import { whyBroken } from "../../core/ledger/breaker.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/editions.ts";
import { readAccount } from "../ledger/read-account.ts";
import type { Pipeline } from "../pipeline.ts";

/** People accepted from which on a rate says something: SES's own reviews look at volumes, not at the first few. */
const enough = 100;
/** The whole ledger is read again once an edition has been under way for this share of its time longer: twenty times its size in all. */
const share = 1 / 20;

/**
 * Holds an edition of which too many letters come back, as its bulletin's breaker says; once: who resumes it has looked. Reads the
 * whole ledger, so it is done seldom.
 */
export async function watchReturns(pipeline: Pipeline, edition: Edition): Promise<void> {
  const now = pipeline.now();
  const { began = now, at = 0 } = edition.returns ?? {};
  if (edition.status !== "sending" || now - at < (now - began) * share) return;
  const { accepted, bounced, complained } = await readAccount(pipeline, edition.id);
  if (accepted >= enough) {
    pipeline.measure("bounce-percent", (100 * bounced) / accepted);
    pipeline.measure("complaint-percent", (100 * complained) / accepted);
  }
  const bulletin = edition.broken ? undefined : await getBulletin(pipeline.table, edition.bulletin);
  const reason = whyBroken(bulletin?.breaker, { accepted, bounced, complained });
  const held = reason !== undefined && ({ status: "held", heldFrom: "sending", reason, broken: true } as const);
  const changed = await changeEdition(pipeline.table, edition.id, "sending", { returns: { began, at: now }, ...held });
  if (held && changed) pipeline.log("edition-held", { edition: edition.id, reason });
}
