import type { JSX } from "hono/jsx/jsx-runtime";
import { AddressField, type FieldProblem } from "../kit/fields.tsx";

type Props = {
  /** The address of the edition's page. */
  readonly here: string;
  readonly value?: string;
  readonly problems?: readonly FieldProblem[];
};

/** Posts the address in the body: in a URL it would reach logs and browser histories. */
export function FindCopyForm({ here, value = "", problems = [] }: Props): JSX.Element {
  return (
    <form action={`${here}/find`} method="post" novalidate>
      <AddressField
        name="address"
        label="Did this person get it?"
        hint="Their email address"
        value={value}
        problems={problems}
      />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Look up the person
      </button>
    </form>
  );
}
