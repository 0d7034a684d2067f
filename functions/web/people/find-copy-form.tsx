import type { JSX } from "hono/jsx/jsx-runtime";
import { AddressField, type FieldProblem } from "../kit/fields.tsx";

type Props = {
  /** The edition's address. */
  readonly here: string;
  readonly value?: string;
  readonly problems?: readonly FieldProblem[];
};

/** Asks for a person by her address, in the body of the request: in a URL it would stand in logs and histories. */
export function FindCopyForm({ here, value = "", problems = [] }: Props): JSX.Element {
  return (
    <form action={`${here}/find`} method="post" novalidate>
      <AddressField name="address" label="Did somebody get it?" hint="Their e-mail address" value={value} problems={problems} />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Look it up
      </button>
    </form>
  );
}
