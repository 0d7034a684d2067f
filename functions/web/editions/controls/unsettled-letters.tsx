import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { mayBeSentAgain } from "../../../core/bulletins/status.ts";
import { sayCount } from "../../../core/text/say-count.ts";
import type { AgainStanding } from "../../../steps/control/send-again.ts";
import { May } from "../../kit/layout.tsx";
import { sayPeople } from "../../kit/say.ts";

type SomePeople = { readonly here: string; readonly people: number };
type OfEdition = SomePeople & { readonly edition: Edition };

/** Letters that Amazon SES did not confirm: an approver decides. */
export function Uncertain({
  here,
  edition,
  people,
  waitsUntil,
}: OfEdition & {
  /** Amazon SES may still confirm them until then. */
  readonly waitsUntil: string | undefined;
}): JSX.Element {
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
        {waitsUntil === undefined ? (
          <Decision here={here} edition={edition} people={people} letters={letters} />
        ) : (
          <p class="govuk-body">
            It may still confirm {people === 1 ? "it" : "them"}. You can decide after {waitsUntil}.
          </p>
        )}
      </section>
    </May>
  );
}

function Decision({
  here,
  edition,
  people,
  letters,
}: OfEdition & { readonly letters: string }): JSX.Element {
  return (
    <>
      <p class="govuk-body">
        {people === 1 ? "It" : "They"} may have arrived. If you send again, people may get the
        letter twice. If you mark as delivered, people may never get it.
      </p>
      <div class="govuk-button-group">
        {mayBeSentAgain(edition) && <SendAgain here={here} standing="uncertain" people={people} />}
        <form action={`${here}/assume`} method="post">
          <button type="submit" class="govuk-button govuk-button--secondary">
            Mark {letters} as delivered
          </button>
        </form>
      </div>
    </>
  );
}

/** Letters that Amazon SES rejected. */
export function Rejected({ here, edition, people }: OfEdition): JSX.Element {
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
