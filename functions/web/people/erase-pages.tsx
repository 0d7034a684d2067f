import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { Subscriber } from "../../store/people/subscribers.ts";
import { type Frame, Layout } from "../kit/layout.tsx";

type Props = { readonly frame: Frame; readonly edition: Edition | undefined };

function backOf(edition: Edition | undefined) {
  return edition ? { href: `/editions/${edition.id}`, text: "The edition" } : { href: "/", text: "All bulletins" };
}

/** Asks whether a person is to be erased, and says what that means. */
export function ErasePage({ frame, edition, person }: Props & { readonly person: Subscriber }): JSX.Element {
  const back = backOf(edition);
  return (
    <Layout frame={frame} title="Erase a person" back={back}>
      <h1 class="govuk-heading-l dc-wrap">
        Erase <bdi>{person.name ?? person.email}</bdi>?
      </h1>
      {person.name && (
        <p class="govuk-body dc-wrap">
          <bdi>{person.email}</bdi>
        </p>
      )}
      <ul class="govuk-list govuk-list--bullet">
        <li>They leave every list, and get no letter any more, one that is being sent at this moment included.</li>
        <li>Their name, address and all else that is kept about them are deleted.</li>
        <li>
          What stays is a code made of the address, from which the address cannot be read. By it an import knows that they must
          not be brought back.
        </li>
        <li>The accounts of editions still count them, under an id and without a name.</li>
      </ul>
      <p class="govuk-body">This cannot be undone.</p>
      <form action={`/subscribers/${person.id}/erase${edition ? `?edition=${edition.id}` : ""}`} method="post">
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button govuk-button--warning">
            Erase for good
          </button>
          <a class="govuk-link" href={back.href}>
            Do not erase them
          </a>
        </div>
      </form>
    </Layout>
  );
}

export function ErasedPage({ frame, edition, id }: Props & { readonly id: string }): JSX.Element {
  return (
    <Layout frame={frame} title="They are erased" back={backOf(edition)}>
      <h1 class="govuk-heading-l">They are erased</h1>
      <p class="govuk-body dc-wrap">Nothing is kept any more of whoever was known as {id}, and nothing is sent to them.</p>
    </Layout>
  );
}
