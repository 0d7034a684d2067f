import type { JSX } from "hono/jsx/jsx-runtime";
import { nameOfLanguage } from "../../core/text/language-name.ts";
import type { Finding } from "../../core/writing/finding.ts";

const heading = { error: "Error", warning: "Warning", note: "Note" } as const;

/** Warnings about a letter before it is sent. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }): JSX.Element {
  return (
    <>
      {findings.map(({ what, why, severity, line, entry, language }) => (
        <div class="govuk-warning-text">
          <span class="govuk-warning-text__icon" aria-hidden="true">
            !
          </span>
          <strong class="govuk-warning-text__text">
            <span class="govuk-visually-hidden">{heading[severity]}</span>
            {severity === "error" && "Correct before sending: "}
            {language !== undefined && `In ${nameOfLanguage(language)}: `}
            {what}
            {severity !== "note" && ` ${why}`}
            {line !== undefined &&
              ` (line ${line} of the ${entry === undefined ? "letter" : "text"})`}
          </strong>
        </div>
      ))}
    </>
  );
}
