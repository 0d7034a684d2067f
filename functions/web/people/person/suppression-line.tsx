import type { JSX } from "hono/jsx/jsx-runtime";
import type { Scope, Since } from "../../../core/people/suppression.ts";
import type { Names } from "./person-page.tsx";
import { sayScope, saySince } from "./suppression-words.ts";

/** "The list Harbour staff: a letter came back, since …, see that edition" */
export function SuppressionLine({
  active: { scope, since },
  names,
}: {
  readonly active: { readonly scope: Scope; readonly since: Since };
  readonly names: Names;
}): JSX.Element {
  return (
    <>
      {sayScope(scope, names)}: {saySince(since)}
      {since.edition && (
        <>
          {", "}
          <a class="govuk-link" href={`/editions/${since.edition}`}>
            see that edition
          </a>
        </>
      )}
    </>
  );
}
