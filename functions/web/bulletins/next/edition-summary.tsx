import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import type { List } from "../../../core/people/list.ts";
import type { CountedAudience } from "../../../core/people/list-count.ts";
import { sayCount } from "../../../core/text/say-count.ts";
import type { Finding } from "../../../core/writing/finding.ts";
import type { Draft } from "../../../steps/editions/draft-edition.ts";
import { SummaryRow } from "../../kit/data-table.tsx";
import { May } from "../../kit/layout.tsx";
import { sayPeople } from "../../kit/say.ts";

type Props = {
  readonly bulletin: Bulletin;
  readonly draft: Draft;
  readonly proposed: Edition | undefined;
  readonly slot: Date | undefined;
  /** Undefined if the lists are long and the clock has not counted them yet. */
  readonly audience: CountedAudience | undefined;
  /** The bulletin's lists. A list of a letter from a file has no item. */
  readonly lists: readonly List[];
};

/** The letter of the next edition in short: its subject, who gets it, and what the checks found. */
export function EditionSummary(props: Props): JSX.Element {
  const { bulletin, draft, proposed, slot, audience } = props;
  const here = `/bulletins/${bulletin.id}`;
  const query = slot ? `?date=${slot.toISOString()}` : "";
  const isOwn = bulletin.composition === "digest" && bulletin.archivedAt === undefined;
  return (
    <dl class="govuk-summary-list">
      <SummaryRow term="Subject">
        <strong>{proposed?.subject || draft.content.subject}</strong>{" "}
        {isOwn && (
          <May permission="write" on={bulletin.id}>
            <a class="govuk-link" href={`${here}/subject${query}`}>
              Change the subject
            </a>
          </May>
        )}
      </SummaryRow>
      <SummaryRow term="Audience">
        {audience ? sayPeople(audience.writtenTo) : "Everyone"} on <ListNames {...props} />
        {audience && audience.notWrittenTo > 0 && (
          <>
            {" "}
            ({sayCount(audience.notWrittenTo, "more person is", "more people are")} not written to:{" "}
            <a class="govuk-link" href="/suppressed">
              see why
            </a>
            )
          </>
        )}
      </SummaryRow>
      <SummaryRow term="Checks">
        <a class="govuk-link" href={`${here}/preview${query}`}>
          {sayFindings(draft.findings)}
        </a>
      </SummaryRow>
    </dl>
  );
}

function ListNames({ bulletin, lists }: Props): JSX.Element {
  return (
    <>
      {bulletin.lists.map((id, index) => {
        const list = lists.find(each => each.id === id);
        const before = index === 0 ? "" : index === bulletin.lists.length - 1 ? " and " : ", ";
        return (
          <>
            {before}
            {list ? (
              <a class="govuk-link" href={`/lists/${id}`}>
                {list.name}
              </a>
            ) : (
              id
            )}
          </>
        );
      })}
    </>
  );
}

/** "1 error and 2 warnings" */
function sayFindings(findings: readonly Finding[]): string {
  const count = (severity: Finding["severity"]) =>
    findings.filter(finding => finding.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const parts = [
    ...(errors > 0 ? [sayCount(errors, "error", "errors")] : []),
    ...(warnings > 0 ? [sayCount(warnings, "warning", "warnings")] : []),
  ];
  return parts.length > 0 ? parts.join(" and ") : "We found no problem";
}
