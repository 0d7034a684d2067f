/** A bounce as SES reports it. Some fields may be absent. */
export type Bounce = {
  readonly type: "Permanent" | "Transient" | "Undetermined";
  readonly subtype?: string | undefined;
  /** Enhanced status code (RFC 3463): "5.1.1". */
  readonly status?: string | undefined;
  /** The receiving server's own words. */
  readonly diagnostic?: string | undefined;
};

/** "withheld": SES did not try, because its own suppression list has the address. */
export type BounceMeaning = "permanent" | "for now" | "withheld";

/**
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types
 * "UnsubscribedRecipient" comes from SES's own subscription management.
 */
const withheldSubtypes = new Set([
  "Suppressed",
  "OnAccountSuppressionList",
  "OnTenantSuppressionList",
  "UnsubscribedRecipient",
]);
const withheldWords = /Amazon SES (has suppressed sending|did not send the message)/i;

/**
 * Returns what a bounce means.
 * A Transient bounce is permanent if its status means "no such mailbox or domain".
 */
export function meaningOf(bounce: Bounce): BounceMeaning {
  if (bounce.type === "Permanent") {
    const withheld = bounce.subtype
      ? withheldSubtypes.has(bounce.subtype)
      : withheldWords.test(bounce.diagnostic ?? "");
    return withheld ? "withheld" : "permanent";
  }
  return isNobodyThere(bounce) ? "permanent" : "for now";
}

/**
 * Returns the status; if SES gives none, the one at the start of the server's words:
 * "smtp; 550 5.1.1 user unknown".
 */
export function statusOf({
  status,
  diagnostic = "",
}: Pick<Bounce, "status" | "diagnostic">): string | undefined {
  return (
    status ?? /^(?:[\w-]+; *)?\d{3}[ -]#?([245]\.\d{1,3}\.\d{1,3})\b/.exec(diagnostic.trim())?.[1]
  );
}

/**
 * RFC 3463 and the IANA registry of enhanced status codes. 5.1.x is a bad destination address,
 * except 5.1.7 and 5.1.8, which are about the sender. 5.4.4 is a domain without a route.
 */
const nobodyThere = /^5\.(1\.(?![78]$)\d{1,3}|4\.4)$/;
const nobodyThereWords =
  /\b(invalid domain|domain (name )?(does not exist|not found)|no such (user|mailbox|recipient|domain)|(user|mailbox) (unknown|not found|does not exist)|unknown (user|mailbox|recipient))\b/i;

function isNobodyThere(bounce: Bounce): boolean {
  const status = statusOf(bounce);
  if (status !== undefined) return nobodyThere.test(status);
  // A server that answers 4xx may accept the address later.
  const { diagnostic = "" } = bounce;
  return nobodyThereWords.test(diagnostic) && !/^(?:[\w-]+; *)?4\d\d\b/.test(diagnostic.trim());
}
