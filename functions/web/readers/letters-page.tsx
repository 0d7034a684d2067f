import type { JSX } from "hono/jsx/jsx-runtime";
import { maxPauseWeeks } from "../../core/people/letters/letters-choice.ts";
import { activeReason } from "../../core/people/suppression.ts";
import { catalogue } from "../../core/text/words/catalogue.ts";
import { sayDay, sayWeeks } from "../../core/text/words/say-in.ts";
import type { KnownReader, LettersState } from "./letters-routes.tsx";
import { Done, Hidden, Select, SingleTick, Ticks } from "./readers-fields.tsx";
import { ReadersPage } from "./readers-page.tsx";
import { WhyLetters } from "./why-letters.tsx";

type Props = {
  readonly reader: KnownReader;
  readonly state: LettersState;
};

/** Everything about a person's letters. `before`: what a change just made has replaced. */
export function LettersPage(
  props: Props & { readonly before?: LettersState | undefined },
): JSX.Element {
  const { reader, state, before } = props;
  const { frame, person, linkTo } = reader;
  const { letters, erase } = frame.words;
  const path = linkTo("letters");
  return (
    <ReadersPage frame={frame} title={letters.title} caption={letters.forAddress(person.email)}>
      {before && <Saved reader={reader} before={before} path={path} />}
      <Blocked reader={reader} />
      {state.offer.isAllStopped && (
        <p class="govuk-inset-text">{letters.none(frame.organisation)}</p>
      )}
      <form action={path} method="post">
        <Choices {...props} />
        <button type="submit" class="govuk-button">
          {letters.save}
        </button>
      </form>
      {!state.offer.isAllStopped && (
        <form action={`${path}/stop`} method="post">
          <button type="submit" class="govuk-button govuk-button--secondary">
            {letters.stopAll(frame.organisation)}
          </button>
        </form>
      )}
      <WhyLetters reader={reader} offer={state.offer} />
      <h2 class="govuk-heading-m">{letters.kept}</h2>
      <p class="govuk-body">{letters.keptText}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${path}/data.json`} download="my-data.json">
          {letters.download}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${path}/erase`}>
          {erase.link}
        </a>
      </p>
    </ReadersPage>
  );
}

/** Why nothing is sent to the person, whatever they choose. */
function Blocked({ reader: { person, frame } }: { readonly reader: KnownReader }) {
  const reason = activeReason(person.suppression.everywhere);
  if (reason === undefined || reason === "unsubscribed") return null;
  const { blocked } = frame.words.letters;
  return (
    <p class="govuk-inset-text">{reason === "complained" ? blocked.complained : blocked.bounced}</p>
  );
}

function Choices({ reader: { frame }, state }: Props): JSX.Element {
  const { words } = frame;
  const { letters } = words;
  const { bulletins, lists } = state.offer;
  const { preferences } = state;
  return (
    <>
      <Hidden name="shown-bulletin" values={bulletins.map(({ id }) => id)} />
      <Hidden name="shown-list" values={lists.map(({ list }) => list.id)} />
      {bulletins.length > 0 ? (
        <Ticks
          id="bulletins"
          legend={letters.which}
          hint={letters.whichHint}
          ticks={bulletins.map(({ id, name, gets }) => ({
            name: "bulletin",
            value: id,
            text: name,
            isTicked: gets,
          }))}
        />
      ) : (
        <p class="govuk-body">{letters.noBulletins}</p>
      )}
      {lists.length > 0 && (
        <Ticks
          id="lists"
          legend={letters.lists}
          hint={letters.listsHint}
          ticks={lists.map(({ list, isOn }) => ({
            name: "list",
            value: list.id,
            text: list.name,
            isTicked: isOn,
          }))}
        />
      )}
      <Select
        name="pause"
        label={letters.pause}
        hint={letters.pauseHint}
        value={preferences.pausedUntil ?? ""}
        options={[
          { value: "", text: letters.noPause },
          ...(preferences.pausedUntil === undefined
            ? []
            : [
                {
                  value: preferences.pausedUntil,
                  text: letters.pausedUntil(sayDay(words, preferences.pausedUntil)),
                },
              ]),
          ...Array.from({ length: maxPauseWeeks }, (_, index) => ({
            value: String(index + 1),
            text: sayWeeks(words, index + 1),
          })),
        ]}
      />
      <Select
        name="language"
        label={letters.language}
        hint={letters.languageHint}
        value={words.language}
        options={catalogue.map(({ language, name }) => ({ value: language, text: name, language }))}
      />
      <SingleTick
        id="plain-text"
        tick={{
          name: "plain-text",
          value: "yes",
          text: letters.plainText,
          hint: letters.plainTextHint,
          isTicked: preferences.plainText,
        }}
      />
    </>
  );
}

/** Says that a change is stored. Undo sends the choice that was stored before it. */
function Saved({
  reader: { frame },
  before,
  path,
}: {
  readonly reader: KnownReader;
  readonly before: LettersState;
  readonly path: string;
}): JSX.Element {
  const { page, letters } = frame.words;
  const { bulletins, lists, isAllStopped } = before.offer;
  const { preferences } = before;
  return (
    <Done title={page.success} heading={letters.saved}>
      {isAllStopped ? (
        <form action={`${path}/stop`} method="post">
          <UndoButton text={page.undo} />
        </form>
      ) : (
        <form action={path} method="post">
          <Hidden name="shown-bulletin" values={bulletins.map(({ id }) => id)} />
          <Hidden name="shown-list" values={lists.map(({ list }) => list.id)} />
          <Hidden
            name="bulletin"
            values={bulletins.filter(({ gets }) => gets).map(({ id }) => id)}
          />
          <Hidden
            name="list"
            values={lists.filter(({ isOn }) => isOn).map(({ list }) => list.id)}
          />
          <Hidden name="pause" values={[preferences.pausedUntil ?? ""]} />
          <Hidden name="language" values={[preferences.language ?? frame.words.language]} />
          {preferences.plainText && <Hidden name="plain-text" values={["yes"]} />}
          <UndoButton text={page.undo} />
        </form>
      )}
    </Done>
  );
}

function UndoButton({ text }: { readonly text: string }): JSX.Element {
  return (
    <button type="submit" class="govuk-button govuk-button--secondary">
      {text}
    </button>
  );
}
