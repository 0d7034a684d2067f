import type { JSX } from "hono/jsx/jsx-runtime";
import type { Verdict } from "../../../core/bulletins/entry.ts";
import { sayCount } from "../../../core/text/say-count.ts";
import type { EntryChange } from "../../../steps/editions/entries/change-entries.ts";
import { whyHeld } from "../../entries/draft-words.ts";
import { Banner } from "../../kit/banner.tsx";
import { nameOf } from "../../kit/editors-room.ts";

/** What was done with many entries. `deleted`: their ids, if they were deleted. */
export type ManyDone = {
  readonly to: EntryChange;
  readonly count: number;
  readonly skipped: number;
};

/** Says what became of the entry that was just saved. */
export function SavedBanner({
  verdict,
  zone,
}: {
  readonly verdict: Verdict;
  readonly zone: string;
}): JSX.Element {
  return (
    <Banner>
      “{nameOf(verdict.entry)}” is saved.{" "}
      {verdict.kind === "in"
        ? "It is in the next edition."
        : verdict.kind === "held"
          ? `It is not in the next edition. ${whyHeld(verdict.reason, zone)}`
          : ""}
    </Banner>
  );
}

/** Says that entries were deleted, with one button that takes it back. */
export function DeletedBanner({
  bulletin,
  entries,
}: {
  readonly bulletin: string;
  readonly entries: readonly string[];
}): JSX.Element {
  const [one, ...others] = entries;
  return (
    <Banner
      action={
        <form action={`/bulletins/${bulletin}/many-entries/restore`} method="post">
          {entries.map(id => (
            <input type="hidden" name="entry" value={id} />
          ))}
          <button type="submit" class="govuk-button govuk-button--secondary">
            Undo the deletion
          </button>
        </form>
      }
    >
      {one !== undefined && others.length === 0
        ? "The entry is deleted."
        : `${sayCount(entries.length, "entry is", "entries are")} deleted.`}
    </Banner>
  );
}

const became: Readonly<Record<EntryChange, string>> = {
  ready: "marked ready",
  draft: "made drafts",
  withdrawn: "withdrawn",
  deleted: "deleted",
};

/** Says what was done with many entries, and how many it was not done with. */
export function ManyBanner({ done: { to, count, skipped } }: { readonly done: ManyDone }) {
  if (count + skipped === 0)
    return <Banner isDone={false}>Nothing was changed. Select at least one entry.</Banner>;
  return (
    <Banner isDone={count > 0}>
      {count > 0 && `${sayCount(count, "entry is", "entries are")} ${became[to]}. `}
      {skipped > 0 &&
        `${sayCount(skipped, "entry was", "entries were")} not changed: someone saved ${skipped === 1 ? "it" : "them"} since you opened the page, or the text is missing.`}
    </Banner>
  );
}
