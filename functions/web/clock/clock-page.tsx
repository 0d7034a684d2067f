import type { JSX } from "hono/jsx/jsx-runtime";
import { everyBulletin } from "../../core/access/member.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { sayCount } from "../../core/text/say-count.ts";
import type { RestoredTable } from "../../store/sending/origins.ts";
import { Banner } from "../kit/banner.tsx";
import { Radios } from "../kit/choice-fields.tsx";
import { type Frame, Layout, May } from "../kit/layout.tsx";
import { sayInstant } from "../kit/say.ts";

/** What the page of the clock shows. */
export type ClockView = {
  readonly restored: RestoredTable | undefined;
  /** Epoch milliseconds. */
  readonly lastTick: number | undefined;
  /** Bulletins with a date that has passed, and that date. */
  readonly passed: readonly { readonly bulletin: Bulletin; readonly slot: Date }[];
  readonly held: readonly Edition[];
};

export function ClockPage({
  frame,
  view,
  isRestarted,
}: {
  readonly frame: Frame;
  readonly view: ClockView;
  readonly isRestarted: boolean;
}): JSX.Element {
  const { restored, lastTick } = view;
  return (
    <Layout
      frame={frame}
      title={restored ? "Nothing is sent" : "Sending by date"}
      back={{ href: "/", text: "Home" }}
    >
      {isRestarted && !restored && <Banner>Sending goes on.</Banner>}
      {restored ? (
        <Waiting restored={restored} view={view} />
      ) : (
        <>
          <h1 class="govuk-heading-l">Sending by date</h1>
          <p class="govuk-body">
            {lastTick === undefined
              ? "The clock has not run yet."
              : `The clock last ran on ${sayInstant(new Date(lastTick), "UTC")}. It opens each edition at its date.`}
          </p>
        </>
      )}
    </Layout>
  );
}

function Waiting({
  restored: { at, lastTick },
  view: { passed, held },
}: {
  readonly restored: RestoredTable;
  readonly view: ClockView;
}): JSX.Element {
  return (
    <>
      <h1 class="govuk-heading-l">Nothing is sent: the data was restored from a backup</h1>
      <p class="govuk-body">
        {lastTick !== undefined && `The backup is from ${sayInstant(new Date(lastTick), "UTC")}. `}
        Letters may have gone out after it, and these pages do not know of them. Nothing is sent by
        itself since {sayInstant(new Date(at), "UTC")}.
      </p>
      {held.length > 0 && (
        <>
          <h2 class="govuk-heading-m">
            {sayCount(held.length, "edition was", "editions were")} under way, and paused now
          </h2>
          <ul class="govuk-list govuk-list--bullet">
            {held.map(({ id, subject }) => (
              <li class="dc-wrap">
                <a class="govuk-link" href={`/editions/${id}`}>
                  {subject || "Edition without a letter"}
                </a>
              </li>
            ))}
          </ul>
          <p class="govuk-body">They stay paused until you resume or stop each of them.</p>
        </>
      )}
      {passed.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Dates that have passed</h2>
          <ul class="govuk-list govuk-list--bullet">
            {passed.map(({ bulletin, slot }) => (
              <li class="dc-wrap">
                {bulletin.name}: from {sayInstant(slot, bulletin.zone)}
              </li>
            ))}
          </ul>
          <p class="govuk-body">
            They are skipped, because their letters may have gone out. To send one all the same, use
            “Send now” of the bulletin afterwards.
          </p>
        </>
      )}
      <May permission="hold" on={everyBulletin}>
        <form action="/clock/restart" method="post">
          <Radios
            name="entries"
            label="Entries that are marked ready"
            problems={[]}
            value="draft"
            choices={[
              {
                value: "draft",
                text: "Return them to drafts",
                hint: "Letters with them may have gone out. An editor marks the others ready again.",
              },
              {
                value: "keep",
                text: "Leave them ready",
                hint: "Only if you know that nothing went out after the backup.",
              },
            ]}
          />
          <button type="submit" class="govuk-button">
            Let sending go on
          </button>
        </form>
      </May>
    </>
  );
}
