/** The service that a check asks. */
export type Service =
  | "SES"
  | "DynamoDB"
  | "SQS"
  | "SNS"
  | "Lambda"
  | "Secrets Manager"
  | "EventBridge Scheduler"
  | "DNS";

/** The result of one check: `what` is a sentence for an operator, `fix` the advice. */
export type Answer =
  | { readonly kind: "right"; readonly what: string }
  /** `stops`: overrides the check's own `stops` for this fault. */
  | {
      readonly kind: "wrong";
      readonly what: string;
      readonly fix: string;
      readonly stops?: boolean;
    }
  | { readonly kind: "unknown"; readonly what: string; readonly fix?: string }
  /** Not checked, for a reason that does not stop sending by itself. */
  | { readonly kind: "passed over"; readonly what: string };

export type Check = {
  readonly name: string;
  readonly asks: Service;
  /** Whether a fault found here means that no bulletin should go out. */
  readonly stops: boolean;
  /**
   * Checks that must run first, without a fault that stops sending: this check would only repeat
   * that fault.
   */
  readonly needs?: readonly string[];
  /** Checks that must run first, whatever their result. */
  readonly after?: readonly string[];
  /** Throws the service's own error. */
  readonly look: () => Promise<Answer>;
};

export const right = (what: string): Answer => ({ kind: "right", what });
export const wrong = (
  what: string,
  fix: string,
  more: { readonly stops?: boolean } = {},
): Answer => ({
  kind: "wrong",
  what,
  fix,
  ...more,
});
export const unknown = (what: string, fix?: string): Answer => ({
  kind: "unknown",
  what,
  ...(fix !== undefined && { fix }),
});
export const passedOver = (what: string): Answer => ({ kind: "passed over", what });
/** The answer for parts that only a deployment has. */
export const notHere = passedOver("Not checked here: only a deployment has it.");
