/** What is known of a bounce: SES's words, some of which may be absent. */
export type Bounce = {
  readonly type: "Permanent" | "Transient" | "Undetermined";
  readonly subtype?: string | undefined;
  /** Enhanced status code (RFC 3463): "5.1.1". */
  readonly status?: string | undefined;
  /** As the receiving server said it. */
  readonly diagnostic?: string | undefined;
};

/** "withheld": SES did not try, since the address is on a suppression list of its own. */
export type BounceMeaning = "permanent" | "for now" | "withheld";

/** https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types; the last is of SES's own subscription management. */
const withheldSubtypes = new Set(["Suppressed", "OnAccountSuppressionList", "OnTenantSuppressionList", "UnsubscribedRecipient"]);
const withheldWords = /Amazon SES (has suppressed sending|did not send the message)/i;

/** What a bounce means for the person. A Transient one whose status says that there is no such mailbox or domain is permanent. */
export function meaningOf(bounce: Bounce): BounceMeaning {
  if (bounce.type === "Permanent") {
    const withheld = bounce.subtype ? withheldSubtypes.has(bounce.subtype) : withheldWords.test(bounce.diagnostic ?? "");
    return withheld ? "withheld" : "permanent";
  }
  return saysNobodyThere(bounce) ? "permanent" : "for now";
}

/** The status of a bounce; where SES gives none, what the server's words begin with: "smtp; 550 5.1.1 user unknown". */
export function statusOf({ status, diagnostic = "" }: Pick<Bounce, "status" | "diagnostic">): string | undefined {
  return status ?? /^(?:[\w-]+; *)?\d{3}[ -]#?([245]\.\d{1,3}\.\d{1,3})\b/.exec(diagnostic.trim())?.[1];
}

/**
 * RFC 3463 and the IANA registry of enhanced status codes: 5.1.x is a bad destination address, but for 5.1.7 and 5.1.8, which are
 * about the sender's; 5.4.4 is a domain that cannot be routed to.
 */
const nobodyThere = /^5\.(1\.(?![78]$)\d{1,3}|4\.4)$/;
const nobodyThereWords =
  /\b(invalid domain|domain (name )?(does not exist|not found)|no such (user|mailbox|recipient|domain)|(user|mailbox) (unknown|not found|does not exist)|unknown (user|mailbox|recipient))\b/i;

function saysNobodyThere(bounce: Bounce): boolean {
  const status = statusOf(bounce);
  if (status !== undefined) return nobodyThere.test(status);
  // A server that says 4xx may know better later.
  const { diagnostic = "" } = bounce;
  return nobodyThereWords.test(diagnostic) && !/^(?:[\w-]+; *)?4\d\d\b/.test(diagnostic.trim());
}
