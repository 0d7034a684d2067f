import type { JSX } from "hono/jsx/jsx-runtime";
import type { List } from "../../../core/people/list.ts";
import { type FieldProblem, TextField } from "../../kit/fields.tsx";
import { type Frame, Layout } from "../../kit/layout.tsx";
import { ListFields, ListProblems, type ListValues, type NewListValues } from "./list-form.tsx";

export function NewListPage({
  frame,
  values,
  problems,
}: {
  readonly frame: Frame;
  readonly values: NewListValues;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  return (
    <Layout frame={frame} title="Create a list" back={{ href: "/lists", text: "All lists" }}>
      <ListProblems problems={problems} />
      <h1 class="govuk-heading-l">Create a list</h1>
      <form action="/lists/new" method="post" novalidate>
        <TextField
          name="id"
          label="Id"
          hint="A short name for web addresses and commands, for example harbour-staff. It never changes."
          value={values.id}
          problems={problems}
        />
        <ListFields values={values} problems={problems} />
        <button type="submit" class="govuk-button">
          Create the list
        </button>
      </form>
    </Layout>
  );
}

export function ListSettingsPage({
  frame,
  list,
  values,
  problems,
}: {
  readonly frame: Frame;
  readonly list: List;
  readonly values: ListValues;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  const here = `/lists/${list.id}`;
  const isArchived = list.archivedAt !== undefined;
  return (
    <Layout frame={frame} title={`Settings of ${list.name}`} back={{ href: here, text: list.name }}>
      <ListProblems problems={problems} />
      <span class="govuk-caption-l dc-wrap">
        <bdi>{list.name}</bdi>
      </span>
      <h1 class="govuk-heading-l">Settings</h1>
      <form action={`${here}/settings`} method="post" novalidate>
        <ListFields values={values} problems={problems} />
        <button type="submit" class="govuk-button">
          Save the settings
        </button>
      </form>
      <h2 class="govuk-heading-m">{isArchived ? "Archived" : "Archive"}</h2>
      <p class="govuk-body">
        {isArchived
          ? "Nobody can be added to this list. Bulletins that use it still write to its people."
          : "Nobody can be added to an archived list. Bulletins that use it still write to its people, until you take the list out of their settings."}
      </p>
      <form action={`${here}/archive`} method="post">
        <input type="hidden" name="archived" value={isArchived ? "no" : "yes"} />
        <button type="submit" class="govuk-button govuk-button--secondary">
          {isArchived ? "Take the list back into use" : "Archive the list"}
        </button>
      </form>
    </Layout>
  );
}
