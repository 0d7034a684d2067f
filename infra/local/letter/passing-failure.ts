import { UnusableQuota } from "../../../functions/mail/submit-message.ts";

/** Node's socket errors for a service that is unavailable now and may be available later. */
const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
const passingNames = new Set([
  "TimeoutError",
  "AbortError",
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
]);

type Failure = {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
};

/**
 * Whether a service failed to answer, or answered with a passing error: the same call may succeed
 * later.
 */
export function isPassing(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (error instanceof UnusableQuota) return true;
  const { code, name, $metadata } = error as Failure;
  return (
    socketCodes.has(String(code)) ||
    passingNames.has(String(name)) ||
    ($metadata?.httpStatusCode ?? 0) >= 500
  );
}

/** Describes a failed call to a service, in words that follow the service's name. */
export function sayFailure(error: unknown): string {
  const { code, name, $metadata } = (
    typeof error === "object" && error !== null ? error : {}
  ) as Failure;
  if (error instanceof UnusableQuota) return error.message;
  if (code === "ECONNREFUSED") return "refuses the connection";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "is not found by its name";
  if (socketCodes.has(String(code))) return `breaks the connection (${code})`;
  if (name === "TimeoutError" || name === "AbortError") return "does not answer";
  const status = $metadata?.httpStatusCode;
  return status === undefined
    ? `fails (${String(name ?? "an unknown error")})`
    : `answers with ${status} (${String(name)})`;
}
