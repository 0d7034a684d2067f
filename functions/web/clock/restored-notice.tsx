import type { JSX } from "hono/jsx/jsx-runtime";
import { getOrigin, type RestoredTable } from "../../store/sending/origins.ts";
import type { Table } from "../../store/table.ts";

/** Returns the restore that waits for a person's decision; undefined if there is none. */
export async function findWaitingRestore(table: Table): Promise<RestoredTable | undefined> {
  return (await getOrigin(table))?.restored;
}

/** Says that nothing is sent, on the pages from which people expect letters to go out. */
export function RestoredNotice({
  restored,
}: {
  readonly restored: RestoredTable | undefined;
}): JSX.Element | null {
  if (!restored) return null;
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">Warning</span>
        Nothing is sent: the data was restored from a backup.{" "}
        <a class="govuk-link" href="/clock">
          See what to do
        </a>
      </strong>
    </div>
  );
}
