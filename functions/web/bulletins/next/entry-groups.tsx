import type { JSX } from "hono/jsx/jsx-runtime";
import type { Verdict } from "../../../core/bulletins/entry.ts";
import { sayCount } from "../../../core/text/say-count.ts";
import { nameOf } from "../../kit/editors-room.ts";
import { May, useMay } from "../../kit/layout.tsx";
import { EntryTable, manyForm } from "./entry-table.tsx";

/** The groups of open entries, in their order. */
export const groupNames = ["in", "drafts", "later", "expired", "withdrawn"] as const;
type GroupName = (typeof groupNames)[number];

type HoldKind = Extract<Verdict, { kind: "held" }>["reason"]["kind"];

const groups: Readonly<
  Record<GroupName, { readonly title: string; readonly has: (verdict: Verdict) => boolean }>
> = {
  in: { title: "In this edition", has: verdict => verdict.kind === "in" },
  drafts: { title: "Drafts", has: held("draft") },
  later: { title: "Later", has: held("waits", "next") },
  expired: { title: "Expired", has: held("expired") },
  withdrawn: { title: "Withdrawn", has: held("withdrawn") },
};

function held(...kinds: readonly HoldKind[]) {
  return (verdict: Verdict) => verdict.kind === "held" && kinds.includes(verdict.reason.kind);
}

/** What an editor looks for: words of a title or topic, and one group in full. */
export type ShownEntries = { readonly find: string; readonly group: GroupName | undefined };

/** Entries from which on a page has a search, and shows of each group only the first ones. */
const manyEntries = 20;
const firstOfGroup = 25;

type Props = {
  readonly bulletin: string;
  readonly verdicts: readonly Verdict[];
  readonly shown: ShownEntries;
  readonly zone: string;
};

/** A bulletin's open entries: what is in the next edition, and why the others are not. */
export function EntryGroups({ bulletin, verdicts, shown, zone }: Props): JSX.Element {
  const found = verdicts.filter(({ entry }) =>
    hasWords(`${nameOf(entry)} ${entry.topic ?? ""}`, shown.find),
  );
  const canWrite = useMay("write", bulletin);
  const names = shown.group === undefined ? groupNames : [shown.group];
  return (
    <>
      {verdicts.length >= manyEntries && <FindForm bulletin={bulletin} shown={shown} />}
      {found.length > 1 && (
        <May permission="write" on={bulletin}>
          <ManyForm bulletin={bulletin} />
        </May>
      )}
      {found.length === 0 && verdicts.length > 0 && (
        <p class="govuk-body">No entry has these words in its title or topic.</p>
      )}
      {names.map(name => {
        const { title, has } = groups[name];
        const own = found.filter(has);
        if (own.length === 0) return null;
        const isPart = shown.group === undefined && own.length > firstOfGroup;
        return (
          <>
            <EntryTable
              title={title}
              count={own.length}
              verdicts={isPart ? own.slice(0, firstOfGroup) : own}
              isReason={name === "later" || name === "expired"}
              canWrite={canWrite}
              canSelect={canWrite && found.length > 1}
              zone={zone}
            />
            {name === "in" && isMixed(own) && (
              <p class="govuk-hint">In the letter, entries of one topic stand together.</p>
            )}
            {isPart && (
              <p class="govuk-body">
                <a
                  class="govuk-link"
                  href={`?${new URLSearchParams({ group: name, find: shown.find })}`}
                >
                  Show all {sayCount(own.length, "entry", "entries")}
                  <span class="govuk-visually-hidden">: {title}</span>
                </a>
              </p>
            )}
          </>
        );
      })}
      {(shown.group !== undefined || shown.find !== "") && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/bulletins/${bulletin}`}>
            Show all groups of entries
          </a>
        </p>
      )}
    </>
  );
}

/** Whether entries of one topic have others between them. The letter puts them together. */
function isMixed(verdicts: readonly Verdict[]): boolean {
  const topics = verdicts.map(({ entry }) => entry.topic);
  return topics.some(
    (topic, index) =>
      topic !== undefined && topics.indexOf(topic) < index && topics[index - 1] !== topic,
  );
}

/** The buttons for the entries that are selected. The checkboxes name this form. */
function ManyForm({ bulletin }: { readonly bulletin: string }): JSX.Element {
  const buttons = [
    { to: "ready", text: "Mark ready" },
    { to: "draft", text: "Make drafts" },
    { to: "withdrawn", text: "Withdraw" },
    { to: "deleted", text: "Delete" },
  ];
  return (
    <form
      id={manyForm}
      class="dc-toolbar"
      action={`/bulletins/${bulletin}/many-entries`}
      method="post"
    >
      <label class="dc-select-all" data-select-all hidden>
        <input type="checkbox" class="dc-checkbox" /> Select all
      </label>
      <span id="many-entries-label">With the selected entries:</span>
      {buttons.map(({ to, text }) => (
        <button
          type="submit"
          name="to"
          value={to}
          class="govuk-button govuk-button--secondary dc-small-button"
          aria-describedby="many-entries-label"
        >
          {text}
        </button>
      ))}
    </form>
  );
}

function FindForm({
  bulletin,
  shown,
}: {
  readonly bulletin: string;
  readonly shown: ShownEntries;
}): JSX.Element {
  return (
    <form class="dc-toolbar" action={`/bulletins/${bulletin}`} method="get">
      {shown.group && <input type="hidden" name="group" value={shown.group} />}
      <label class="govuk-label" for="find">
        Find an entry
      </label>
      <input
        class="govuk-input govuk-input--width-20"
        id="find"
        name="find"
        type="search"
        value={shown.find}
      />
      <button type="submit" class="govuk-button govuk-button--secondary dc-small-button">
        Find
      </button>
    </form>
  );
}

function hasWords(text: string, words: string): boolean {
  const within = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every(word => within.includes(word));
}
