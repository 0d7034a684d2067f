import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { mayBeSentToCorrected } from "../../core/bulletins/status.ts";
import { type Figure, figures } from "../../core/ledger/figure.ts";
import type { PageOfPeople, PersonOnEdition } from "../../steps/ledger/list-people.ts";
import { DataTable, NextPage } from "../kit/data-table.tsx";
import { type EditorsRoom, zoneOf } from "../kit/editors-room.ts";
import { Layout, May } from "../kit/layout.tsx";
import { sayInstant, sayMoment } from "../kit/say.ts";
import { sayCauses } from "./cause-words.ts";
import { outcomeOf, sayMessages, wordOf } from "./copy-words.ts";
import { correctPath } from "./correct-page.tsx";

type Props = {
  readonly room: EditorsRoom;
  readonly edition: Edition;
  readonly bulletin: Bulletin | undefined;
  /** Undefined: everyone. */
  readonly figure: Figure | undefined;
  readonly page: PageOfPeople;
  /** True if this is not the first page. */
  readonly isLater: boolean;
  /** The number of CSV files that hold everyone. */
  readonly files: number;
};

/** The people of an edition by name: everyone, or the people of one figure. */
export function PeoplePage({
  room,
  edition,
  bulletin,
  figure,
  page,
  isLater,
  files,
}: Props): JSX.Element {
  const here = `/editions/${edition.id}`;
  const word = (each: Figure | undefined) =>
    each === undefined ? "Everyone" : wordOf(each, edition.status);
  const query = figure === undefined ? "" : `standing=${figure}`;
  const shown = figures.filter(
    each => (each !== "assumed" && each !== "resent") || figure === each,
  );
  return (
    <Layout
      frame={room.frame}
      title={`${word(figure)}: ${edition.subject}`}
      back={{ href: here, text: "The edition" }}
      wide
    >
      <span class="govuk-caption-l dc-wrap" dir="auto">
        {edition.subject}
      </span>
      <h1 class="govuk-heading-l">
        {figure === undefined ? "Everyone on the edition" : word(figure)}
      </h1>
      {edition.figures && (
        <p class="govuk-body">
          The names were deleted on {sayInstant(new Date(edition.figures.at), zoneOf(bulletin))}, as
          the bulletin’s settings say. The figures stay.
        </p>
      )}
      <nav aria-label="Which people">
        <ul class="dc-choices">
          {[undefined, ...shown].map(each => (
            <li>
              <a
                href={each === undefined ? `${here}/people` : `${here}/people?standing=${each}`}
                aria-current={each === figure ? "page" : undefined}
              >
                {word(each)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {page.people.length === 0 ? (
        <p class="govuk-body">
          {page.next ? "Nobody found yet." : isLater ? "Nobody else." : "Nobody."}
        </p>
      ) : (
        <DataTable
          caption={isLater ? "Next people, in the order of sending" : "In the order of sending"}
          columns={["Name", "Address", "Outcome"]}
        >
          {page.people.map(copy => (
            <Person copy={copy} edition={edition} zone={zoneOf(bulletin)} />
          ))}
        </DataTable>
      )}
      {page.next && (
        <NextPage
          href={`${here}/people?${[query, `after=${page.next.batch}.${page.next.position}`].filter(Boolean).join("&")}`}
          text={page.people.length === 0 ? "Continue the search" : "Next page"}
        />
      )}
      {(page.people.length > 0 || isLater) && (
        <Download address={`${here}/people.csv`} query={query} files={files} />
      )}
    </Layout>
  );
}

function Person({
  copy,
  edition,
  zone,
}: {
  readonly copy: PersonOnEdition;
  readonly edition: Edition;
  readonly zone: string;
}): JSX.Element {
  const { person, messages } = copy;
  const mayCorrect = person !== undefined && copy.returned && mayBeSentToCorrected(edition);
  const causes = sayCauses(copy);
  return (
    <tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header dc-wrap">
        {person ? (
          <a class="govuk-link" href={`/people/${person.id}`}>
            <bdi>{person.name ?? person.email}</bdi>
          </a>
        ) : (
          "Erased"
        )}
      </th>
      <td class="govuk-table__cell dc-wrap">
        {person ? <bdi>{person.email}</bdi> : `id ${copy.subscriber}`}
      </td>
      <td class="govuk-table__cell dc-wrap">
        {outcomeOf(copy, edition.status)}
        {causes && <span dir="auto">: {causes}</span>}
        {copy.standing === "uncertain" && copy.claimedAt > 0 && (
          <span class="dc-account__meaning">
            {" "}
            submitted to Amazon SES by {sayMoment(new Date(copy.claimedAt), zone)}
          </span>
        )}
        {messages.length > 0 && (
          <span class="dc-account__meaning"> accepted {sayMessages(copy, zone)}</span>
        )}
        {mayCorrect && (
          <May permission="send" on={edition.bulletin}>
            {" "}
            <a class="govuk-link" href={correctPath(edition.id, person.id)}>
              Correct the address<span class="govuk-visually-hidden"> of {person.email}</span>
            </a>
          </May>
        )}
      </td>
    </tr>
  );
}

/** One link to each CSV file. */
function Download(props: {
  readonly address: string;
  readonly query: string;
  readonly files: number;
}): JSX.Element {
  const { address, query, files } = props;
  if (files <= 1)
    return (
      <p class="govuk-body">
        <a class="govuk-link" href={query ? `${address}?${query}` : address}>
          Download all of these people as a table (CSV)
        </a>
      </p>
    );
  return (
    <>
      <p class="govuk-body">Download all of these people as tables (CSV), in {files} files:</p>
      <ol class="govuk-list govuk-list--number">
        {Array.from({ length: files }, (_, index) => (
          <li>
            <a
              class="govuk-link"
              href={`${address}?${[query, `part=${index + 1}`].filter(Boolean).join("&")}`}
            >
              Part {index + 1}
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}
