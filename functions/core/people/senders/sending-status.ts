import { parseMailbox } from "../mailbox.ts";

/** What SES says about the account and the identity that letters come from. */
export type SendingStatus = {
  /** Whether the account may send. */
  readonly isEnabled: boolean;
  /** The domain or address that SES knows; undefined if it knows none. */
  readonly identity:
    | {
        readonly name: string;
        /** SES's word, such as "Success" or "Pending". */
        readonly verification: string;
        /** SES's word; undefined if DKIM is not set up. */
        readonly dkim: string | undefined;
        readonly signs: boolean;
      }
    | undefined;
};

/** What keeps letters back, or makes receiving servers doubt them. */
export type StatusProblem =
  | { readonly code: "sending-off" }
  | { readonly code: "sender-unknown"; readonly sender: string }
  | { readonly code: "sender-unverified"; readonly sender: string; readonly status: string }
  | { readonly code: "unsigned"; readonly sender: string; readonly status: string | undefined }
  | { readonly code: "signing-off"; readonly sender: string };

const success = "Success";

/** Returns what the doctor would find about an account and a sender's domain. */
export function statusProblems(
  { isEnabled, identity }: SendingStatus,
  sender: string,
): StatusProblem[] {
  const off: StatusProblem[] = isEnabled ? [] : [{ code: "sending-off" }];
  if (!identity) return [...off, { code: "sender-unknown", sender: domainOf(sender) }];
  const { name, verification, dkim, signs } = identity;
  if (verification !== success)
    return [...off, { code: "sender-unverified", sender: name, status: verification }];
  if (dkim !== success) return [...off, { code: "unsigned", sender: name, status: dkim }];
  return signs ? off : [...off, { code: "signing-off", sender: name }];
}

export function sayStatusProblem(problem: StatusProblem): string {
  switch (problem.code) {
    case "sending-off":
      return "Sending is paused for the whole AWS account.";
    case "sender-unknown":
      return `Amazon SES does not know ${problem.sender}.`;
    case "sender-unverified":
      return `${problem.sender} is not verified (${problem.status}).`;
    case "unsigned":
      return `Letters are not signed for ${problem.sender} (${problem.status ?? "not set up"}).`;
    case "signing-off":
      return `Signing is switched off for ${problem.sender}.`;
  }
}

/**
 * Returns the identities of SES that a sender may use, the most specific first: the address, its
 * domain, and the domains above it.
 */
export function identitiesOf(address: string): string[] {
  const labels = domainOf(address).split(".");
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
  return [address.toLowerCase(), ...domains];
}

/** Returns the domain of a sender such as "Ada <ada@example.org>". */
function domainOf(sender: string): string {
  const read = parseMailbox(sender);
  const address = read.kind === "invalid" ? sender : read.mailbox.address;
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
