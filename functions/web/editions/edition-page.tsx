import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isEmpty, isInWindow, isOver, isProposed, isSkipped } from "../../core/bulletins/status.ts";
import type { Delivery } from "../../steps/control/find-delivery.ts";
import type { PersonOnEdition } from "../../steps/ledger/list-people.ts";
import { type EditorsRoom, zoneOf } from "../kit/editors-room.ts";
import { History } from "../kit/history.tsx";
import { Layout } from "../kit/layout.tsx";
import { sayInstant, sayMailbox } from "../kit/say.ts";
import { FindCopyForm } from "../people/find-copy-form.tsx";
import { ReturnedPeople } from "../people/returned-people.tsx";
import { AccountTable } from "./account-table.tsx";
import { EditionControls } from "./controls/edition-controls.tsx";
import { CorrectButton, CorrectionLinks } from "./correction/correction-links.tsx";
import { type Compared, ComparedEditions } from "./delivery/compared-editions.tsx";
import { DeliveryChart } from "./delivery/delivery-chart.tsx";
import { Timeline } from "./delivery/timeline.tsx";
import { sayPlan, sayRest } from "./edition-plan.ts";
import type { EditionState } from "./edition-state.ts";
import { StateTag } from "./edition-status.tsx";

type Props = {
  readonly room: EditorsRoom;
  readonly edition: Edition;
  readonly bulletin: Bulletin | undefined;
  readonly language: string;
  readonly state: EditionState;
  /** The first people whose letter was rejected or came back. */
  readonly returned: readonly PersonOnEdition[];
  readonly now: Date;
  readonly history: readonly HistoryItem[];
  /** The edition that corrects this one. */
  readonly correction: Edition | undefined;
  readonly delivery: Delivery;
  readonly writers: readonly string[];
  readonly compared: readonly Compared[];
};

export function EditionPage({
  room,
  edition,
  bulletin,
  language,
  state,
  returned,
  now,
  history,
  correction,
  delivery,
  writers,
  compared,
}: Props): JSX.Element {
  const here = `/editions/${edition.id}`;
  const name = bulletin?.name ?? edition.bulletin;
  const title = edition.subject || `Edition of ${name}`;
  const zone = zoneOf(bulletin);
  const spread = [sayPlan(edition, now, zone), sayRest(edition, now, zone)].filter(Boolean);
  return (
    <Layout
      frame={room.frame}
      title={title}
      back={
        bulletin ? { href: `/bulletins/${bulletin.id}`, text: name } : { href: "/", text: "Home" }
      }
      refreshSeconds={state.atRest ? undefined : refreshAfter(edition, state, now)}
    >
      <span class="govuk-caption-l">{name}</span>
      <h1 class="govuk-heading-l dc-wrap" lang={language} dir="auto">
        {title}
      </h1>
      <p class="govuk-body">
        <StateTag edition={edition} bulletin={bulletin} now={now} /> Due{" "}
        {sayInstant(new Date(edition.slot), zone)}
      </p>
      {edition.hash !== "" && (
        <p class="govuk-body">
          From {sayMailbox(edition.sender.from)}.{" "}
          <a class="govuk-link" href={`${here}/letter`}>
            See the letter
          </a>
        </p>
      )}
      <CorrectionLinks edition={edition} correction={correction} bulletin={bulletin} now={now} />
      {spread.length > 0 && <p class="govuk-body">{spread.join(" ")}</p>}
      <EditionControls
        here={here}
        edition={edition}
        bulletin={bulletin}
        account={state.account}
        returned={returned}
        history={history}
        now={now}
        graceEnds={delivery.graceEnds}
      />
      <ReturnedPeople edition={edition} account={state.account} people={returned} />
      {isEmpty(edition) && <p class="govuk-body">Nothing was sent: this edition has no entries.</p>}
      {hasFigures(edition, now) && (
        <Progress here={here} state={state} corrects={edition.corrects} />
      )}
      {hasFigures(edition, now) && delivery.began !== undefined && (
        <DeliveryChart
          samples={delivery.samples}
          began={delivery.began}
          account={state.account}
          now={now}
          zone={zone}
        />
      )}
      <CorrectButton edition={edition} account={state.account} correction={correction} />
      <Timeline
        writers={writers}
        history={history}
        delivery={delivery}
        goesOn={!isOver(edition)}
        zone={zone}
      />
      {hasFigures(edition, now) && <ComparedEditions editions={compared} zone={zone} />}
      {state.account.audience > 0 && <FindCopyForm here={here} />}
      <History items={history} zone={zone} />
    </Layout>
  );
}

/** Someone who goes through the page with the keyboard, without JavaScript, needs this long. */
const leastRefreshSeconds = 10;

/** Returns when the page loads itself again without JavaScript: not before the undo window ends. */
function refreshAfter(edition: Edition, { askAgainMs }: EditionState, now: Date): number {
  const opensAt = isInWindow(edition) ? Date.parse(edition.addressAfter) : 0;
  const windowSeconds = Math.ceil((opensAt - now.getTime()) / 1_000) + 1;
  return Math.max(leastRefreshSeconds, windowSeconds, Math.ceil(askAgainMs / 1_000) * 3);
}

/** Whether people may have been counted. Before that, all figures would be 0. */
function hasFigures(edition: Edition, now: Date): boolean {
  if (isEmpty(edition) || isProposed(edition) || isSkipped(edition)) return false;
  return !isInWindow(edition) || new Date(edition.addressAfter) <= now;
}

function Progress({
  here,
  state,
  corrects,
}: {
  readonly here: string;
  readonly state: EditionState;
  readonly corrects: Edition["corrects"];
}): JSX.Element {
  return (
    <div
      data-account={state.atRest ? undefined : `${here}/account`}
      data-controls={state.controls}
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
      <AccountTable
        account={state.account}
        status={state.status}
        corrects={corrects}
        people={`${here}/people`}
        moves={!state.atRest}
      />
    </div>
  );
}
