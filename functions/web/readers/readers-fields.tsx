import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";

type Tick = {
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly hint?: string | undefined;
  readonly isTicked?: boolean | undefined;
};

/** https://design-system.service.gov.uk/components/checkboxes/ */
export function Ticks({
  id,
  legend,
  hint,
  ticks,
  small,
}: {
  readonly id: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly ticks: readonly Tick[];
  /** The legend is not a heading of the page. */
  readonly small?: boolean;
}): JSX.Element {
  return (
    <div class="govuk-form-group">
      <fieldset class="govuk-fieldset" aria-describedby={hint && `${id}-hint`}>
        <legend class={`govuk-fieldset__legend govuk-fieldset__legend--${small ? "s" : "m"}`}>
          {small ? legend : <h2 class="govuk-fieldset__heading">{legend}</h2>}
        </legend>
        {hint && (
          <div id={`${id}-hint`} class="govuk-hint">
            {hint}
          </div>
        )}
        <div class="govuk-checkboxes">
          {ticks.map((tick, index) => (
            <TickItem id={`${id}-${index}`} tick={tick} />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** One tick alone, without a legend. */
export function SingleTick({
  id,
  tick,
}: {
  readonly id: string;
  readonly tick: Tick;
}): JSX.Element {
  return (
    <div class="govuk-form-group">
      <div class="govuk-checkboxes">
        <TickItem id={id} tick={tick} />
      </div>
    </div>
  );
}

function TickItem({ id, tick }: { readonly id: string; readonly tick: Tick }): JSX.Element {
  const { name, value, text, hint, isTicked } = tick;
  return (
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        id={id}
        name={name}
        type="checkbox"
        value={value}
        checked={isTicked}
        aria-describedby={hint && `${id}-item-hint`}
      />
      <label class="govuk-label govuk-checkboxes__label dc-wrap" for={id} dir="auto">
        {text}
      </label>
      {hint && (
        <div id={`${id}-item-hint`} class="govuk-hint govuk-checkboxes__hint dc-wrap">
          {hint}
        </div>
      )}
    </div>
  );
}

type Option = { readonly value: string; readonly text: string; readonly language?: string };

/** https://design-system.service.gov.uk/components/select/ */
export function Select({
  name,
  label,
  hint,
  value,
  options,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly options: readonly Option[];
}): JSX.Element {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label govuk-label--s" for={name}>
        {label}
      </label>
      {hint && (
        <div id={`${name}-hint`} class="govuk-hint">
          {hint}
        </div>
      )}
      <select class="govuk-select" id={name} name={name} aria-describedby={hint && `${name}-hint`}>
        {options.map(option => (
          <option value={option.value} selected={option.value === value} lang={option.language}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Hidden({
  name,
  values,
}: {
  readonly name: string;
  readonly values: readonly string[];
}): JSX.Element {
  return (
    <>
      {values.map(value => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** Says that something was done. https://design-system.service.gov.uk/components/notification-banner/ */
export function Done({
  title,
  heading,
  children,
}: {
  readonly title: string;
  readonly heading: string;
  readonly children?: Child;
}): JSX.Element {
  return (
    <div
      class="govuk-notification-banner govuk-notification-banner--success"
      role="alert"
      aria-labelledby="done-title"
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="done-title">
          {title}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">{heading}</p>
        {children}
      </div>
    </div>
  );
}

export function BulletNames({ names }: { readonly names: readonly string[] }): JSX.Element {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {names.map(name => (
        <li>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
