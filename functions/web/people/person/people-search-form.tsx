import type { JSX } from "hono/jsx/jsx-runtime";
import type { List } from "../../../core/people/list.ts";
import type { FieldProblem } from "../../kit/fields.tsx";
import { TextField } from "../../kit/fields.tsx";

/** Searches one list, or all. Posts the text: in a URL it would reach logs and browser histories. */
export function PeopleSearchForm({
  list,
  text = "",
  problems = [],
}: {
  readonly list?: Pick<List, "id" | "name"> | undefined;
  readonly text?: string;
  readonly problems?: readonly FieldProblem[];
}): JSX.Element {
  return (
    <form action="/people" method="post" novalidate>
      {list && <input type="hidden" name="list" value={list.id} />}
      <TextField
        name="text"
        label={list ? "Find a person on this list" : "Find a person"}
        hint="A whole email address, or a part of a name or address."
        value={text}
        problems={problems}
      />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Search
      </button>
    </form>
  );
}
