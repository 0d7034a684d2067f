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

/** Any number of the choices. */
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
    <Choices {...field}>
      <div class={`govuk-checkboxes${isSmall ? " govuk-checkboxes--small" : ""}`}>
        {choices.map((choice, index) => (
          <ChoiceItem
            kind="checkbox"
            block="govuk-checkboxes"
            field={field.name}
            choice={choice}
            index={index}
            isChosen={values.includes(choice.value)}
          />
        ))}
      </div>
    </Choices>
  );
}

/** One of the choices. */
export function Radios({
  value,
  choices,
  ...field
}: Field & { readonly value: string; readonly choices: readonly Choice[] }): JSX.Element {
  return (
    <Choices {...field}>
      <div class="govuk-radios" data-module="govuk-radios">
        {choices.map((choice, index) => (
          <ChoiceItem
            kind="radio"
            block="govuk-radios"
            field={field.name}
            choice={choice}
            index={index}
            isChosen={choice.value === value}
          />
        ))}
      </div>
    </Choices>
  );
}

function Choices({ children, ...field }: Field & { readonly children?: Child }): JSX.Element {
  return (
    <div class={`govuk-form-group${problemAt(field) ? " govuk-form-group--error" : ""}`}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(field)}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{field.label}</legend>
        <HintAndError {...field} />
        {children}
      </fieldset>
    </div>
  );
}

/** The first choice has the field's own id: the error summary links to it. */
function ChoiceItem({
  kind,
  block,
  field,
  choice: { value, text, hint },
  index,
  isChosen,
}: {
  readonly kind: "checkbox" | "radio";
  readonly block: string;
  readonly field: string;
  readonly choice: Choice;
  readonly index: number;
  readonly isChosen: boolean;
}): JSX.Element {
  const id = index === 0 ? field : `${field}-${index}`;
  return (
    <div class={`${block}__item`}>
      <input
        class={`${block}__input`}
        id={id}
        name={field}
        type={kind}
        value={value}
        checked={isChosen}
        aria-describedby={hint && `${id}-item-hint`}
      />
      <label class={`govuk-label ${block}__label`} for={id}>
        {text}
      </label>
      {hint && (
        <div id={`${id}-item-hint`} class={`govuk-hint ${block}__hint`}>
          {hint}
        </div>
      )}
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
