import { type Random, randomOf } from "../random.ts";
import {
  allEvents,
  fairWeather,
  type SesEvents,
  type SesSettings,
  type SesWeather,
} from "./foreign-ses/ses-settings.ts";
import type { ScenarioName } from "./scenarios.ts";

/** Events that are never to come, in milliseconds. */
const never = 1e12;

/** Milliseconds by which an event may be late without being missed: less than the command waits for one while it hears others. */
const heardInTime = 4_000;

/** What SES does in a round; the seed alone determines it. */
export function settingsOf(
  seed: number,
  scenario: ScenarioName,
): Pick<SesSettings, "weather" | "events"> {
  const random = randomOf(seed, 22);
  const weather = random.chance(0.4) ? fairWeather : badWeather(random);
  const events = random.chance(0.4) ? allEvents : badEvents(random);
  if (scenario === "no quota")
    return { weather: { ...weather, quotaFailures: random.int(1, 8) }, events };
  if (scenario === "the unanswered late") {
    const cut = {
      ...fairWeather,
      cutAfter: 0.05 + random.next() * 0.15,
      errorAfter: random.next() * 0.05,
    };
    return { weather: cut, events: { ...allEvents, unansweredLateMs: random.int(1_000, 14_000) } };
  }
  if (scenario === "left in doubt") {
    const lost = random.pick([
      { lost: 0.05 + random.next() * 0.3 },
      { unansweredLateMs: never },
      { lost: 1 },
    ]);
    return {
      weather: { ...fairWeather, cutAfter: 0.1, cutBefore: 0.05 },
      events: { ...allEvents, ...lost },
    };
  }
  // People in doubt are skipped if the list of the other part does not name them. Here only the kill leaves any.
  if (scenario === "two parts") return { weather: fairWeather, events };
  return { weather, events };
}

/** Whether a missing event counts as a no, even after the longest wait that the command allows. */
export function silenceMisleads({ lost, late, lateMs, unansweredLateMs }: SesEvents): boolean {
  return lost > 0 || unansweredLateMs > heardInTime || (late > 0 && lateMs > heardInTime);
}

function badWeather(random: Random): SesWeather {
  const some = (most: number) => (random.chance(0.5) ? random.next() * most : 0);
  return {
    cutBefore: some(0.05),
    cutAfter: some(0.1),
    errorBefore: some(0.05),
    errorAfter: some(0.05),
    throttle: some(0.1),
    slow: some(0.1),
    slowMs: random.int(200, 6_500),
    quotaFailures: 0,
  };
}

function badEvents(random: Random): SesEvents {
  const lateMs = random.int(200, 2_500);
  const unansweredLateMs = random.chance(0.5) ? random.int(0, 3_500) : 0;
  return {
    lost: 0,
    doubled: random.next() * 0.5,
    late: random.next() * 0.6,
    lateMs,
    unansweredLateMs,
  };
}
