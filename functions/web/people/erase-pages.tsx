import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import { zoneOf } from "../kit/editors-room.ts";
import { sayWhoAndWhen } from "../kit/history.tsx";
import { type Frame, Layout } from "../kit/layout.tsx";

type Props = { readonly frame: Frame; readonly edition: Edition | undefined };

/** `person`: the one to go back to, before they are erased. */
function backOf(edition: Edition | undefined, person?: Pick<Subscriber, "id">) {
  if (edition) return { href: `/editions/${edition.id}`, text: "The edition" };
  return person
    ? { href: `/people/${person.id}`, text: "The person" }
    : { href: "/people", text: "People" };
}

/** Asks for confirmation, and explains what erasing does. */
export function ErasePage({
  frame,
  edition,
  person,
}: Props & { readonly person: Subscriber }): JSX.Element {
  const back = backOf(edition, person);
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
        <li>
          They leave every list. They get no more letters, not even one that is being sent now.
        </li>
        <li>
          We delete their name, their addresses and everything else about them at once. Files of
          imports, and what an undo of them needs, are deleted within 10 days.
        </li>
        <li>
          We keep only a code made from each address, with the date, so that an import cannot add
          them again. Nobody can read the address from the code.
        </li>
        <li>The figures of editions still count them, by an id without a name.</li>
      </ul>
      <p class="govuk-body">You cannot undo this.</p>
      <form
        action={`/subscribers/${person.id}/erase${edition ? `?edition=${edition.id}` : ""}`}
        method="post"
      >
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button govuk-button--warning">
            Erase permanently
          </button>
          <a class="govuk-link" href={back.href}>
            Do not erase
          </a>
        </div>
      </form>
    </Layout>
  );
}

export function ErasedPage({
  frame,
  edition,
  id,
  erased,
}: Props & { readonly id: string; readonly erased: HistoryItem | undefined }): JSX.Element {
  return (
    <Layout frame={frame} title="Person erased" back={backOf(edition)}>
      <h1 class="govuk-heading-l">Person erased</h1>
      <p class="govuk-body dc-wrap">
        We deleted the data of the person with the id {id}. We send nothing more to them.
      </p>
      {erased && <p class="govuk-body">Erased {sayWhoAndWhen(erased, zoneOf(undefined))}.</p>}
    </Layout>
  );
}
