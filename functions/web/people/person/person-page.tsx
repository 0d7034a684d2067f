import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../../core/access/history-item.ts";
import { everyBulletin } from "../../../core/access/member.ts";
import type { SesListing } from "../../../core/people/ses-listing.ts";
import type { Subscriber } from "../../../core/people/subscriber.ts";
import { isPaused } from "../../../core/people/subscription.ts";
import { activeIn, hasLeftList } from "../../../core/people/suppression.ts";
import type { LettersOfPerson } from "../../../steps/ledger/find-letters.ts";
import { Banner } from "../../kit/banner.tsx";
import { DataTable, NextPage } from "../../kit/data-table.tsx";
import { History } from "../../kit/history.tsx";
import { type Frame, Layout, May } from "../../kit/layout.tsx";
import { sayDate, sayInstant } from "../../kit/say.ts";
import { sayCauses } from "../cause-words.ts";
import { outcomeOf } from "../copy-words.ts";
import { joinedWords } from "../lists/list-words.ts";
import { SuppressionLine } from "./suppression-line.tsx";
import { sayListing } from "./suppression-words.ts";

type Props = {
  readonly frame: Frame;
  readonly person: Subscriber;
  /** The names of lists and bulletins, by id. */
  readonly names: Names;
  /** The files of the imports that put them on lists, by the import's id. */
  readonly files: ReadonlyMap<string, string>;
  readonly letters: LettersOfPerson;
  readonly history: readonly HistoryItem[];
  readonly listing: SesListing;
  readonly done: string | undefined;
  readonly isLater: boolean;
  readonly now: number;
};

export type Names = {
  readonly lists: ReadonlyMap<string, string>;
  readonly bulletins: ReadonlyMap<string, string>;
};

const doneWords: Readonly<Record<string, string>> = {
  saved: "The details are saved, on every list.",
  lifted: "They get letters again, from the next edition on.",
};

/** Everything about one person: lists, letters, what keeps letters from them, and the history. */
export function PersonPage(props: Props): JSX.Element {
  const { frame, person, history, done, isLater } = props;
  const here = `/people/${person.id}`;
  const title = person.name ?? person.email;
  const said = done === undefined ? undefined : doneWords[done];
  return (
    <Layout frame={frame} title={title} back={{ href: "/people", text: "Find a person" }} wide>
      {said && <Banner>{said}</Banner>}
      <h1 class="govuk-heading-l dc-wrap">
        <bdi>{title}</bdi>
      </h1>
      <Details {...props} />
      <div class="govuk-button-group">
        <May permission="people" on={everyBulletin}>
          <a class="govuk-link" href={`${here}/edit`}>
            Change the details
          </a>
          <a class="govuk-link" href={`${here}/data.json`}>
            Download what we keep (JSON)
          </a>
        </May>
        <May permission="erase" on={everyBulletin}>
          <a class="govuk-link" href={`/subscribers/${person.id}/erase`}>
            Erase
          </a>
        </May>
      </div>
      {!isLater && <WhatIsSuppressed {...props} />}
      <Letters {...props} />
      {!isLater && <Places {...props} />}
      {!isLater && <History items={history} zone="UTC" />}
    </Layout>
  );
}

function Row({
  name,
  children,
}: {
  readonly name: string;
  readonly children?: Child;
}): JSX.Element {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{name}</dt>
      <dd class="govuk-summary-list__value dc-wrap">{children}</dd>
    </div>
  );
}

function Details({ person, now }: Props): JSX.Element {
  const { email, name, salutation, language, preferences } = person;
  const paused = preferences?.pausedUntil;
  return (
    <dl class="govuk-summary-list">
      <Row name="Address">
        <bdi>{email}</bdi>
      </Row>
      {name && (
        <Row name="Name">
          <bdi>{name}</bdi>
        </Row>
      )}
      <Row name="Salutation">{salutation ? <bdi>{salutation}</bdi> : "The letter’s own"}</Row>
      <Row name="Language">{language ?? "Not known"}</Row>
      {preferences?.language && <Row name="Language they chose">{preferences.language}</Row>}
      {preferences?.plainText && <Row name="Letters">Plain text only</Row>}
      {isPaused(paused, now) && paused && (
        <Row name="Paused">Until {sayDate(new Date(paused), "UTC")}, at their own wish</Row>
      )}
    </dl>
  );
}

