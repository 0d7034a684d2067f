import { type Answer, type Check, passedOver, type Service } from "./check.ts";
import { explainError } from "./explain-error.ts";

/** What the doctor says of one thing: what `--json` prints. */
export type Diagnosis = {
  readonly check: string;
  readonly verdict: "right" | "wrong" | "unknown";
  readonly what: string;
  readonly fix?: string;
};

/** A finding, and what it means for sending. */
export type Examined = Diagnosis & {
  /** "passed over": it was not looked at, and that by itself says nothing against sending. */
  readonly weight: "none" | "fix later" | "stops sending" | "passed over";
};

/**
 * Looks at one thing after another, since SES answers most questions but once a second. Findings come as they are found. `unreachable`
 * says how to mend that a service does not answer, `begun` hears what is looked at next.
 */
export async function* examine(
  checks: readonly Check[],
  unreachable: string,
  begun: (check: string) => void = () => {},
): AsyncGenerator<Examined> {
  const found = new Map<string, Examined>();
  const silent = new Map<Service, string>();
  for (const check of checks) {
    begun(check.name);
    const examined = { check: check.name, ...weigh(check, await answerOf(check, found, silent, unreachable)) };
    found.set(check.name, examined);
    yield examined;
  }
}

async function answerOf(
  check: Check,
  found: ReadonlyMap<string, Examined>,
  silent: Map<Service, string>,
  unreachable: string,
): Promise<Answer> {
  const mute = silent.get(check.asks);
  if (mute !== undefined) return passedOver(`Not looked at: ${mute} cannot be asked.`);
  const unseen = (check.after ?? []).filter(name => found.get(name)?.weight === "passed over");
  if (unseen.length > 0) return passedOver(`Not looked at, since this could not be: ${unseen.join(", ")}.`);
  const missing = (check.needs ?? []).filter(name => !isPassable(found.get(name)));
  if (missing.length > 0) return passedOver(`Not looked at before this is right: ${missing.join(", ")}.`);
  try {
    return await check.look();
  } catch (error) {
    const explained = explainError(error, check.asks, unreachable);
    if (explained.silent === "service") silent.set(check.asks, check.asks);
    if (explained.silent === "AWS") for (const service of awsServices) silent.set(service, "AWS");
    return explained.answer;
  }
}

function isPassable(need: Examined | undefined): boolean {
  return need !== undefined && need.weight !== "passed over" && !(need.verdict === "wrong" && need.weight === "stops sending");
}

const awsServices: readonly Service[] = ["SES", "DynamoDB", "SQS", "SNS", "Lambda", "Secrets Manager", "EventBridge Scheduler"];

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
