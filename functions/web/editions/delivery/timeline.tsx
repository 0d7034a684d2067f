import type { JSX } from "hono/jsx/jsx-runtime";
import type { Deed, HistoryItem } from "../../../core/access/history-item.ts";
import type { Delivery } from "../../../steps/control/find-delivery.ts";
import { isOwnYes, sayWho } from "../../kit/history.tsx";
import { sayDate, sayInstant, sayList, sayTime, sayZone } from "../../kit/say.ts";

type Props = {
  /** The names of those who wrote the entries. */
  readonly writers: readonly string[];
  /** The decisions about the edition, the latest first. */
  readonly history: readonly HistoryItem[];
  readonly delivery: Delivery;
  /** Whether more letters may go out. */
  readonly goesOn: boolean;
  readonly zone: string;
};

/** One line: what happened, and who did it or when. */
type Line = { readonly at: number; readonly what: string; readonly says: string };

const told: Partial<Readonly<Record<Deed, string>>> = {
  "edition-approved": "Approved",
  "approval-ended": "Approval ended",
  "changes-wanted": "Changes asked for",
  "edition-undone": "Undone",
  "edition-held": "Paused",
  "edition-resumed": "Resumed",
  "edition-stopped": "Stopped",
  "sent-again": "Sent again",
  "edition-skipped": "Skipped",
  "edition-corrected": "Correction begun",
};

/** Who wrote, approved, paused and stopped the edition, and when it was sent. */
export function Timeline(props: Props): JSX.Element | null {
  const lines = linesOf(props);
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="timeline">
      <h2 class="govuk-heading-m" id="timeline">
        Timeline
      </h2>
      <ol class="govuk-list">
        {lines.map(({ what, says }) => (
          <li class="dc-wrap">
            <strong>{what}</strong> <bdi>{says}</bdi>
          </li>
        ))}
      </ol>
    </section>
  );
}

function linesOf({ writers, history, delivery, goesOn, zone }: Props): Line[] {
  const decided = history.flatMap(({ what, by, at, hash }): Line[] => {
    const isYes = isOwnYes({ what, by, hash }, history);
    const word = isYes ? "Approved" : told[what];
    const says = `${sayWho(by)} on ${sayInstant(new Date(at), zone)}`;
    return word === undefined ? [] : [{ at: Date.parse(at), what: word, says }];
  });
  const { began, ended } = delivery;
  if (began !== undefined)
    decided.push({
      at: began,
      what: "Sent",
      says: saySent(began, goesOn ? undefined : ended, zone),
    });
  decided.sort((a, b) => a.at - b.at);
  return writers.length === 0
    ? decided
    : [{ at: 0, what: "Written", says: `by ${sayList(writers)}` }, ...decided];
}

/** "from 09:00 to 09:04 (London) on Tuesday 24 November 2026" */
function saySent(began: number, ended: number | undefined, zone: string): string {
  const [from, to] = [new Date(began), new Date(ended ?? began)];
  const day = sayDate(from, zone);
  if (ended === undefined) return `since ${sayInstant(from, zone)}`;
  if (sayDate(to, zone) !== day) return `from ${sayInstant(from, zone)} to ${sayInstant(to, zone)}`;
  const [first, last] = [sayTime(from, zone), sayTime(to, zone)];
  return first === last
    ? `at ${sayInstant(from, zone)}`
    : `from ${first} to ${last} (${sayZone(zone)}) on ${day}`;
}
