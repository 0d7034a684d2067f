import type { JSX } from "hono/jsx/jsx-runtime";
import type { List } from "../../../core/people/list.ts";
import type { Subscriber } from "../../../core/people/subscriber.ts";
import type { AddedPerson } from "../../../steps/people/person/add-person.ts";
import { ErrorSummary, type FieldProblem } from "../../kit/fields.tsx";
import { type Frame, Layout } from "../../kit/layout.tsx";
import { reasonWords } from "../copy-words.ts";
import { PersonFields, type PersonValues } from "../person/person-form.tsx";

type NotAdded = Exclude<AddedPerson, { kind: "added" }>;

export function AddPersonPage({
  frame,
  list,
  values,
  problems,
  notAdded,
}: {
  readonly frame: Frame;
  readonly list: List;
  readonly values: PersonValues;
  readonly problems: readonly FieldProblem[];
  readonly notAdded?: NotAdded | undefined;
}): JSX.Element {
  const here = `/lists/${list.id}`;
  return (
    <Layout
      frame={frame}
      title={`Add a person to ${list.name}`}
      back={{ href: here, text: list.name }}
    >
      <ErrorSummary problems={problems} />
      {notAdded && <WhyNotAdded notAdded={notAdded} />}
      <span class="govuk-caption-l dc-wrap">
        <bdi>{list.name}</bdi>
      </span>
      <h1 class="govuk-heading-l">Add a person</h1>
      <p class="govuk-body">
        Add only people who may get these letters
        {list.purpose ? `: ${list.purpose}` : ""}. They get no email about it.
      </p>
      <form action={`${here}/add`} method="post" novalidate>
        <PersonFields values={values} problems={problems} />
        <button type="submit" class="govuk-button">
          Add to the list
        </button>
      </form>
    </Layout>
  );
}

function WhyNotAdded({ notAdded }: { readonly notAdded: NotAdded }): JSX.Element {
  const link = (subscriber: string | undefined, text: string) =>
    subscriber !== undefined && (
      <a class="govuk-link" href={`/people/${subscriber}`}>
        {text}
      </a>
    );
  return (
    <div class="govuk-error-summary" tabindex={-1} data-error-summary>
      <div role="alert">
        <h2 class="govuk-error-summary__title">The person was not added</h2>
        <div class="govuk-error-summary__body">
          <p class="govuk-body">
            {notAdded.kind === "already-on" && (
              <>
                They are on the list already.{" "}
                {link(notAdded.subscriber, "See the person, and change their details")}
              </>
            )}
            {notAdded.kind === "suppressed" &&
              (notAdded.reason === "erased" ? (
                "This person was erased. They can only join themselves."
              ) : (
                <>
                  {typeof notAdded.scope === "object"
                    ? "They have left this list themselves."
                    : `We do not write to this address: ${reasonWords[notAdded.reason]}.`}{" "}
                  {link(notAdded.subscriber, "See the person, and lift this first")}
                </>
              ))}
            {notAdded.kind === "archived" && "The list is archived. Take it back into use first."}
            {notAdded.kind === "no-list" && "The list does not exist any more."}
          </p>
        </div>
      </div>
    </div>
  );
}

export function RemovePersonPage({
  frame,
  list,
  person,
}: {
  readonly frame: Frame;
  readonly list: List;
  readonly person: Subscriber;
}): JSX.Element {
  const here = `/lists/${list.id}`;
  return (
    <Layout
      frame={frame}
      title={`Remove a person from ${list.name}`}
      back={{ href: here, text: list.name }}
    >
      <h1 class="govuk-heading-l dc-wrap">
        Remove <bdi>{person.name ?? person.email}</bdi> from <bdi>{list.name}</bdi>?
      </h1>
      <p class="govuk-body">
        They get no more letters through this list, not even one that is being sent now. They stay
        on their other lists. You can add them again.
      </p>
      <form action={`${here}/remove/${person.id}`} method="post">
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button govuk-button--warning">
            Remove from the list
          </button>
          <a class="govuk-link" href={here}>
            Do not remove
          </a>
        </div>
      </form>
    </Layout>
  );
}
