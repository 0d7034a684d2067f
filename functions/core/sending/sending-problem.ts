import { withoutAddresses } from "../text/without-addresses.ts";

/** What SES's answer, or the lack of one, means for the next step. Of every failure the code knows one thing: will a retry help? */
export type SubmitOutcome =
  | { readonly kind: "accepted"; readonly messageId: string }
  /** SES said no, and would say so to anyone now: not sent, try again later. */
  | { readonly kind: "throttled" }
  /** The 24-hour quota is spent: not sent, try again when some of it is free. */
  | { readonly kind: "quota-spent" }
  /** Refused for good, for this address or message. */
  | { readonly kind: "rejected"; readonly reason: string }
  /** Refused for a reason that holds for everyone (identity, account, permission): not sent; an operator must act. */
  | { readonly kind: "halted"; readonly reason: string }
  /** Handed over, and no answer: SES may have it. */
  | { readonly kind: "uncertain" };

const perMessage = new Set(["MessageRejected", "InvalidParameterValue", "MessageTooLong"]);
/** Errors of Node's sockets after which it is certain that nothing was handed over. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
/** The SDK found no credentials to sign with, or we could not put the letter into its request: nobody was asked. */
const neverAsked = new Set(["CredentialsProviderError", "TokenProviderError", "LetterNotEncodedError"]);

/** "Sending suspended for this account. For more information, please check the inbox of the email address associated with your AWS account." */
const aboutAccount =
  /not verified|\bsending (is |was |has been )?(suspended|paused|disabled|stopped|blocked)|\baccount (is |was |has been )?(suspended|paused|disabled|blocked)/i;

/**
 * Classes an error of the SDK's SendRawEmail by what to do next.
 * https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html and …/API_SendRawEmail.html#API_SendRawEmail_Errors
 */
export function classifySubmitError(error: {
  name: string;
  message: string;
  code?: string | undefined;
  status?: number | undefined;
}): SubmitOutcome {
  const { name, message, code, status } = error;
  if (code !== undefined && neverConnected.has(code)) return { kind: "throttled" };
  if (neverAsked.has(name)) return { kind: "halted", reason: `${name}: ${withoutAddresses(message)}` };
  if (/^Throttling/.test(name) || name === "TooManyRequestsException" || status === 429) {
    return /daily/i.test(message) ? { kind: "quota-spent" } : { kind: "throttled" };
  }
  // In the sandbox, with an identity unverified, or when AWS has stopped the account, SES uses MessageRejected for what is wrong with the account.
  if (aboutAccount.test(message)) return { kind: "halted", reason: `${name}: ${withoutAddresses(message)}` };
  if (perMessage.has(name)) return { kind: "rejected", reason: `${name}: ${withoutAddresses(message)}` };
  if (status !== undefined && status >= 400 && status < 500)
    return { kind: "halted", reason: `${name}: ${withoutAddresses(message)}` };
  return { kind: "uncertain" };
}
