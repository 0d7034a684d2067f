import type { JSX } from "hono/jsx/jsx-runtime";
import type { SuppressionReason } from "../../../core/people/suppression.ts";
import { reasonWords } from "../copy-words.ts";

/** A person by name, or by their address if they have none, with a link to their page. */
export function PersonLink({
  person,
}: {
  readonly person: {
    readonly id: string;
    readonly name?: string | undefined;
    readonly email: string;
    readonly suppressed?: SuppressionReason | undefined;
  };
}): JSX.Element {
  return (
    <>
      <a class="govuk-link" href={`/people/${person.id}`}>
        <bdi>{person.name ?? person.email}</bdi>
      </a>
      {person.suppressed && (
        <span class="dc-note">Not written to: {reasonWords[person.suppressed]}</span>
      )}
    </>
  );
}
