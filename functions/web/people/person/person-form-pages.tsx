import type { JSX } from "hono/jsx/jsx-runtime";
import type { SesListing } from "../../../core/people/ses-listing.ts";
import type { Subscriber } from "../../../core/people/subscriber.ts";
import { activeIn } from "../../../core/people/suppression.ts";
import { Radios } from "../../kit/choice-fields.tsx";
import { ErrorSummary, type FieldProblem, TextArea } from "../../kit/fields.tsx";
import { type Frame, Layout } from "../../kit/layout.tsx";
import { PersonFields, type PersonValues } from "./person-form.tsx";
import type { Names } from "./person-page.tsx";
import { sayListing, sayScope, saySince } from "./suppression-words.ts";

export function EditPersonPage({
  frame,
  person,
  values,
  problems,
}: {
  readonly frame: Frame;
  readonly person: Subscriber;
  readonly values: PersonValues;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  const here = `/people/${person.id}`;
  return (
    <Layout
      frame={frame}
      title="Change a person’s details"
      back={{ href: here, text: person.name ?? person.email }}
    >
      <ErrorSummary problems={problems} />
      <h1 class="govuk-heading-l">Change the details</h1>
      <form action={`${here}/edit`} method="post" novalidate>
        <PersonFields values={values} problems={problems} />
        <p class="govuk-body">
          With a new address they keep their lists. The bulletins that they have left stay left.
        </p>
        <button type="submit" class="govuk-button">
          Save the details
        </button>
      </form>
    </Layout>
  );
}

export type LiftValues = Readonly<Record<"scope" | "reason", string>>;

/** The value of a scope in the form. */
export function scopeValue(scope: ReturnType<typeof activeIn>[number]["scope"]): string {
  return typeof scope === "string" ? scope : Object.entries(scope).flat().join(" ");
}

export function LiftPage({
  frame,
  person,
  names,
  listing,
  values,
  problems,
}: {
  readonly frame: Frame;
  readonly person: Subscriber;
  readonly names: Names;
  readonly listing: SesListing;
  readonly values: LiftValues;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  const here = `/people/${person.id}`;
  const active = activeIn(person.suppression);
  const hasComplained = active.some(({ since }) => since.reason === "complained");
  const choices = active.map(({ scope, since }) => ({
    value: `${scopeValue(scope)} ${since.reason}`,
    text: `${sayScope(scope, names)}: ${saySince(since)}`,
  }));
  if (choices.length === 0 && listing.kind === "listed")
    choices.push({ value: "everywhere listed", text: "Amazon SES’s own suppression list alone" });
  const problem = problems.find(({ field }) => field === "confirmed");
  return (
    <Layout
      frame={frame}
      title="Write to a person again"
      back={{ href: here, text: person.name ?? person.email }}
    >
      <ErrorSummary problems={problems} />
      <h1 class="govuk-heading-l dc-wrap">
        Write to <bdi>{person.name ?? person.email}</bdi> again?
      </h1>
      <p class="govuk-body">
        {sayListing(listing)}
        {listing.kind !== "not-listed" && " If you lift all letters, we remove it there too."}
      </p>
      <form action={`${here}/lift`} method="post" novalidate>
        <Radios
          name="scope"
          label="What do you lift?"
          value={values.scope}
          problems={problems}
          choices={choices}
        />
        <TextArea
          name="reason"
          label="Why?"
          hint="For the history, for example “They have a new mailbox and wrote to us on 3 December.”"
          rows={3}
          value={values.reason}
          problems={problems}
        />
        {hasComplained && (
          <div class={`govuk-form-group${problem ? " govuk-form-group--error" : ""}`}>
            <fieldset class="govuk-fieldset" aria-describedby={problem && "confirmed-error"}>
              <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
                They reported a letter as spam
              </legend>
              {problem && (
                <p id="confirmed-error" class="govuk-error-message">
                  <span class="govuk-visually-hidden">Error:</span> {problem.message}
                </p>
              )}
              <div class="govuk-checkboxes">
                <div class="govuk-checkboxes__item">
                  <input
                    class="govuk-checkboxes__input"
                    id="confirmed"
                    name="confirmed"
                    type="checkbox"
                    value="yes"
                  />
                  <label class="govuk-label govuk-checkboxes__label" for="confirmed">
                    They have asked for letters again, and I can show that
                  </label>
                </div>
              </div>
            </fieldset>
          </div>
        )}
        <button type="submit" class="govuk-button">
          Write to them again
        </button>
      </form>
    </Layout>
  );
}
