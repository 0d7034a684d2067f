import type { JSX } from "hono/jsx/jsx-runtime";
import * as z from "zod";
import { parseMailbox } from "../../../core/people/mailbox.ts";
import { type Profile, profileSchema } from "../../../core/people/subscriber.ts";
import { AddressField, type FieldProblem, TextField, wrongAddress } from "../../kit/fields.tsx";
import { readForm } from "../../kit/read-form.ts";

const { name, salutation, language } = profileSchema.shape;
const typed = z.object({ name, salutation, language });

export type PersonValues = Readonly<Record<"email" | "name" | "salutation" | "language", string>>;

export type PersonForm =
  | { readonly kind: "good"; readonly values: PersonValues; readonly person: Profile }
  | {
      readonly kind: "problems";
      readonly values: PersonValues;
      readonly problems: readonly FieldProblem[];
    };

/** Reads what was typed about a person. The address is read as an import reads it. */
export function readPersonForm(fields: Readonly<Record<string, unknown>>): PersonForm {
  const email = typeof fields.email === "string" ? fields.email.trim() : "";
  const rest = readForm(typed, fields, {
    name: "The name",
    salutation: "The salutation",
    language: "The language",
  });
  const values = { email, ...rest.values };
  const mailbox = parseMailbox(email);
  const problems: FieldProblem[] = [];
  if (mailbox.kind === "invalid")
    problems.push({ field: "email", message: wrongAddress(mailbox.reason) });
  if (rest.kind === "problems") problems.push(...rest.problems);
  if (mailbox.kind === "invalid" || rest.kind === "problems")
    return { kind: "problems", values, problems };
  return { kind: "good", values, person: { email: mailbox.mailbox.address, ...rest.good } };
}

export function personValues(person: Profile): PersonValues {
  const { email, name = "", salutation = "", language = "" } = person;
  return { email, name, salutation, language };
}

export function PersonFields({
  values,
  problems,
}: {
  readonly values: PersonValues;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  return (
    <>
      <AddressField name="email" label="Email address" value={values.email} problems={problems} />
      <TextField name="name" label="Name (optional)" value={values.name} problems={problems} />
      <TextField
        name="salutation"
        label="Salutation (optional)"
        hint="A whole line, for example “Dear Dr Okafor,”. Without it they get the letter’s own."
        value={values.salutation}
        problems={problems}
      />
      <TextField
        name="language"
        label="Language (optional)"
        hint="A language tag such as en, cy or ar."
        value={values.language}
        problems={problems}
      />
    </>
  );
}
