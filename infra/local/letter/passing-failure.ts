import { UnusableQuota } from "../../../functions/mail/submit-message.ts";

/** Errors of Node's sockets: the service is not there now, and may be later. */
const sockets = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
const named = new Set(["TimeoutError", "AbortError", "ThrottlingException", "ProvisionedThroughputExceededException"]);

type Failure = { readonly code?: unknown; readonly name?: unknown; readonly $metadata?: { readonly httpStatusCode?: number } };

/** Whether a failure is one of a service that does not answer, or not as it should: the same may succeed later. */
export function isPassing(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (error instanceof UnusableQuota) return true;
  const { code, name, $metadata } = error as Failure;
  return sockets.has(String(code)) || named.has(String(name)) || ($metadata?.httpStatusCode ?? 0) >= 500;
}

/** What a service that was asked did instead of answering, in words that follow its name. */
export function sayFailure(error: unknown): string {
  const { code, name, $metadata } = (typeof error === "object" && error !== null ? error : {}) as Failure;
  if (error instanceof UnusableQuota) return error.message;
  if (code === "ECONNREFUSED") return "refuses the connection";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "is not found by its name";
  if (sockets.has(String(code))) return `breaks the connection off (${code})`;
  if (name === "TimeoutError" || name === "AbortError") return "does not answer";
  const status = $metadata?.httpStatusCode;
  return status === undefined ? `fails (${String(name ?? "an unknown error")})` : `answers with ${status} (${String(name)})`;
}
