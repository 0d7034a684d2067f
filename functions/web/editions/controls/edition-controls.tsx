import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../../core/access/history-item.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import {
  awaitsDecision,
  isInWindow,
  isProposed,
  isSkipped,
  isStopped,
  mayBeSentAgain,
} from "../../../core/bulletins/status.ts";
import { allows } from "../../../core/bulletins/transitions/transition.ts";
import type { Account } from "../../../core/ledger/account.ts";
import { refusedBySes } from "../../../core/people/mailbox.ts";
import type { PersonOnEdition } from "../../../steps/ledger/list-people.ts";
import { zoneOf } from "../../kit/editors-room.ts";
import { May } from "../../kit/layout.tsx";
import { sayUntil } from "../../kit/say.ts";
import { Held, Stopped } from "./ended-early.tsx";
import { ProposedEdition } from "./proposed-edition.tsx";
import { UndoWindow } from "./undo-window.tsx";
import { Rejected, Uncertain } from "./unsettled-letters.tsx";

type Props = {
  readonly here: string;
  readonly edition: Edition;
  readonly bulletin: Bulletin | undefined;
  readonly account: Account;
  /** The first people whose letter was rejected or came back. */
  readonly returned: readonly PersonOnEdition[];
  /** The latest first. */
  readonly history: readonly HistoryItem[];
  readonly now: Date;
  /** Until then Amazon SES may still confirm letters (epoch milliseconds). */
  readonly graceEnds: number;
};

/** The actions that an edition's status allows. */
export function EditionControls({
  here,
  edition,
  bulletin,
  account,
  returned,
  history,
  now,
  graceEnds,
}: Props): JSX.Element {
  const zone = zoneOf(bulletin);
  return (
    <>
      {(isProposed(edition) || isSkipped(edition)) && (
        <ProposedEdition edition={edition} bulletin={bulletin} />
      )}
      {isInWindow(edition) && <UndoWindow here={here} edition={edition} zone={zone} now={now} />}
      {allows("resume", edition) && (
        <Held edition={edition} account={account} history={history} zone={zone} />
      )}
      {isStopped(edition) && (
        <Stopped here={here} edition={edition} account={account} history={history} zone={zone} />
      )}
      <div class="govuk-button-group">
        {allows("resume", edition) && (
          <May permission="hold" on={edition.bulletin}>
            <form action={`${here}/resume`} method="post">
              <button type="submit" class="govuk-button">
                Resume
              </button>
            </form>
          </May>
        )}
        {allows("hold", edition) && !isInWindow(edition) && (
          <May permission="hold" on={edition.bulletin}>
            <form action={`${here}/hold`} method="post">
              <button type="submit" class="govuk-button govuk-button--secondary">
                Pause
              </button>
            </form>
          </May>
        )}
        {allows("stop", edition) && (
          <May permission="send" on={edition.bulletin}>
            <a class="govuk-link" href={`${here}/stop`}>
              Stop permanently…
            </a>
          </May>
        )}
      </div>
      {awaitsDecision(edition) && account.uncertain > 0 && (
        <Uncertain
          here={here}
          edition={edition}
          people={account.uncertain}
          waitsUntil={
            graceEnds > now.getTime() ? sayUntil(new Date(graceEnds), now, zone) : undefined
          }
        />
      )}
      {mayBeSentAgain(edition) && account.rejected > countUnusable(returned) && (
        <Rejected here={here} edition={edition} people={account.rejected} />
      )}
    </>
  );
}

/** People to whose address no letter can be sent: only another address helps, and a list says so. */
function countUnusable(people: readonly PersonOnEdition[]): number {
  return people.filter(
    ({ standing, person }) =>
      standing === "rejected" && person && refusedBySes(person.email) !== undefined,
  ).length;
}
