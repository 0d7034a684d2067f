/** Whom a check asks. */
export type Service = "SES" | "DynamoDB" | "SQS" | "SNS" | "Lambda" | "Secrets Manager" | "EventBridge Scheduler" | "DNS";

/** What one look came to. `what` is a sentence for an operator, `mend` says what to do about it. */
export type Answer =
  | { readonly kind: "right"; readonly what: string }
  /** `stops` where this fault weighs otherwise than the check's faults do. */
  | { readonly kind: "wrong"; readonly what: string; readonly fix: string; readonly stops?: boolean }
  | { readonly kind: "unknown"; readonly what: string; readonly fix?: string }
  /** For a reason that by itself says nothing against sending. */
  | { readonly kind: "passed over"; readonly what: string };

export type Check = {
  readonly name: string;
  readonly asks: Service;
  /** Whether no bulletin should go out while this is wrong. */
  readonly stops: boolean;
  /** Checks that must have been looked at and found no fault that stops sending: this one would only say that fault again. */
  readonly needs?: readonly string[];
  /** Checks that must have been looked at, whatever they came to. */
  readonly after?: readonly string[];
  /** Gives up by throwing what the service threw. */
  readonly look: () => Promise<Answer>;
};

export const right = (what: string): Answer => ({ kind: "right", what });
export const wrong = (what: string, fix: string, more: { readonly stops?: boolean } = {}): Answer => ({
  kind: "wrong",
  what,
  fix,
  ...more,
});
export const unknown = (what: string, fix?: string): Answer => ({ kind: "unknown", what, ...(fix !== undefined && { fix }) });
export const passedOver = (what: string): Answer => ({ kind: "passed over", what });
/** What a local pipeline does not have. */
export const notHere = passedOver("Not looked at here: only a deployment has it.");
