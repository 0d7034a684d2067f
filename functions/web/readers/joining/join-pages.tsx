import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { List } from "../../../core/people/list.ts";
import { catalogue } from "../../../core/text/words/catalogue.ts";
import { sayDays } from "../../../core/text/words/say-in.ts";
import { confirmDays } from "../../../steps/readers/request-join.ts";
import type { JoinRequest } from "../../../store/people/join-requests.ts";
import { contactOf } from "../link-reader.ts";
import { ReadersPage } from "../readers-page.tsx";
import type { JoinOffer } from "./join-routes.tsx";

type Frame = JoinOffer["frame"];

/** The form on which people subscribe. */
export function JoinPage({
  offer: { bulletin, lists, frame },
  email,
  problem,
}: {
  readonly offer: JoinOffer;
  /** As typed. */
  readonly email: string;
  readonly problem?: string | undefined;
}): JSX.Element {
  const { words, organisation } = frame;
  const { join } = words;
  const path = `/subscribe/${bulletin.id}`;
  const [first] = lists;
  return (
    <ReadersPage
      frame={frame}
      title={join.title(bulletin.name)}
      hasErrors={problem !== undefined}
      languages={catalogue}
      inLanguage={({ language }) => `${path}?lang=${language}`}
    >
      {problem !== undefined && <ProblemSummary title={words.page.problem} problem={problem} />}
      <form action={path} method="post" novalidate>
        <input type="hidden" name="language" value={words.language} />
        <Address frame={frame} email={email} problem={problem} />
        {lists.length > 1 && <ChooseList legend={join.list} lists={lists} />}
        <p class="govuk-body">{join.agree(organisation, bulletin.name)}</p>
        {lists.length === 1 && (
          <p class="govuk-body">{first.optIn === "double" ? join.confirmFirst : join.noConfirm}</p>
        )}
        <button type="submit" class="govuk-button">
          {join.subscribe}
        </button>
      </form>
    </ReadersPage>
  );
}

function ProblemSummary({
  title,
  problem,
}: {
  readonly title: string;
  readonly problem: string;
}): JSX.Element {
  return (
    <div class="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            <li>
              <a href="#email">{problem}</a>
            </li>
          </ul>
        </div>
      </div>
    </div>
  );
}

function Address({
  frame: { words },
  email,
  problem,
}: {
  readonly frame: Frame;
  readonly email: string;
  readonly problem: string | undefined;
}): JSX.Element {
  const isWrong = problem !== undefined;
  return (
    <div class={`govuk-form-group${isWrong ? " govuk-form-group--error" : ""}`}>
      <label class="govuk-label govuk-label--s" for="email">
        {words.join.address}
      </label>
      {isWrong && (
        <p id="email-error" class="govuk-error-message">
          <span class="govuk-visually-hidden">{words.page.error}</span> {problem}
        </p>
      )}
      <input
        class={`govuk-input${isWrong ? " govuk-input--error" : ""}`}
        id="email"
        name="email"
        type="email"
        dir="ltr"
        autocomplete="email"
        spellcheck={false}
        value={email}
        aria-describedby={isWrong ? "email-error" : undefined}
      />
    </div>
  );
}

function ChooseList({
  legend,
  lists,
}: {
  readonly legend: string;
  readonly lists: readonly List[];
}): JSX.Element {
  return (
    <div class="govuk-form-group">
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
        <div class="govuk-radios">
          {lists.map(({ id, name }, index) => (
            <div class="govuk-radios__item">
              <input
                class="govuk-radios__input"
                id={`list-${index}`}
                name="list"
                type="radio"
                value={id}
                checked={index === 0}
              />
              <label
                class="govuk-label govuk-radios__label dc-wrap"
                for={`list-${index}`}
                dir="auto"
              >
                {name}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** The answer to the form: the same for every address. */
export function CheckEmailPage({
  offer: { bulletin, frame },
  list,
  address,
}: {
  readonly offer: JoinOffer;
  readonly list: List;
  readonly address: string;
}): JSX.Element {
  const { words, organisation } = frame;
  const { join } = words;
  const isDouble = list.optIn === "double";
  const sentences = isDouble
    ? [join.sent(address, bulletin.name), join.linkDays(sayDays(words, confirmDays))]
    : [join.added(address, bulletin.name), join.addedLater];
  return (
    <ReadersPage frame={frame} title={isDouble ? join.check : words.page.success}>
      {[...sentences, join.nothingArrived(organisation, contactOf(bulletin))].map(sentence => (
        <p class="govuk-body dc-wrap">{sentence}</p>
      ))}
    </ReadersPage>
  );
}

export function BusyPage({ offer: { frame } }: { readonly offer: JoinOffer }): JSX.Element {
  const { join } = frame.words;
  return (
    <ReadersPage frame={frame} title={join.busy}>
      <p class="govuk-body">{join.busyText}</p>
    </ReadersPage>
  );
}

/** Asks the owner of the address, who has opened the link of the email. */
export function AskConfirmPage({
  frame,
  bulletin,
  request,
  path,
}: {
  readonly frame: Frame;
  readonly bulletin: Bulletin;
  readonly request: JoinRequest;
  readonly path: string;
}): JSX.Element {
  const { join, letters } = frame.words;
  return (
    <ReadersPage
      frame={frame}
      title={join.confirmAsk(bulletin.name)}
      caption={letters.forAddress(request.email)}
    >
      <p class="govuk-body" dir="auto">
        {request.wording}
      </p>
      <form action={path} method="post">
        <button type="submit" class="govuk-button">
          {join.confirm}
        </button>
      </form>
    </ReadersPage>
  );
}

export function ConfirmedPage({
  frame,
  bulletin,
  letters,
}: {
  readonly frame: Frame;
  readonly bulletin: Bulletin;
  /** The path of the person's own page. */
  readonly letters: string;
}): JSX.Element {
  const { join, page } = frame.words;
  return (
    <ReadersPage frame={frame} title={join.confirmed(bulletin.name)}>
      <p class="govuk-body">{join.confirmedText}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={letters}>
          {page.manage}
        </a>
      </p>
    </ReadersPage>
  );
}

export function ExpiredPage({
  frame,
  bulletin,
}: {
  readonly frame: Frame;
  readonly bulletin: Bulletin;
}): JSX.Element {
  const { words } = frame;
  const { join } = words;
  return (
    <ReadersPage frame={frame} title={join.expired}>
      <p class="govuk-body">{join.expiredText(sayDays(words, confirmDays))}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/subscribe/${bulletin.id}?lang=${words.language}`}>
          {join.again}
        </a>
      </p>
    </ReadersPage>
  );
}
