import { setTimeout } from "node:timers/promises";
import type { FaultSettings } from "../../infra/local/aws/ses/faults.ts";
import type { LocalSes } from "../../infra/local/aws/ses/local-ses.ts";
import type { Random } from "./random.ts";

/** Milliseconds of one kind of weather. */
type Spell = { readonly lasts: number; readonly faults: FaultSettings };

/** What SES does for a while. `submitTimeoutMs`: milliseconds after which a worker no longer waits for its answer. */
function spell(random: Random, submitTimeoutMs: number): Spell {
  const kind = random.next();
  const some = (most: number) => ({ probability: random.next() * most });
  if (kind < 0.3) return { lasts: random.int(300, 1_500), faults: {} };
  if (kind < 0.42) return { lasts: random.int(200, 1_200), faults: { throttle: true } };
  if (kind < 0.47) return { lasts: random.int(50, 250), faults: { accountPaused: true } };
  if (kind < 0.57) {
    const late = { ms: submitTimeoutMs + random.int(100, 600), ...some(0.3) };
    return { lasts: random.int(200, 600), faults: { delayMs: late } };
  }
  return {
    lasts: random.int(300, 1_500),
    faults: {
      throttle: some(0.3),
      resetBeforeAccept: some(0.05),
      resetAfterAccept: some(0.15),
      serverError: some(0.05),
      errorAfterAccept: some(0.1),
      delayMs: { ms: random.int(0, 400), ...some(0.3) },
    },
  };
}

/** Lets one kind of weather follow another while there is unrest; then it is fair. */
export async function makeWeather(
  ses: LocalSes,
  random: Random,
  submitTimeoutMs: number,
  isUnrest: () => boolean,
): Promise<void> {
  while (isUnrest()) {
    const { lasts, faults } = spell(random, submitTimeoutMs);
    ses.faults.set(faults);
    await setTimeout(lasts);
  }
  ses.faults.set({});
}
