import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { describedBy, type FieldProblem, HintAndError, problemAt } from "./fields.tsx";

export type Choice = { readonly value: string; readonly text: string; readonly hint?: string };

type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly problems: readonly FieldProblem[];
};

/** https://design-system.service.gov.uk/components/select/ */
export function SelectField({
  value,
  choices,
  ...field
}: Field & { readonly value: string; readonly choices: readonly Choice[] }): JSX.Element {
  const problem = problemAt(field);
  return (
    <div class={`govuk-form-group${problem ? " govuk-form-group--error" : ""}`}>
      <label class="govuk-label govuk-label--s" for={field.name}>
        {field.label}
      </label>
      <HintAndError {...field} />
      <select
        class={`govuk-select${problem ? " govuk-select--error" : ""}`}
        id={field.name}
        name={field.name}
        aria-describedby={describedBy(field)}
      >
        {choices.map(choice => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The first checkbox has the field's own id: the error summary links to it. */
export function Checkboxes({
  values,
  choices,
  isSmall = false,
  ...field
}: Field & {
  readonly values: readonly string[];
  readonly choices: readonly Choice[];
  readonly isSmall?: boolean;
}): JSX.Element {
  return (
    <div class={`govuk-form-group${problemAt(field) ? " govuk-form-group--error" : ""}`}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(field)}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{field.label}</legend>
        <HintAndError {...field} />
        <div class={`govuk-checkboxes${isSmall ? " govuk-checkboxes--small" : ""}`}>
          {choices.map(({ value, text, hint }, index) => {
            const id = index === 0 ? field.name : `${field.name}-${index}`;
            return (
              <div class="govuk-checkboxes__item">
                <input
                  class="govuk-checkboxes__input"
                  id={id}
                  name={field.name}
                  type="checkbox"
                  value={value}
                  checked={values.includes(value)}
                  aria-describedby={hint && `${id}-item-hint`}
                />
                <label class="govuk-label govuk-checkboxes__label" for={id}>
                  {text}
                </label>
                {hint && (
                  <div id={`${id}-item-hint`} class="govuk-hint govuk-checkboxes__hint">
                    {hint}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

/** A group of fields under one heading. `only`: see "dc-only" in `templates/site.scss`. */
export function FieldSet({
  legend,
  only,
  children,
}: {
  readonly legend: string;
  readonly only?: string;
  readonly children?: Child;
}): JSX.Element {
  return (
    <fieldset class="govuk-fieldset govuk-!-margin-bottom-6" data-only={only}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{legend}</legend>
      {children}
    </fieldset>
  );
}
