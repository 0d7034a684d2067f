import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { isResting } from "../../../functions/core/bulletins/status.ts";
import type { Account } from "../../../functions/core/ledger/account.ts";
import { pageAt, placeAt } from "../../../functions/core/sending/pace.ts";
import { sayCount } from "../../../functions/core/text/say-count.ts";
import { getQuota, type Quota } from "../../../functions/mail/submit-message.ts";
import { openQuotaClient } from "../../../functions/runtime/aws-clients.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { longestLeaseMs } from "../../../functions/steps/sending/leases.ts";
import { listProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { countTaken } from "../../../functions/store/sending/calendar.ts";
import { localEndpoint } from "../aws/local-endpoint.ts";
import { sayFailure } from "./passing-failure.ts";

/** The state of a run without progress. */
export type StillRun = {
  /** URLs of the services that have started. */
  readonly endpoints: {
    readonly dynamodb?: string | undefined;
    readonly sqs?: string | undefined;
    readonly ses?: string | undefined;
  };
  /** Absent until all services have started. */
  readonly pipeline: Pipeline | undefined;
  /** The last edition and account read; absent until the edition exists. */
  readonly seen: { readonly edition: Edition; readonly account: Account } | undefined;
  /** Whether SES has throttled this process since the last progress. */
  readonly throttled: boolean;
};

const answerTimeoutMs = 2_000;

/**
 * Returns a sentence about what a run without progress waits for. Asks the services themselves:
 * first DynamoDB, then SQS, then SES. Undefined if no cause is found.
 */
export async function whyStill({
  endpoints,
  pipeline,
  seen,
  throttled,
}: StillRun): Promise<string | undefined> {
  const table = await sayNoAnswer("DynamoDB", endpoints.dynamodb);
  if (table) return table;
  const queues = await sayNoAnswer("SQS", endpoints.sqs);
  if (queues) return queues;
  if (!pipeline || !seen) return undefined;
  const { edition, account } = seen;
  if (account.pending > 0 || account.audience === 0) {
    const quota = await askQuota(endpoints.ses);
    if (typeof quota === "string")
      return `Waiting for Amazon SES at ${endpoints.ses}: it ${quota}.`;
    if (isResting(edition, pipeline.now()))
      return "Waiting for Amazon SES's 24-hour sending quota to have room.";
    if (quota.remaining < 1)
      return "Waiting for Amazon SES's 24-hour sending quota to have room: it is used up.";
    if (throttled)
      return `Waiting for Amazon SES at ${endpoints.ses}: it accepts no letters now and asks for a slower pace.`;
    return (await sayLease(pipeline, edition.id)) ?? (await sayCalendar(pipeline, quota));
  }
  return sayEvents(account);
}

async function sayNoAnswer(name: string, url: string | undefined): Promise<string | undefined> {
  if (!url) return undefined;
  try {
    const { status } = await fetch(url, {
      method: "POST",
      body: "{}",
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    return status >= 500 ? `Waiting for ${name} at ${url}: it answers with ${status}.` : undefined;
  } catch (error) {
    return `Waiting for ${name} at ${url}: it ${sayFailure(error instanceof TypeError ? error.cause : error)}.`;
  }
}

/** Returns SES's quota, or words about its failure that follow "it". */
async function askQuota(url: string | undefined): Promise<Quota | string> {
  const client = openQuotaClient(url ? localEndpoint(url) : {});
  try {
    return await getQuota(client, AbortSignal.timeout(answerTimeoutMs));
  } catch (error) {
    return sayFailure(error);
  } finally {
    client.destroy();
  }
}

/**
 * A worker that was killed still holds its batch. So does a worker with a clock ahead of this
 * computer's.
 */
async function sayLease(pipeline: Pipeline, edition: string): Promise<string | undefined> {
  const now = pipeline.now();
  let latest = 0;
  for await (const { progress } of listProgress(pipeline.table, edition))
    latest = Math.max(latest, progress.leaseUntil);
  if (latest <= now) return undefined;
  if (latest > now + longestLeaseMs(pipeline.limits))
    return `Waiting half a minute: an earlier run's clock was ahead of this computer's, at ${sayInstant(latest)}. Was the clock set back?`;
  return "Waiting for Amazon SES to answer for the letters under way, or for an earlier run's claim on them to expire.";
}

/** Returns a sentence if the calendar of sending times is full for longer than a worker waits. */
async function sayCalendar(
  { table, now, limits }: Pipeline,
  { maxSendRate }: Quota,
): Promise<string | undefined> {
  const at = now();
  const page = pageAt(at, maxSendRate);
  const taken = await countTaken(table, page, "bulk");
  if (taken < placeAt(page, "bulk", at + limits.submitTimeoutMs + limits.slackMs / 2))
    return undefined;
  return "Waiting for a free place on the calendar of sending times. Other letters have the places of the next seconds, or the computer's clock was set back.";
}

function sayEvents({
  accepted,
  delivered,
  bounced,
  deferred,
  uncertain,
}: Account): string | undefined {
  if (uncertain > 0)
    return `Waiting up to a minute for Amazon SES to report on ${sayCount(uncertain, "letter", "letters")} that it did not confirm.`;
  const open = accepted - delivered - bounced - deferred;
  return open > 0
    ? `Waiting for Amazon SES to report the delivery of ${sayCount(open, "letter", "letters")}.`
    : undefined;
}

function sayInstant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
