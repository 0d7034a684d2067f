import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { May } from "../../kit/layout.tsx";
import { sayUntil } from "../../kit/say.ts";

/** The letter is final. Until the window closes, one button takes it back. */
export function UndoWindow({
  here,
  edition,
  zone,
  now,
}: {
  readonly here: string;
  readonly zone: string;
  readonly now: Date;
  readonly edition: Edition & { readonly addressAfter: string };
}): JSX.Element {
  const until = new Date(edition.addressAfter);
  const time = sayUntil(until, now, zone);
  return (
    <section aria-labelledby="undo">
      <h2 class="govuk-heading-m" id="undo">
        Sends at {time}
      </h2>
      {until > now ? (
        <p class="govuk-body">
          You can undo until then. Nobody has the letter yet.{" "}
          <span data-countdown={until.toISOString()} data-now={now.toISOString()}></span>
        </p>
      ) : (
        <p class="govuk-body">Sending starts now.</p>
      )}
      <May permission="hold" on={edition.bulletin}>
        <form action={`${here}/undo`} method="post">
          <button type="submit" class="govuk-button">
            Undo sending
          </button>
        </form>
      </May>
    </section>
  );
}
