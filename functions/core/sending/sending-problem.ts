import { withoutAddresses } from "../text/without-addresses.ts";

/** What SES's answer, or the lack of one, means for the next step: whether a retry helps. */
export type SubmitOutcome =
  | { readonly kind: "accepted"; readonly messageId: string }
  /** SES refuses every message now: not sent, try again later. */
  | { readonly kind: "throttled" }
  /** The 24-hour quota is used up: not sent, try again when some of the quota is free. */
  | { readonly kind: "quota-spent" }
  /** Refused permanently, for this address or message. */
  | { readonly kind: "rejected"; readonly answer: string }
  /** Refused for every message (identity, account, permission): not sent; an operator must act. */
  | { readonly kind: "halted"; readonly answer: string }
  /** Submitted without an answer: SES may have the message. */
  | { readonly kind: "uncertain" };

const perMessage = new Set(["MessageRejected", "InvalidParameterValue", "MessageTooLong"]);
/** Socket errors in Node which prove that SES received nothing. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
/** Before the request they prove the same, and may pass. */
const brokenOff = new Set(["ECONNRESET", "ETIMEDOUT", "EPIPE"]);
/** The SDK found no credentials: SES received no request. */
const neverAsked = new Set(["CredentialsProviderError", "TokenProviderError"]);

/**
 * "Sending suspended for this account.
 * For more information, please check the inbox of the email address associated …"
 */
const aboutAccount =
  /not verified|\bsending (is |was |has been )?(suspended|paused|disabled|stopped|blocked)|\baccount (is |was |has been )?(suspended|paused|disabled|blocked)/i;

/**
 * Classifies an error of SendRawEmail by what to do next. `isBeforeRequest`: nothing was sent yet.
 * https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html and …/API_SendRawEmail.html#API_SendRawEmail_Errors
 */
export function classifySubmitError(error: {
  name: string;
  message: string;
  code?: string | undefined;
  status?: number | undefined;
  isBeforeRequest?: boolean;
}): SubmitOutcome {
  const { name, message, code, status, isBeforeRequest = false } = error;
  if (code !== undefined && (neverConnected.has(code) || (isBeforeRequest && brokenOff.has(code))))
    return { kind: "throttled" };
  if (isBeforeRequest || neverAsked.has(name))
    return { kind: "halted", answer: `${name}: ${withoutAddresses(message)}` };
  if (/^Throttling/.test(name) || name === "TooManyRequestsException" || status === 429) {
    return /daily/i.test(message) ? { kind: "quota-spent" } : { kind: "throttled" };
  }
  // SES also answers MessageRejected for account problems:
  // the sandbox, an unverified identity, a suspended account.
  if (aboutAccount.test(message))
    return { kind: "halted", answer: `${name}: ${withoutAddresses(message)}` };
  if (perMessage.has(name))
    return { kind: "rejected", answer: `${name}: ${withoutAddresses(message)}` };
  if (status !== undefined && status >= 400 && status < 500)
    return { kind: "halted", answer: `${name}: ${withoutAddresses(message)}` };
  return { kind: "uncertain" };
}
