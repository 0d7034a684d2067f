import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import {
  awaitsDecision,
  isApproved,
  isHeldInComposing,
  isInWindow,
  isProposed,
  isSkipped,
  isStopped,
  mayBeSentAgain,
} from "../../core/bulletins/status.ts";
import { allows } from "../../core/bulletins/transition.ts";
import type { Account } from "../../core/ledger/account.ts";
import { sayCount } from "../../core/text/say-count.ts";
import type { AgainStanding } from "../../steps/control/send-again.ts";
import { sayWhoAndWhen } from "../kit/history.tsx";
import { May } from "../kit/layout.tsx";
import { sayInstant, sayPeople, sayUntil } from "../kit/say.ts";
import { ReasonWords } from "./reason-words.tsx";

type Props = {
  readonly here: string;
  readonly edition: Edition;
  readonly account: Account;
  /** The latest first. */
  readonly history: readonly HistoryItem[];
  readonly zone: string;
  readonly now: Date;
};

/** The actions that an edition's status allows. */
export function EditionControls({
  here,
  edition,
  account,
  history,
  zone,
  now,
}: Props): JSX.Element {
  return (
    <>
      {(isProposed(edition) || isSkipped(edition)) && <Proposed edition={edition} zone={zone} />}
      {isInWindow(edition) && <UndoWindow here={here} edition={edition} zone={zone} now={now} />}
      {allows("resume", edition) && <Held edition={edition} history={history} zone={zone} />}
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
        <Uncertain here={here} edition={edition} people={account.uncertain} />
      )}
      {mayBeSentAgain(edition) && account.rejected > 0 && (
        <Rejected here={here} edition={edition} people={account.rejected} />
      )}
    </>
  );
}

/** The letter is final. Until the window closes, one button takes it back. */
function UndoWindow({
  here,
  edition,
  zone,
  now,
}: Pick<Props, "here" | "zone" | "now"> & {
  readonly edition: Edition & { readonly addressAfter: string };
}): JSX.Element {
  const until = new Date(edition.addressAfter);
  const time = sayUntil(until, now, zone);
  return (
    <section aria-labelledby="undo">
      <h2 class="govuk-heading-m" id="undo">
        Sends at {time}
      </h2>
      {until > now ? (
        <p class="govuk-body">
          You can undo until then. Nobody has the letter yet.{" "}
          <span data-countdown={until.toISOString()} data-now={now.toISOString()}></span>
        </p>
      ) : (
        <p class="govuk-body">Sending starts now.</p>
      )}
      <May permission="hold" on={edition.bulletin}>
        <form action={`${here}/undo`} method="post">
          <button type="submit" class="govuk-button">
            Undo sending
          </button>
        </form>
      </May>
    </section>
  );
}

