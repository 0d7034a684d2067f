import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import type { Account } from "../../../functions/core/ledger/account.ts";
import { pageAt, placeAt } from "../../../functions/core/sending/pace.ts";
import { getQuota, type Quota } from "../../../functions/mail/submit-message.ts";
import { openQuotaClient } from "../../../functions/runtime/aws-clients.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { longestLeaseMs } from "../../../functions/steps/sending/leases.ts";
import { listProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { countTaken } from "../../../functions/store/sending/calendar.ts";
import { localEndpoint } from "../aws/local-endpoint.ts";
import { sayFailure } from "./passing-failure.ts";

/** What is known of a run in which nothing moves. */
export type StillRun = {
  /** Where the services are, as far as they have been started. */
  readonly endpoints: {
    readonly dynamodb?: string | undefined;
    readonly sqs?: string | undefined;
    readonly ses?: string | undefined;
  };
  /** Absent until all services are there. */
  readonly pipeline: Pipeline | undefined;
  /** As it was seen last; absent before the edition is there. */
  readonly seen: { readonly edition: Edition; readonly account: Account } | undefined;
  /** Whether SES has told this process to slow down since anything moved. */
  readonly throttled: boolean;
};

/** Milliseconds that a service is given to answer. */
const patienceMs = 2_000;

/** Says in a sentence what a run in which nothing moves is waiting for. It asks the services themselves, from the ground up. */
export async function whyStill({ endpoints, pipeline, seen, throttled }: StillRun): Promise<string | undefined> {
  const table = await sayNoAnswer("DynamoDB", endpoints.dynamodb);
  if (table) return table;
  const queues = await sayNoAnswer("SQS", endpoints.sqs);
  if (queues) return queues;
  if (!pipeline || !seen) return undefined;
  const { edition, account } = seen;
  if (account.pending > 0 || account.audience === 0) {
    const quota = await askQuota(endpoints.ses);
    if (typeof quota === "string") return `Waiting for Amazon SES at ${endpoints.ses}: it ${quota}.`;
    if (edition.restUntil !== undefined && Date.parse(edition.restUntil) > pipeline.now())
      return "Waiting for room in Amazon SES's quota of letters in 24 hours.";
    if (quota.remaining < 1) return "Waiting for room in Amazon SES's quota of letters in 24 hours: it is used up.";
    if (throttled) return `Waiting for Amazon SES at ${endpoints.ses}: it takes no letters now and asks for a slower pace.`;
    return (await sayLease(pipeline, edition.id)) ?? (await sayCalendar(pipeline, quota));
  }
  return sayEvents(account);
}

async function sayNoAnswer(name: string, url: string | undefined): Promise<string | undefined> {
  if (!url) return undefined;
  try {
    const { status } = await fetch(url, { method: "POST", body: "{}", signal: AbortSignal.timeout(patienceMs) });
    return status >= 500 ? `Waiting for ${name} at ${url}: it answers with ${status}.` : undefined;
  } catch (error) {
    return `Waiting for ${name} at ${url}: it ${sayFailure(error instanceof TypeError ? error.cause : error)}.`;
  }
}

/** What SES says of its quota; or what it does instead. */
async function askQuota(url: string | undefined): Promise<Quota | string> {
  const client = openQuotaClient(url ? localEndpoint(url) : {});
  try {
    return await getQuota(client, AbortSignal.timeout(patienceMs));
  } catch (error) {
    return sayFailure(error);
  } finally {
    client.destroy();
  }
}

/** A worker that holds a batch: one that was killed, or one whose clock was ahead of this computer's. */
async function sayLease(pipeline: Pipeline, edition: string): Promise<string | undefined> {
  const now = pipeline.now();
  let latest = 0;
  for await (const { progress } of listProgress(pipeline.table, edition)) latest = Math.max(latest, progress.leaseUntil);
  if (latest <= now) return undefined;
  if (latest > now + longestLeaseMs(pipeline.limits))
    return `Waiting half a minute: an earlier run's clock was ahead of this computer's, at ${sayInstant(latest)}. Was the clock set back?`;
  return "Waiting for Amazon SES to answer for the letters under way, or for the seconds that an earlier run still had for them.";
}

/** The calendar of sending times, where it is taken for longer than a worker waits. */
async function sayCalendar({ table, now, limits }: Pipeline, { maxSendRate }: Quota): Promise<string | undefined> {
  const at = now();
  const page = pageAt(at, maxSendRate);
  const taken = await countTaken(table, page, "bulk");
  if (taken < placeAt(page, "bulk", at + limits.submitTimeout + limits.slack / 2)) return undefined;
  return "Waiting for a free place on the calendar of sending times: other letters have those of the next seconds, or the computer's clock was set back.";
}

function sayEvents({ accepted, delivered, bounced, deferred, uncertain }: Account): string | undefined {
  const letters = (count: number) => (count === 1 ? "1 letter" : `${count.toLocaleString("en")} letters`);
  if (uncertain > 0) return `Waiting a minute at most for Amazon SES to tell of ${letters(uncertain)} that it did not confirm.`;
  const open = accepted - delivered - bounced - deferred;
  return open > 0 ? `Waiting for Amazon SES to tell what became of ${letters(open)}.` : undefined;
}

function sayInstant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
