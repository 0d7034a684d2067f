import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";

/** Says at the top of a page what has just been done. `isDone`: false if it was not done. */
export function Banner({
  isDone = true,
  action,
  children,
}: {
  readonly isDone?: boolean;
  /** A form that takes it back. */
  readonly action?: Child;
  readonly children?: Child;
}): JSX.Element {
  return (
    <div
      class={`govuk-notification-banner${isDone ? " govuk-notification-banner--success" : ""}`}
      role="alert"
      aria-labelledby="done-title"
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="done-title">
          {isDone ? "Done" : "Important"}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading dc-wrap">{children}</p>
        {action}
      </div>
    </div>
  );
}
