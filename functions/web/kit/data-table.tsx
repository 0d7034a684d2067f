import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";

/** On a phone, each row becomes a block and its cells stand below each other. */
export function DataTable({
  caption,
  isCaptionHidden = false,
  columns,
  children,
}: {
  readonly caption: string;
  /** If a heading above the table says the same. */
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly string[];
  readonly children?: Child;
}): JSX.Element {
  return (
    <table class="govuk-table dc-stack">
      <caption
        class={
          isCaptionHidden ? "govuk-visually-hidden" : "govuk-table__caption govuk-table__caption--s"
        }
      >
        {caption}
      </caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {columns.map(column => (
            <th scope="col" class="govuk-table__header">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">{children}</tbody>
    </table>
  );
}

/** A row of a summary list: https://design-system.service.gov.uk/components/summary-list/ */
export function SummaryRow({
  term,
  children,
}: {
  readonly term: string;
  readonly children?: Child;
}): JSX.Element {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{term}</dt>
      <dd class="govuk-summary-list__value dc-wrap">{children}</dd>
    </div>
  );
}

/** A link to the next page of a list. */
export function NextPage({
  href,
  text = "Next page",
}: {
  readonly href: string;
  readonly text?: string;
}): JSX.Element {
  return (
    <p class="govuk-body">
      <a class="govuk-link" rel="next" href={href}>
        {text}
      </a>
    </p>
  );
}
