import type { JSX } from "hono/jsx/jsx-runtime";
import type { ClockRule, PastActor } from "../../core/access/actor.ts";
import type { Deed, HistoryItem, Subject } from "../../core/access/history-item.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import { listHistory } from "../../store/history/histories.ts";
import { DataTable } from "./data-table.tsx";
import { sayEntryStatus, sayInstant, sayShortInstant, sayZone } from "./say.ts";

/** A page shows at most this many decisions. */
const maxShown = 20;

/** Returns the decisions about something that a page shows, the latest first. */
export function readHistory(
  { table }: Pick<Pipeline, "table">,
  on: Subject,
): Promise<HistoryItem[]> {
  return listHistory(table, on, maxShown);
}

const ruleWords: Readonly<Record<ClockRule, string>> = {
  due: "by the schedule",
  stalled: "after an interruption",
  unfit: "because the letter cannot be composed",
  changed: "because the letter changed",
  deadline: "at the copy deadline",
  unapproved: "because nobody approved it",
  late: "by the rule for late editions",
  quota: "because of Amazon SES’s quota for 24 hours",
  account: "because Amazon SES refuses to send",
  refusals: "because Amazon SES refused many letters in a row",
  breaker: "by the rule for bounces and complaints",
  uncertain: "by the rule for unconfirmed letters",
  feed: "from the feed",
  restored: "after a restore from a backup",
  unreachable: "because Amazon SES does not answer",
  unanswered: "because they did not answer",
};

/** "by Dr A. Jones", "automatically, by the schedule", "by command, ann" */
export function sayWho(by: PastActor): string {
  switch (by.kind) {
    case "person":
      return `by ${by.name}`;
    case "command":
      return `by command, ${by.name}`;
    case "api-key":
      return `by the API key ${by.name}`;
    case "clock":
      return `automatically, ${ruleWords[by.rule]}`;
    case "reader":
      return "by the reader";
  }
}

/** "by Dr A. Jones on Tuesday 24 November 2026, 09:00 (London)" */
export function sayWhoAndWhen({ by, at }: HistoryItem, zone: string): string {
  return `${sayWho(by)} on ${sayInstant(new Date(at), zone)}`;
}

const deedWords: Readonly<Record<Deed, string>> = {
  "entry-added": "Added",
  "entry-saved": "Saved",
  "entry-moved": "Moved",
  "entry-deleted": "Deleted",
  "entry-restored": "Undid the deletion",
  "entry-returned": "Made a draft again: its edition was stopped",
  "bulletin-saved": "Changed the settings",
  "subject-changed": "Changed the subject of a letter",
  "bulletin-paused": "Paused the bulletin",
  "bulletin-resumed": "Resumed the bulletin",
  "bulletin-archived": "Archived the bulletin",
  "bulletin-restored": "Restored the bulletin",
  "bulletin-deleted": "Deleted the bulletin",
  "image-added": "Added an image",
  "image-described": "Changed the words for an image",
  "image-deleted": "Deleted an image",
  "rules-confirmed": "Confirmed new rules of approval",
  "rules-refused": "Refused new rules of approval",
  "edition-opened": "Opened",
  "edition-composed": "Composed the letter",
  "edition-held": "Paused",
  "edition-proposed": "Put to the approvers",
  "edition-approved": "Approved",
  "approval-ended": "Ended the approval",
  "changes-wanted": "Asked for changes",
  "edition-undone": "Undid the sending",
  "edition-skipped": "Skipped",
  "edition-resumed": "Resumed",
  "edition-corrected": "Began a correction",
  "edition-stopped": "Stopped permanently",
  "sent-again": "Sent again",
  "assumed-delivered": "Marked unconfirmed letters as delivered",
  "list-created": "Created",
  "list-changed": "Changed the settings",
  "list-archived": "Archived",
  "list-restored": "Took back into use",
  "list-imported": "Imported",
  "import-undone": "Undid an import",
  "reconfirm-started": "Began to ask everyone whether they still want letters",
  "reconfirm-stopped": "Stopped asking",
  "reconfirm-removed": "Removed the people who did not answer",
  "person-added": "Added to a list",
  "person-removed": "Removed from a list",
  "person-changed": "Changed the details",
  unsubscribed: "Unsubscribed",
  "came-back": "Came back",
  joined: "Joined",
  reconfirmed: "Said that they still want letters",
  "preferences-changed": "Changed their preferences",
  suppressed: "Suppressed",
  "suppression-lifted": "Lifted the suppression",
  "sent-to-corrected": "Sent to one person, at a corrected address",
  "member-added": "Added",
  "member-joined": "Signed in for the first time",
  "member-removed": "Removed",
  "clock-restarted": "Sending goes on",
  erased: "Erased",
};

/**
 * Whether someone approved a letter by sending it: they saw it, and nobody had approved it before.
 * `all`: the history of the edition.
 */
export function isOwnYes(
  { what, hash, by }: Pick<HistoryItem, "what" | "hash" | "by">,
  all: readonly HistoryItem[],
): boolean {
  if (what !== "edition-opened" || hash === undefined || by.kind !== "person") return false;
  return !all.some(item => item.what === "edition-approved" && item.hash === hash);
}

/** What was done, with the change that a reader wants to know. */
function sayDeed(item: HistoryItem, all: readonly HistoryItem[]): string {
  const { what, changes, on } = item;
  if (isOwnYes(item, all)) return "Approved";
  const { status, standings } = changes ?? {};
  if (status && (what === "entry-added" || what === "entry-saved"))
    return `${deedWords[what]}, as ${sayEntryStatus({ status: String(status.after) }).toLowerCase()}`;
  if (what === "sent-again" && Array.isArray(standings?.after))
    return `Sent again to the ${standings.after.join(" and ")}`;
  if (what === "entry-deleted" && on.kind === "bulletin") return "Deleted an entry";
  return deedWords[what];
}

type Props = {
  /** The latest first. */
  readonly items: readonly HistoryItem[];
  readonly zone: string;
};

/** Who did what, and when: the latest first. */
export function History({ items, zone }: Props): JSX.Element | null {
  if (items.length === 0) return null;
  const isPart = items.length === maxShown;
  return (
    <DataTable
      caption={isPart ? `History: the latest ${maxShown}` : "History"}
      columns={["What", "Who", `When (${sayZone(zone)})`]}
    >
      {items.map(item => {
        const who = sayWho(item.by);
        return (
          <tr class="govuk-table__row">
            <td class="govuk-table__cell">{sayDeed(item, items)}</td>
            <td class="govuk-table__cell dc-wrap">
              <bdi>{who.charAt(0).toUpperCase() + who.slice(1)}</bdi>
            </td>
            <td class="govuk-table__cell">{sayShortInstant(new Date(item.at), zone)}</td>
          </tr>
        );
      })}
    </DataTable>
  );
}
