import type { JSX } from "hono/jsx/jsx-runtime";
import * as z from "zod";
import { lawfulBases, listSchema } from "../../../core/people/list.ts";
import { Radios } from "../../kit/choice-fields.tsx";
import { ErrorSummary, type FieldProblem, TextArea, TextField } from "../../kit/fields.tsx";
import { type FormResult, type FormValues, readForm } from "../../kit/read-form.ts";
import { basisWords } from "./list-words.ts";

const { name, description, visibility, optIn, lawfulBasis, purpose, welcome } = listSchema.shape;
const settings = { name, description, visibility, optIn, lawfulBasis, purpose, welcome };
export const listFormSchema = z.object(settings);
export const newListFormSchema = z.object({ id: listSchema.shape.id, ...settings });

export type ListValues = FormValues<typeof listFormSchema>;
export type NewListValues = FormValues<typeof newListFormSchema>;

const names = {
  id: "The id",
  name: "The name",
  description: "The description",
  purpose: "The reason",
  welcome: "The welcome letter",
};

export function readListForm(
  fields: Readonly<Record<string, unknown>>,
): FormResult<typeof listFormSchema> {
  return readForm(listFormSchema, fields, names);
}

export function readNewListForm(
  fields: Readonly<Record<string, unknown>>,
): FormResult<typeof newListFormSchema> {
  return readForm(newListFormSchema, fields, names);
}

type Props = {
  readonly values: ListValues;
  readonly problems: readonly FieldProblem[];
};

export function ListProblems({ problems }: Pick<Props, "problems">): JSX.Element {
  return <ErrorSummary problems={problems} />;
}

/** The settings of a list, but its id. */
export function ListFields({ values, problems }: Props): JSX.Element {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="Readers of a public list see it, for example “Harbour staff”."
        value={values.name}
        problems={problems}
      />
      <TextArea
        name="description"
        label="Description (optional)"
        hint="Who is on it, and where they come from. For your team."
        rows={3}
        value={values.description}
        problems={problems}
      />
      <Radios
        name="visibility"
        label="Who may join?"
        value={values.visibility}
        problems={problems}
        choices={[
          {
            value: "private",
            text: "Only people that the team adds or imports",
          },
          { value: "public", text: "Anyone, with a form on the readers’ site" },
        ]}
      />
      <Radios
        name="optIn"
        label="How do people join themselves?"
        value={values.optIn}
        problems={problems}
        choices={[
          {
            value: "double",
            text: "They confirm by email",
            hint: "Double opt-in. Nobody can put another person on the list.",
          },
          {
            value: "single",
            text: "At once",
            hint: "Single opt-in. Use it only if you know the address in another way.",
          },
        ]}
      />
      <Radios
        name="lawfulBasis"
        label="Why may you write to them?"
        hint="The lawful basis under the data protection law (GDPR, article 6)."
        value={values.lawfulBasis}
        problems={problems}
        choices={[
          ...lawfulBases.map(value => ({ value, text: basisWords[value] })),
          { value: "", text: "Not decided yet" },
        ]}
      />
      <TextArea
        name="purpose"
        label="Why people get letters (optional)"
        hint="In words for them: “because you work at Harbour Health Trust”."
        rows={2}
        value={values.purpose}
        problems={problems}
      />
      <TextArea
        name="welcome"
        label="Welcome letter (optional)"
        hint="Plain text, sent once to each person who joins with the form. Without it they get none. After you save, the list’s page has a preview."
        rows={6}
        value={values.welcome}
        problems={problems}
      />
    </>
  );
}
