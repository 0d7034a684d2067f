import { type Answer, type Check, passedOver, type Service } from "./check.ts";
import { explainError } from "./explain-error.ts";

/** One finding, as `--json` prints it. */
export type Diagnosis = {
  readonly check: string;
  readonly verdict: "right" | "wrong" | "unknown";
  readonly what: string;
  readonly fix?: string;
};

/** A finding, and whether it stops sending. */
export type Examined = Diagnosis & {
  /** "passed over": not checked, which does not stop sending by itself. */
  readonly weight: "none" | "fix later" | "stops sending" | "passed over";
};

/**
 * Runs the checks one by one, because SES answers most requests only once a second. Yields each
 * finding at once. `unreachableFix` is the advice if a service does not answer. `onStart` gets the
 * name of the next check.
 */
export async function* examine(
  checks: readonly Check[],
  unreachableFix: string,
  onStart: (check: string) => void = () => {},
): AsyncGenerator<Examined> {
  const found = new Map<string, Examined>();
  const silent = new Map<Service, string>();
  for (const check of checks) {
    onStart(check.name);
    const examined = {
      check: check.name,
      ...weigh(check, await answerOf(check, found, silent, unreachableFix)),
    };
    found.set(check.name, examined);
    yield examined;
  }
}

async function answerOf(
  check: Check,
  found: ReadonlyMap<string, Examined>,
  silent: Map<Service, string>,
  unreachableFix: string,
): Promise<Answer> {
  const mute = silent.get(check.asks);
  if (mute !== undefined) return passedOver(`Not checked: ${mute} cannot be asked.`);
  const unseen = (check.after ?? []).filter(name => found.get(name)?.weight === "passed over");
  if (unseen.length > 0)
    return passedOver(`Not checked, because this was not checked: ${unseen.join(", ")}.`);
  const missing = (check.needs ?? []).filter(name => !isPassable(found.get(name)));
  if (missing.length > 0)
    return passedOver(`Not checked until this is right: ${missing.join(", ")}.`);
  try {
    return await check.look();
  } catch (error) {
    const explained = explainError(error, check.asks, unreachableFix);
    if (explained.silent === "service") silent.set(check.asks, check.asks);
    if (explained.silent === "AWS") for (const service of awsServices) silent.set(service, "AWS");
    return explained.answer;
  }
}

function isPassable(need: Examined | undefined): boolean {
  return (
    need !== undefined &&
    need.weight !== "passed over" &&
    !(need.verdict === "wrong" && need.weight === "stops sending")
  );
}

const awsServices: readonly Service[] = [
  "SES",
  "DynamoDB",
  "SQS",
  "SNS",
  "Lambda",
  "Secrets Manager",
  "EventBridge Scheduler",
];

function weigh(check: Check, answer: Answer): Omit<Examined, "check"> {
  const { what } = answer;
  switch (answer.kind) {
    case "right":
      return { verdict: "right", what, weight: "none" };
    case "wrong":
      return {
        verdict: "wrong",
        what,
        fix: answer.fix,
        weight: (answer.stops ?? check.stops) ? "stops sending" : "fix later",
      };
    case "unknown":
      return {
        verdict: "unknown",
        what,
        ...(answer.fix !== undefined && { fix: answer.fix }),
        weight: check.stops ? "stops sending" : "fix later",
      };
    case "passed over":
      return { verdict: "unknown", what, weight: answer.kind };
  }
}
