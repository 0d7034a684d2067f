import type { JSX } from "hono/jsx/jsx-runtime";

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