function WhatIsSuppressed({ person, names, listing }: Props): JSX.Element | null {
  const active = activeIn(person.suppression);
  if (active.length === 0 && listing.kind !== "listed") return null;
  const isErased = active.some(({ since }) => since.reason === "erased");
  return (
    <>
      <h2 class="govuk-heading-m">What keeps letters from them</h2>
      <ul class="govuk-list govuk-list--bullet">
        {active.map(one => (
          <li class="dc-wrap">
            <SuppressionLine active={one} names={names} />
          </li>
        ))}
        <li>{sayListing(listing)}</li>
      </ul>
      {!isErased && (
        <May permission="people" on={everyBulletin}>
          <p class="govuk-body">
            <a class="govuk-link" href={`/people/${person.id}/lift`}>
              Lift this
            </a>
          </p>
        </May>
      )}
    </>
  );
}

function Letters({ person, letters, isLater }: Props): JSX.Element {
  const sent = letters.letters.flatMap(({ copy, ...rest }) => (copy ? [{ copy, ...rest }] : []));
  return (
    <>
      {sent.length === 0 ? (
        <>
          <h2 class="govuk-heading-m">Letters</h2>
          <p class="govuk-body">
            {letters.next === undefined
              ? "No edition was addressed to them."
              : `None of these ${letters.letters.length} editions was addressed to them.`}
          </p>
        </>
      ) : (
        <DataTable
          caption={isLater ? "Older letters" : "Letters"}
          columns={["Letter", "Bulletin", "Due", "What became of it"]}
        >
          {sent.map(({ edition, bulletin, copy }) => {
            const why = sayCauses(copy);
            return (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header dc-wrap">
                  <a class="govuk-link" href={`/editions/${edition.id}`} dir="auto">
                    {edition.subject || "Without a subject"}
                  </a>
                </th>
                <td class="govuk-table__cell dc-wrap">{bulletin}</td>
                <td class="govuk-table__cell">{sayInstant(new Date(edition.slot), "UTC")}</td>
                <td class="govuk-table__cell dc-wrap">
                  {outcomeOf(copy, edition.status)}
                  {why && `: ${why}`}
                </td>
              </tr>
            );
          })}
        </DataTable>
      )}
      {letters.next !== undefined && (
        <NextPage
          href={`/people/${person.id}?from=${encodeURIComponent(letters.next)}`}
          text="Older editions"
        />
      )}
    </>
  );
}

function Places({ person, names, files }: Props): JSX.Element {
  const places = Object.entries(person.lists);
  if (places.length === 0) return <p class="govuk-body">They are on no list.</p>;
  return (
    <DataTable caption="Lists, and how they came onto them" columns={["List", "Since", "How"]}>
      {places.map(([list, { at, how, source, wording }]) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header dc-wrap">
            {names.lists.has(list) ? (
              <a class="govuk-link" href={`/lists/${list}`}>
                <bdi>{names.lists.get(list)}</bdi>
              </a>
            ) : (
              "The list of a single letter"
            )}
            {hasLeftList(person.suppression, list) && (
              <span class="dc-note">They have left it themselves</span>
            )}
          </th>
          <td class="govuk-table__cell">{sayInstant(new Date(at), "UTC")}</td>
          <td class="govuk-table__cell dc-wrap">
            {joinedWords[how]}
            {files.has(source) && (
              <>
                {": "}
                <bdi>{files.get(source)}</bdi>
              </>
            )}
            {wording && (
              <span class="dc-note">
                They agreed to: <q>{wording}</q>
              </span>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
