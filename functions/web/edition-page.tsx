import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../core/bulletin.ts";
import type { Edition } from "../core/edition.ts";
import { AccountTable } from "./account-table.tsx";
import type { EditionState } from "./edition-state.ts";
import { EditionStatusTag, isUnderWay } from "./edition-status.tsx";
import { type EditorsRoom, zoneOf } from "./editors-room.ts";
import { Layout, May } from "./layout.tsx";
import { sayCount, sayInstant, sayMailbox } from "./say.ts";

type Props = {
  readonly room: EditorsRoom;
  readonly edition: Edition;
  readonly bulletin: Bulletin | undefined;
  readonly language: string;
  readonly state: EditionState;
};

export function EditionPage({ room, edition, bulletin, language, state }: Props): JSX.Element {
  const here = `/editions/${edition.id}`;
  const name = bulletin?.name ?? edition.bulletin;
  const title = edition.subject || `Edition of ${name}`;
  return (
    <Layout
      frame={room.frame}
      title={title}
      back={bulletin ? { href: `/bulletins/${bulletin.id}`, text: name } : { href: "/", text: "All bulletins" }}
      refresh={state.atRest ? undefined : Math.ceil(state.askAgain / 1_000) * 3}
    >
      <span class="govuk-caption-l">{name}</span>
      <h1 class="govuk-heading-l dc-wrap" lang={language} dir="auto">
        {title}
      </h1>
      <p class="govuk-body">
        <EditionStatusTag status={edition.status} /> Due {sayInstant(new Date(edition.slot), zoneOf(bulletin))}
      </p>
      {edition.hash !== "" && (
        <p class="govuk-body">
          From {sayMailbox(edition.sender.from)}.{" "}
          <a class="govuk-link" href={`${here}/letter`}>
            See the letter
          </a>
        </p>
      )}
      {edition.status === "held" && <Held here={here} edition={edition} uncertain={state.account.uncertain} />}
      {isUnderWay(edition) && <Stop here={here} />}
      {edition.status === "empty" && <p class="govuk-body">Nothing went out: no entry was left for this edition.</p>}
      {edition.status !== "empty" && <Progress here={here} state={state} />}
    </Layout>
  );
}

type HeldProps = { readonly here: string; readonly edition: Edition; readonly uncertain: number };

/** An edition that waits for a person, and what she can do. */
function Held({ here, edition, uncertain }: HeldProps): JSX.Element {
  return (
    <>
      <div class="govuk-warning-text">
        <span class="govuk-warning-text__icon" aria-hidden="true">
          !
        </span>
        <strong class="govuk-warning-text__text">
          <span class="govuk-visually-hidden">Warning:</span> It is held. {edition.reason}
        </strong>
      </div>
      {edition.heldFrom === "composing" && (
        <p class="govuk-body">
          Resuming composes the letter from{" "}
          {edition.entries.map((entry, index) => (
            <>
              {index > 0 && ", "}
              <a class="govuk-link" href={`/bulletins/${edition.bulletin}/entries/${entry}`}>
                {edition.entries.length === 1 ? "its entry" : `entry ${index + 1}`}
              </a>
            </>
          ))}{" "}
          as it stands now, and sends it.
        </p>
      )}
      <May permission="hold">
        <form action={`${here}/resume`} method="post">
          <button type="submit" class="govuk-button">
            Resume
          </button>
        </form>
      </May>
      {uncertain > 0 && edition.heldFrom === "sending" && (
        <May permission="send">
          <p class="govuk-body">
            Amazon SES gave no answer for {sayCount(uncertain, "person", "people")}, and no event of its own has named them. If
            they are sent to again, some of them may get the letter twice.
          </p>
          <form action={`${here}/resend`} method="post">
            <button type="submit" class="govuk-button govuk-button--secondary">
              Send again to {sayCount(uncertain, "person", "people")}
            </button>
          </form>
        </May>
      )}
    </>
  );
}

/** Whoever has been sent to stays so; nobody else is from the next window on. */
function Stop({ here }: { readonly here: string }): JSX.Element {
  return (
    <May permission="hold">
      <form action={`${here}/hold`} method="post">
        <button type="submit" class="govuk-button govuk-button--warning">
          Stop sending
        </button>
      </form>
    </May>
  );
}

function Progress({ here, state }: { readonly here: string; readonly state: EditionState }): JSX.Element {
  return (
    <div
      data-account={state.atRest ? undefined : `${here}/account`}
      data-state={state.status}
      data-quarter={String(state.quarter)}
    >
      <label class="govuk-label" for="progress" data-progress-text>
        {state.progress}
      </label>
      <progress
        class="dc-progress"
        id="progress"
        max={String(Math.max(1, state.account.audience))}
        value={state.done === undefined ? undefined : String(state.done)}
      />
      <p class="govuk-visually-hidden" aria-live="polite" data-announcement></p>
      <AccountTable account={state.account} />
    </div>
  );
}
