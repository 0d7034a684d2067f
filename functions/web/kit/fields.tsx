import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";

/** What to correct in one form field: "Enter a title". */
export type FieldProblem = { readonly field: string; readonly message: string };

type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly problems: readonly FieldProblem[];
};

/** The message for an invalid email address. `reason` is a phrase without a full stop. */
export function wrongAddress(reason: string): string {
  return `Enter an email address in the correct format, like name@example.org (${reason})`;
}

/** https://design-system.service.gov.uk/components/error-summary/ */
export function ErrorSummary({
  problems,
}: {
  readonly problems: readonly FieldProblem[];
}): JSX.Element | null {
  if (problems.length === 0) return null;
  return (
    <div class="govuk-error-summary" tabindex={-1} data-error-summary>
      <div role="alert">
        <h2 class="govuk-error-summary__title">There is a problem</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {problems.map(({ field, message }) => (
              <li>
                <a href={`#${field}`}>{message}</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

export function TextField(field: Field): JSX.Element {
  return (
    <Group {...field}>
      <input
        class={`govuk-input${problemAt(field) ? " govuk-input--error" : ""}`}
        id={field.name}
        name={field.name}
        type="text"
        value={field.value}
        aria-describedby={describedBy(field)}
      />
    </Group>
  );
}

/**
 * For an email address. The type is "text": browsers refuse some addresses in an "email" field that
 * SES accepts. Autocomplete is off: the browser must not store other people's addresses.
 */
export function AddressField(field: Field): JSX.Element {
  return (
    <Group {...field}>
      <input
        class={`govuk-input govuk-!-width-two-thirds${problemAt(field) ? " govuk-input--error" : ""}`}
        id={field.name}
        name={field.name}
        type="text"
        inputmode="email"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={field.value}
        aria-describedby={describedBy(field)}
      />
    </Group>
  );
}

/** A day, as the browser's own field gives it: 2026-12-01. */
export function DayField(field: Field): JSX.Element {
  return (
    <Group {...field}>
      <input
        class={`govuk-input govuk-input--width-10${problemAt(field) ? " govuk-input--error" : ""}`}
        id={field.name}
        name={field.name}
        type="date"
        value={field.value}
        aria-describedby={describedBy(field)}
      />
    </Group>
  );
}

export function TextArea({ rows, ...field }: Field & { readonly rows: number }): JSX.Element {
  return (
    <Group {...field}>
      <textarea
        class={`govuk-textarea${problemAt(field) ? " govuk-textarea--error" : ""}`}
        id={field.name}
        name={field.name}
        rows={rows}
        aria-describedby={describedBy(field)}
      >
        {/* HTML drops the first line end of a textarea. This one protects a line end in the text. */}
        {`\n${field.value}`}
      </textarea>
    </Group>
  );
}

function Group({ children, ...field }: Field & { readonly children?: Child }): JSX.Element {
  return (
    <div class={`govuk-form-group${problemAt(field) ? " govuk-form-group--error" : ""}`}>
      <label class="govuk-label govuk-label--s" for={field.name}>
        {field.label}
      </label>
      <HintAndError {...field} />
      {children}
    </div>
  );
}

export function HintAndError(field: Omit<Field, "value">): JSX.Element {
  const problem = problemAt(field);
  return (
    <>
      {field.hint && (
        <div id={`${field.name}-hint`} class="govuk-hint">
          {field.hint}
        </div>
      )}
      {problem && (
        <p id={`${field.name}-error`} class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {problem.message}
        </p>
      )}
    </>
  );
}

/** Returns a field's problem, if it has one. */
export function problemAt({
  name,
  problems,
}: Pick<Field, "name" | "problems">): FieldProblem | undefined {
  return problems.find(problem => problem.field === name);
}

export function describedBy(field: Omit<Field, "value">): string | undefined {
  const ids = [
    field.hint && `${field.name}-hint`,
    problemAt(field) && `${field.name}-error`,
  ].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}
