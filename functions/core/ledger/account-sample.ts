import * as z from "zod";
import { count, type Read } from "../text/schema-parts.ts";
import type { Account } from "./account.ts";

/** The main figures of an account at an instant (epoch milliseconds). */
export const accountSampleSchema = z.object({
  at: z.number(),
  audience: count,
  accepted: count,
  delivered: count,
  /** Bounced or deferred. */
  returned: count,
});
export type AccountSample = Read<typeof accountSampleSchema>;

/** However long an edition is sent, it has at most this many samples. */
export const maxSamples = 60;

export function sampleOf(account: Account, at: number): AccountSample {
  const { audience, accepted, delivered, bounced, deferred } = account;
  return { at, audience, accepted, delivered, returned: bounced + deferred };
}

/** Adds a sample. Once there are too many, every other one goes; the first and the last stay. */
export function withSample(
  samples: readonly AccountSample[],
  sample: AccountSample,
): AccountSample[] {
  const last = samples.at(-1);
  // Two clocks may take the same sample, and a clock may be behind.
  if (last && sample.at <= last.at) return [...samples];
  const all = [...samples, sample];
  if (all.length <= maxSamples) return all;
  return all.filter((_, index) => index % 2 === 0 || index === all.length - 1);
}

/** How fast letters go: those accepted since the sample that is nearest to this long ago. */
const rateOverMs = 5 * 60_000;

/**
 * Returns how many letters Amazon SES accepts in a second at present, and for how long the rest takes
 * at that rate; undefined if nothing is known of it. `began`: the first letter (epoch milliseconds).
 */
export function paceOf(
  account: Account,
  samples: readonly AccountSample[],
  { began, now }: { readonly began: number; readonly now: number },
): { readonly perSecond: number; readonly leftMs: number } | undefined {
  const start = { at: began, accepted: 0 };
  const since = samples.findLast(({ at }) => at <= now - rateOverMs) ?? start;
  const perSecond = (1_000 * (account.accepted - since.accepted)) / Math.max(1_000, now - since.at);
  if (perSecond <= 0) return undefined;
  return { perSecond, leftMs: (1_000 * account.pending) / perSecond };
}
