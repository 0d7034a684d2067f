import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Entry } from "../../core/bulletins/entry.ts";
import { type EditorsRoom, nameOf, zoneOf } from "../kit/editors-room.ts";
import { History, sayWhoAndWhen } from "../kit/history.tsx";
import { Layout } from "../kit/layout.tsx";
import { sayEntryStatus } from "../kit/say.ts";
import type { EntryValues } from "./entry-form.ts";

/** A deleted entry, which can be taken back. */
export function DeletedEntryPage({
  room,
  bulletin,
  entry,
  history,
  mayWrite,
  own,
}: BoundProps & { readonly mayWrite: boolean }): JSX.Element {
  return (
    <Layout
      frame={room.frame}
      title={`Deleted: ${nameOf(entry)}`}
      back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
    >
      <h1 class="govuk-heading-l">{nameOf(entry)}</h1>
      <p class="govuk-body">
        This entry is deleted{history[0] ? ` ${sayWhoAndWhen(history[0], zoneOf(bulletin))}` : ""}.
        We keep it for 30 days.
      </p>
      {mayWrite && (
        <form action={`/bulletins/${bulletin.id}/entries/${entry.id}/restore`} method="post">
          <button type="submit" class="govuk-button">
            Undo the deletion
          </button>
        </form>
      )}
      {own && (
        <>
          <h2 class="govuk-heading-m">Your version, not saved</h2>
          <StoredText entry={own} />
          <h2 class="govuk-heading-m">The deleted version</h2>
        </>
      )}
      <StoredText entry={entry} />
      <History items={history} zone={zoneOf(bulletin)} />
    </Layout>
  );
}

/** An entry's text, read-only. */
export function StoredText({
  entry,
}: {
  readonly entry: Pick<EntryValues, "title" | "body" | "status"> & Pick<Entry, "variants">;
}): JSX.Element {
  return (
    <div class="govuk-inset-text">
      <p class="govuk-body govuk-!-font-weight-bold">{nameOf(entry)}</p>
      <p class="govuk-body-s">{sayEntryStatus(entry)}</p>
      <pre class="dc-text">{entry.body}</pre>
      {(entry.variants ?? []).map(({ language, title, body }) => (
        <div lang={language} dir="auto">
          <p class="govuk-body govuk-!-font-weight-bold">{title}</p>
          <pre class="dc-text">{body}</pre>
        </div>
      ))}
    </div>
  );
}

/** An entry for people who cannot write entries. */
export function EntryPage({
  room,
  bulletin,
  entry,
  history,
}: Omit<BoundProps, "own">): JSX.Element {
  return (
    <Layout
      frame={room.frame}
      title={nameOf(entry)}
      back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
    >
      <h1 class="govuk-heading-l">{nameOf(entry)}</h1>
      <StoredText entry={entry} />
      <History items={history} zone={zoneOf(bulletin)} />
    </Layout>
  );
}

type BoundProps = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly entry: Entry;
  readonly history: readonly HistoryItem[];
  /** What an editor tried to save. */
  readonly own?: EntryValues | undefined;
};

export function BoundEntryPage({ room, bulletin, entry, history, own }: BoundProps): JSX.Element {
  return (
    <Layout
      frame={room.frame}
      title={nameOf(entry)}
      back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
    >
      <h1 class="govuk-heading-l">{nameOf(entry)}</h1>
      <p class="govuk-body">
        This entry is in{" "}
        <a class="govuk-link" href={`/editions/${entry.edition}`}>
          an edition
        </a>
        , so you can no longer change it.
      </p>
      {own && (
        <>
          <h2 class="govuk-heading-m">Your version, not saved</h2>
          <StoredText entry={own} />
          <h2 class="govuk-heading-m">The version in the edition</h2>
        </>
      )}
      <StoredText entry={entry} />
      <History items={history} zone={zoneOf(bulletin)} />
    </Layout>
  );
}
