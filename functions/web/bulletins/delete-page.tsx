import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { DroppedBulletin } from "../../steps/editions/bulletins/drop-bulletin.ts";
import type { EditorsRoom } from "../kit/editors-room.ts";
import { Layout } from "../kit/layout.tsx";

/** Asks for confirmation, or explains why the bulletin cannot be deleted. */
export function DeletePage({
  room,
  bulletin,
  state,
}: {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly state: DroppedBulletin | "deletable";
}): JSX.Element {
  const here = `/bulletins/${bulletin.id}`;
  return (
    <Layout
      frame={room.frame}
      title={`Delete ${bulletin.name}`}
      back={{ href: `${here}/settings`, text: "Settings" }}
    >
      <h1 class="govuk-heading-l">Delete {bulletin.name}?</h1>
      {state === "deletable" ? (
        <form action={`${here}/delete`} method="post">
          <p class="govuk-body">
            Nothing of this bulletin was sent. Its settings and its entries are deleted. You cannot
            undo this.
          </p>
          <button type="submit" class="govuk-button govuk-button--warning">
            Delete the bulletin
          </button>
        </form>
      ) : (
        <p class="govuk-body">
          {state === "not-archived"
            ? "Archive the bulletin first: then no edition begins while you delete it."
            : "This bulletin has editions, so its records stay. An archived bulletin sends nothing."}
        </p>
      )}
    </Layout>
  );
}