/** Who decides about an edition that waits for its date, or why it was skipped. */
function Proposed({ edition, zone }: Pick<Props, "edition" | "zone">): JSX.Element {
  const { approval, bulletin, slot } = edition;
  if (isSkipped(edition))
    return (
      <div class="govuk-inset-text">
        <ReasonWords reason={edition.reason} />
      </div>
    );
  const page = `/bulletins/${bulletin}/approve?date=${slot}`;
  return (
    <>
      {approval && isApproved(edition) && (
        <p class="govuk-body">
          Approved by {approval.name} on {sayInstant(new Date(approval.at), zone)}.
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={page}>
          {isApproved(edition) ? "See what was approved" : "Review and approve"}
        </a>
      </p>
      {isApproved(edition) && (
        <May permission="hold" on={bulletin}>
          <form action={`/editions/${edition.id}/undo`} method="post">
            <button type="submit" class="govuk-button govuk-button--secondary">
              Undo the approval
            </button>
          </form>
        </May>
      )}
    </>
  );
}

/** Why the edition is held, and what resuming does. */
function Held({
  edition,
  history,
  zone,
}: Pick<Props, "edition" | "history" | "zone">): JSX.Element {
  const held = history.find(({ what }) => what === "edition-held");
  // A person who pauses gives no reason: their name says it.
  const isSaid = held?.by.kind === "person" && edition.reason?.code === "paused";
  return (
    <>
      <div class="govuk-warning-text">
        <span class="govuk-warning-text__icon" aria-hidden="true">
          !
        </span>
        <strong class="govuk-warning-text__text">
          <span class="govuk-visually-hidden">Warning:</span> Paused{decidedBy(held, zone)}.{" "}
          {!isSaid && <ReasonWords reason={edition.reason} />}
        </strong>
      </div>
      {isHeldInComposing(edition) && (
        <p class="govuk-body">
          If you resume, we compose the letter from the current text of{" "}
          {edition.entries.map((entry, index) => (
            <>
              {index > 0 && ", "}
              <a class="govuk-link" href={`/bulletins/${edition.bulletin}/entries/${entry}`}>
                {edition.entries.length === 1 ? "its entry" : `entry ${index + 1}`}
              </a>
            </>
          ))}{" "}
          and send it.
        </p>
      )}
    </>
  );
}

function Stopped({ here, edition, account, history, zone }: Omit<Props, "now">): JSX.Element {
  const stopped = history.find(({ what }) => what === "edition-stopped");
  return (
    <div class="govuk-inset-text">
      Stopped permanently{decidedBy(stopped, zone)}. <ReasonWords reason={edition.reason} />
      {account.pending > 0 && (
        <>
          <br />
          <a class="govuk-link" href={`${here}/people?standing=pending`}>
            {sayPeople(account.pending)}
          </a>{" "}
          did not get it.
        </>
      )}
    </div>
  );
}

const decidedBy = (item: HistoryItem | undefined, zone: string) =>
  item ? ` ${sayWhoAndWhen(item, zone)}` : "";

type SomePeople = { readonly here: string; readonly people: number };

function Uncertain({ here, edition, people }: SomePeople & Pick<Props, "edition">): JSX.Element {
  const letters = sayCount(people, "letter", "letters");
  return (
    <May permission="send" on={edition.bulletin}>
      <section aria-labelledby="uncertain">
        <h2 class="govuk-heading-m" id="uncertain">
          Amazon SES did not confirm{" "}
          <a class="govuk-link" href={`${here}/people?standing=uncertain`}>
            {letters}
          </a>
        </h2>
        <p class="govuk-body">
          {people === 1 ? "It" : "They"} may have arrived. If you send again, people may get the
          letter twice. If you mark as delivered, people may never get it.
        </p>
        <div class="govuk-button-group">
          {mayBeSentAgain(edition) && (
            <SendAgain here={here} standing="uncertain" people={people} />
          )}
          <form action={`${here}/assume`} method="post">
            <button type="submit" class="govuk-button govuk-button--secondary">
              Mark {letters} as delivered
            </button>
          </form>
        </div>
      </section>
    </May>
  );
}

function Rejected({ here, edition, people }: SomePeople & Pick<Props, "edition">): JSX.Element {
  return (
    <May permission="send" on={edition.bulletin}>
      <section aria-labelledby="rejected">
        <h2 class="govuk-heading-m" id="rejected">
          <a class="govuk-link" href={`${here}/people?standing=rejected`}>
            {sayCount(people, "letter", "letters")}
          </a>{" "}
          {people === 1 ? "was" : "were"} rejected
        </h2>
        <p class="govuk-body">
          They did not get the letter. If the address is wrong, correct it. If the cause was
          another, fix it, then send again to the same {people === 1 ? "address" : "addresses"}.
        </p>
        <SendAgain here={here} standing="rejected" people={people} />
      </section>
    </May>
  );
}

function SendAgain({
  here,
  standing,
  people,
}: SomePeople & { readonly standing: AgainStanding }): JSX.Element {
  return (
    <form action={`${here}/again`} method="post">
      <input type="hidden" name="standing" value={standing} />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Send again to {sayPeople(people)}
      </button>
    </form>
  );
}
