import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { Account } from "../../core/ledger/account.ts";
import { awaitsDecision } from "../../steps/control/assume-delivered.ts";
import { type AgainStanding, mayBeSentAgain } from "../../steps/control/send-again.ts";
import { canBeStopped } from "../../steps/control/stop-edition.ts";
import { May } from "../kit/layout.tsx";
import { sayPeople } from "../kit/say.ts";
import { isUnderWay } from "./edition-status.tsx";

type Props = { readonly here: string; readonly edition: Edition; readonly account: Account };

/** What a person can do about an edition, in whatever status it is. */
export function EditionControls({ here, edition, account }: Props): JSX.Element {
  return (
    <>
      {edition.status === "held" && <Held edition={edition} />}
      {edition.status === "stopped" && <Stopped here={here} edition={edition} account={account} />}
      <div class="govuk-button-group">
        {edition.status === "held" && (
          <May permission="hold">
            <form action={`${here}/resume`} method="post">
              <button type="submit" class="govuk-button">
                Resume
              </button>
            </form>
          </May>
        )}
        {isUnderWay(edition) && (
          <May permission="hold">
            <form action={`${here}/hold`} method="post">
              <button type="submit" class="govuk-button govuk-button--secondary">
                Pause
              </button>
            </form>
          </May>
        )}
        {canBeStopped(edition) && (
          <May permission="send">
            <a class="govuk-link" href={`${here}/stop`}>
              Stop for good…
            </a>
          </May>
        )}
      </div>
      {awaitsDecision(edition) && account.uncertain > 0 && <Uncertain here={here} edition={edition} people={account.uncertain} />}
      {mayBeSentAgain(edition) && account.rejected > 0 && <Rejected here={here} people={account.rejected} />}
    </>
  );
}

/** An edition that waits for a person, and why. */
function Held({ edition }: Pick<Props, "edition">): JSX.Element {
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
    </>
  );
}

function Stopped({ here, edition, account }: Props): JSX.Element {
  return (
    <div class="govuk-inset-text">
      It was stopped for good. {edition.reason && <span dir="auto">{edition.reason}</span>}
      {account.pending > 0 && (
        <>
          <br />
          <a class="govuk-link" href={`${here}/people?standing=pending`}>
            {sayPeople(account.pending)}
          </a>{" "}
          {account.pending === 1 ? "was" : "were"} not mailed.
        </>
      )}
    </div>
  );
}

type SomeOfThem = { readonly here: string; readonly people: number };

function Uncertain({ here, edition, people }: SomeOfThem & Pick<Props, "edition">): JSX.Element {
  return (
    <May permission="send">
      <section aria-labelledby="uncertain">
        <h2 class="govuk-heading-m" id="uncertain">
          <a class="govuk-link" href={`${here}/people?standing=uncertain`}>
            {sayPeople(people)}
          </a>{" "}
          may have it, or not
        </h2>
        <p class="govuk-body">
          Amazon SES gave no answer for {people === 1 ? "this person" : "them"}, and none of its events has named{" "}
          {people === 1 ? "the letter" : "their letters"}. If {people === 1 ? "the letter is" : "the letters are"} sent again,
          somebody may get it twice; if taken as delivered, somebody may never get it.
        </p>
        <div class="govuk-button-group">
          {mayBeSentAgain(edition) && <SendAgain here={here} standing="uncertain" people={people} />}
          <form action={`${here}/assume`} method="post">
            <button type="submit" class="govuk-button govuk-button--secondary">
              Take as delivered to {sayPeople(people)}
            </button>
          </form>
        </div>
      </section>
    </May>
  );
}

function Rejected({ here, people }: SomeOfThem): JSX.Element {
  return (
    <May permission="send">
      <section aria-labelledby="rejected">
        <h2 class="govuk-heading-m" id="rejected">
          <a class="govuk-link" href={`${here}/people?standing=rejected`}>
            {sayPeople(people)}
          </a>{" "}
          could not be written to
        </h2>
        <p class="govuk-body">
          Amazon SES refused {people === 1 ? "the letter to this person, who has" : "the letters to them, so they have"} no copy.
          Once the reason is mended, it can be sent again to just {people === 1 ? "this person" : "them"}.
        </p>
        <SendAgain here={here} standing="rejected" people={people} />
      </section>
    </May>
  );
}

function SendAgain({ here, standing, people }: SomeOfThem & { readonly standing: AgainStanding }): JSX.Element {
  return (
    <form action={`${here}/again`} method="post">
      <input type="hidden" name="standing" value={standing} />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Send again to just {sayPeople(people)}
      </button>
    </form>
  );
}
