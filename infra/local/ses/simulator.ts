/** What becomes of a message to one address after SES has accepted it. */
export type Fate = "delivered" | "bounced" | "suppressed" | "complained";

const simulated: ReadonlyMap<string, Fate> = new Map([
  ["success", "delivered"],
  ["ooto", "delivered"], // The automatic reply that would come back has nowhere to go.
  ["bounce", "bounced"],
  ["suppressionlist", "suppressed"],
  ["complaint", "complained"],
]);

/** The fate of an address: as its name says at the mailbox simulator (a `+label` may follow), delivered everywhere else. */
export function fateOf(address: string): Fate {
  const mailbox = /^([^@+]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address)?.[1];
  return simulated.get(mailbox?.toLowerCase() ?? "") ?? "delivered";
}
