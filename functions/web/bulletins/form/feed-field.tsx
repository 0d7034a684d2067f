import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { feedReasonInEnglish } from "../../../core/bulletins/incoming/feed-reason.ts";
import type { FeedState } from "../../../store/bulletins/feed-states.ts";
import { TextField } from "../../kit/fields.tsx";
import { sayInstant } from "../../kit/say.ts";
import type { StepProps } from "./name-fields.tsx";
import { one } from "./typed.ts";

/** The address of a feed, and what became of its latest reading. */
export function FeedField({
  typed,
  problems,
  bulletin,
  state,
}: StepProps & {
  readonly bulletin: Bulletin;
  readonly state: FeedState | undefined;
}): JSX.Element {
  return (
    <>
      <TextField
        name="feed"
        value={one(typed, "feed")}
        problems={problems}
        label="Address of an RSS or Atom feed (optional)"
        hint={`For example, https://news.example.org/feed.xml. Every 15 minutes, each new item becomes ${
          bulletin.approval === "none"
            ? "a draft. An editor marks it ready, because nobody approves the letters."
            : "an entry that is ready, and an approver sees it in the letter. What comes after a copy deadline waits for a later letter."
        }`}
      />
      {state && state.url === bulletin.feed && (
        <p class="govuk-body dc-wrap">{sayState(state, bulletin.zone)}</p>
      )}
    </>
  );
}

function sayState({ at, reason, takenAt }: FeedState, zone: string): string {
  const when = sayInstant(new Date(at), zone);
  if (reason) return `The feed could not be read on ${when}. ${feedReasonInEnglish(reason)}`;
  const last =
    takenAt === undefined
      ? "It had no new item yet."
      : `Its latest new item came on ${sayInstant(new Date(takenAt), zone)}.`;
  return `The feed was read on ${when}. ${last}`;
}
