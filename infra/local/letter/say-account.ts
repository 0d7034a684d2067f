import type { Account } from "../../../functions/core/ledger/account.ts";
import { sayCount } from "../../../functions/core/text/say-count.ts";
import type { Sent } from "./send-letter.ts";

/** Paths of the files that the account names, relative as on the command line. */
export type AccountFiles = { readonly outbox: string; readonly uncertain: string };

/** `unlisted` counts the suppressed people who are only missing from this run's list. */
type Summary = {
  readonly edition: Pick<Sent["edition"], "id">;
  readonly account: Account;
  readonly unlisted?: number | undefined;
};

/**
 * Returns the account for programs: one JSON object with the glossary's words as keys. `error` is
 * the reason why the run stopped early; the figures are then the last ones read.
 */
export function accountAsJson(
  { edition, account }: Summary,
  { outbox }: AccountFiles,
  error?: string,
): string {
  const { audience, accepted, delivered, bounced, deferred, complained } = account;
  const { suppressed, rejected, uncertain, pending, resent } = account;
  return JSON.stringify({
    edition: edition.id,
    audience,
    accepted,
    delivered,
    bounced,
    deferred,
    complained,
    suppressed,
    rejected,
    uncertain,
    pending,
    resent,
    outbox,
    ...(error !== undefined && { error }),
  });
}

/** Returns the account for people: a table of figures, then sentences about them. */
export function accountAsText(
  { edition, account, unlisted = 0 }: Summary,
  files: AccountFiles,
): string {
  const { audience, accepted, delivered, bounced, deferred, complained, assumed } = account;
  const { suppressed, rejected, uncertain, pending, resent } = account;
  const figures: [string, number][] = [
    ["audience", audience],
    ["accepted", accepted],
    ["  delivered", delivered],
    ...(bounced > 0 ? [["  bounced", bounced] as [string, number]] : []),
    ...(deferred > 0 ? [["  deferred", deferred] as [string, number]] : []),
    ...(complained > 0 ? [["  complained", complained] as [string, number]] : []),
    ...(assumed > 0 ? [["  assumed", assumed] as [string, number]] : []),
    ["suppressed", suppressed],
    ["rejected", rejected],
    ["uncertain", uncertain],
    ["pending", pending],
    ...(resent > 0 ? [["resent", resent] as [string, number]] : []),
  ];
  const width = audience.toLocaleString("en").length;
  const table = figures.map(
    ([word, figure]) => `${word.padEnd(12)} ${figure.toLocaleString("en").padStart(width)}`,
  );
  return [
    "",
    ...table,
    "",
    whatItMeans(account, unlisted, files),
    `Edition ${edition.id}, its letters in ${files.outbox}`,
  ].join("\n");
}

function whatItMeans(account: Account, unlisted: number, files: AccountFiles): string {
  const { deferred } = account;
  const back =
    deferred > 0
      ? `\n${sayCount(deferred, "colleague", "colleagues")} did not get it for now: a full mailbox, for example. “npm start” shows the people and the reasons.`
      : "";
  return sayStandings(account, unlisted, files) + back;
}

function sayStandings(account: Account, unlisted: number, files: AccountFiles): string {
  const { audience, accepted, rejected, uncertain, pending, suppressed, resent } = account;
  if (audience === 0) return "Nobody is on the list any more: nothing was sent.";
  const open = [
    ...(pending > 0
      ? [
          `${sayCount(pending, "colleague", "colleagues")} not written to yet: run the same command to continue.`,
        ]
      : []),
    ...(uncertain > 0 ? sayUncertain(uncertain, files.uncertain) : []),
    ...(rejected > 0
      ? [
          `${sayCount(rejected, "colleague", "colleagues")} could not be written to: SES does not accept the address.`,
        ]
      : []),
    ...(resent > 0
      ? [
          `${sayCount(resent, "colleague", "colleagues")} may have two letters: SES did not confirm the first, and it was sent once more.`,
        ]
      : []),
  ];
  const notListed =
    unlisted > 0
      ? [`${sayCount(unlisted, "colleague", "colleagues")} not written to: not on this run's list.`]
      : [];
  if (open.length > 0) return [...open, ...notListed].join("\n");
  if (accepted === audience) return "Every colleague's letter was accepted.";
  const other = suppressed - unlisted;
  const left =
    other > 0
      ? ` The other ${other.toLocaleString("en")} unsubscribed, could not be reached before, or are on Amazon SES's own suppression list.`
      : "";
  return [
    `${sayCount(accepted, "colleague", "colleagues")}: letter accepted.${left}`,
    ...notListed,
  ].join("\n");
}

function sayUncertain(uncertain: number, file: string): string[] {
  const one = uncertain === 1;
  return [
    `Amazon SES did not confirm ${one ? "1 letter" : `${uncertain.toLocaleString("en")} letters`}. ${one ? "It" : "They"} may have arrived. The names are in ${file}.`,
    `To send ${one ? "it" : "them"} once more, run the same command with --uncertain resend. To count ${one ? "it" : "them"} as delivered, run it with --uncertain accept.`,
  ];
}
