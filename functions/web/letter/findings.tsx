import type { JSX } from "hono/jsx/jsx-runtime";
import type { Finding } from "../../core/writing/finding.ts";

/** Warnings about a letter before it is sent. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }): JSX.Element {
  return (
    <>
      {findings.map(({ what }) => (
        <div class="govuk-warning-text">
          <span class="govuk-warning-text__icon" aria-hidden="true">
            !
          </span>
          <strong class="govuk-warning-text__text">
            <span class="govuk-visually-hidden">Warning</span>
            {what}
          </strong>
        </div>
      ))}
    </>
  );
}
