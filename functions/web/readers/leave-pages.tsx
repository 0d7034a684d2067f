import type { JSX } from "hono/jsx/jsx-runtime";
import type { OfferedBulletin } from "../../core/people/letters/letters-choice.ts";
import type { LinkReader } from "./link-reader.ts";
import { BulletNames, Hidden, Ticks } from "./readers-fields.tsx";
import { ReadersPage } from "./readers-page.tsx";

/** The form's value for "everything". No bulletin has this id: it has a blank. */
export const everything = "all letters";

/** Asks whether the reader wants to leave, and offers to leave other bulletins too. */
export function LeavePage({
  reader,
  others,
  path,
}: {
  readonly reader: LinkReader;
  readonly others: readonly OfferedBulletin[];
  readonly path: string;
}): JSX.Element {
  const { frame, bulletin, linkTo } = reader;
  const { leave } = frame.words;
  const ticks = [
    ...others.map(({ id, name }) => ({ name: "also", value: id, text: name })),
    {
      name: "also",
      value: everything,
      text: leave.everything(frame.organisation),
      hint: leave.everythingHint,
    },
  ];
  return (
    <ReadersPage frame={frame} title={leave.ask(bulletin.name)}>
      <p class="govuk-body">{leave.ends(bulletin.name)}</p>
      <form action={path} method="post">
        <Ticks id="also" legend={leave.also} ticks={ticks} small />
        <button type="submit" class="govuk-button">
          {leave.unsubscribe}
        </button>
      </form>
      <p class="govuk-body">
        <a class="govuk-link" href={linkTo("letters")}>
          {leave.instead}
        </a>
      </p>
    </ReadersPage>
  );
}

/** Says what has ended and what goes on, and offers to undo it. */
export function LeftPage({
  reader,
  left,
  names,
  isEverything,
  stillGets,
  path,
}: {
  readonly reader: LinkReader;
  /** The form's values: ids of bulletins, or everything. */
  readonly left: readonly string[];
  readonly names: readonly string[];
  readonly isEverything: boolean;
  readonly stillGets: readonly string[];
  readonly path: string;
}): JSX.Element {
  const { frame, bulletin, person, linkTo } = reader;
  const { leave, page } = frame.words;
  const title = isEverything ? leave.doneAll(frame.organisation) : leave.done(bulletin.name);
  return (
    <ReadersPage frame={frame} title={title}>
      {!isEverything && names.length > 1 && (
        <>
          <p class="govuk-body">{leave.ended}</p>
          <BulletNames names={names} />
        </>
      )}
      <p class="govuk-body">{leave.mayArrive}</p>
      {stillGets.length > 0 && (
        <>
          <p class="govuk-body">{leave.stillGet}</p>
          <BulletNames names={stillGets} />
        </>
      )}
      {person && (
        <>
          <form action={`${path}/undo`} method="post">
            <Hidden name="left" values={left} />
            <button type="submit" class="govuk-button govuk-button--secondary">
              {page.undo}
            </button>
          </form>
          <p class="govuk-body">
            <a class="govuk-link" href={linkTo("letters")}>
              {page.manage}
            </a>
          </p>
        </>
      )}
    </ReadersPage>
  );
}

/** Says which letters the reader gets after an undo. */
export function ReturnedPage({
  reader,
  names,
}: {
  readonly reader: LinkReader;
  readonly names: readonly string[];
}): JSX.Element {
  const { frame, linkTo } = reader;
  const { leave, page, letters } = frame.words;
  return (
    <ReadersPage frame={frame} title={leave.undone}>
      {names.length > 0 ? (
        <>
          <p class="govuk-body">{leave.again}</p>
          <BulletNames names={names} />
        </>
      ) : (
        <p class="govuk-body">{letters.none(frame.organisation)}</p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={linkTo("letters")}>
          {page.manage}
        </a>
      </p>
    </ReadersPage>
  );
}
