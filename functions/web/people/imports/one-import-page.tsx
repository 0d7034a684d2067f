import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Import } from "../../../core/people/imports/import.ts";
import type { List } from "../../../core/people/list.ts";
import { Banner } from "../../kit/banner.tsx";
import { ErrorSummary, type FieldProblem } from "../../kit/fields.tsx";
import { type Frame, Layout } from "../../kit/layout.tsx";
import { sayPeople } from "../../kit/say.ts";
import { ImportPlan, pathOfImport, UnreadableImport } from "./import-plan.tsx";
import { ImportResult } from "./import-result.tsx";
import { sayImportReason, sayUndoUntil } from "./import-words.ts";

type Props = {
  readonly frame: Frame;
  readonly list: List;
  readonly imported: Import;
  /** The first rows of the file, while it is kept. */
  readonly rows: readonly (readonly string[])[];
  readonly problems: readonly FieldProblem[];
  readonly now: Date;
};

/** An import after its file was read: columns and check, progress, result and undo. */
export function OneImportPage(props: Props): JSX.Element {
  const { frame, list, imported, problems } = props;
  const title = `Import of ${imported.file}`;
  const what = workOn(imported);
  const reason = what === undefined && imported.table ? imported.reason : undefined;
  const shown = reason
    ? [{ field: "main", message: sayImportReason(reason) }, ...problems]
    : problems;
  const isDone = what === undefined && shown.length === 0;
  return (
    <Layout
      frame={frame}
      title={title}
      back={{ href: `/lists/${list.id}`, text: list.name }}
      refreshSeconds={what === undefined ? undefined : refreshSeconds}
    >
      <ErrorSummary problems={shown} />
      {isDone && imported.status === "applied" && <Banner>The people are imported.</Banner>}
      {isDone && imported.status === "undone" && <Banner>The import is undone.</Banner>}
      <span class="govuk-caption-l dc-wrap">
        <bdi>{list.name}</bdi>
      </span>
      <h1 class="govuk-heading-l dc-wrap">{title}</h1>
      {what === undefined ? <Body {...props} /> : <Working imported={imported} what={what} />}
    </Layout>
  );
}

const refreshSeconds = 3;

/** Before S3 has told that the file is there. */
export function WaitingPage({ frame, list }: Pick<Props, "frame" | "list">): JSX.Element {
  const back = { href: `/lists/${list.id}`, text: list.name };
  return (
    <Layout frame={frame} title="Reading the file" back={back} refreshSeconds={refreshSeconds}>
      <span class="govuk-caption-l dc-wrap">
        <bdi>{list.name}</bdi>
      </span>
      <h1 class="govuk-heading-l">Reading the file</h1>
      <p class="govuk-body" data-reload="">
        This usually takes a few seconds. The page updates itself.
      </p>
    </Layout>
  );
}

/** What is being done to the people of an import: "imported". Undefined: a person decides next. */
function workOn({ status, wanted, table }: Import): string | undefined {
  if (wanted === "undo" || status === "undoing") return "undone";
  if (wanted === "apply" || status === "applying") return "imported";
  if (wanted === "read" || (status === "checking" && !table)) return "read";
  return status === "checking" ? "checked" : undefined;
}

function Body(props: Props): JSX.Element {
  const { imported } = props;
  switch (imported.status) {
    case "checked":
      return <ImportPlan {...props} />;
    case "applied":
      return <Applied {...props} />;
    case "undone":
      return (
        <p class="govuk-body">
          The list is as it was before. People who have unsubscribed since, or whose letters came
          back, still get no letters.
        </p>
      );
    default:
      return imported.table ? <Failed {...props} /> : <UnreadableImport {...props} />;
  }
}

/** The work goes on without the page, which shows how far it is. */
function Working({
  imported: { done, table, status },
  what,
}: Pick<Props, "imported"> & { readonly what: string }): JSX.Element {
  const total = table?.people ?? 0;
  const isCounted = status === "checking" || status === "applying";
  const words =
    isCounted && total > 0
      ? `${done.toLocaleString("en-GB")} of ${sayPeople(total)} ${what}`
      : `The file is being ${what}`;
  return (
    <div data-reload="">
      <p class="govuk-body" id="import-progress">
        {words}. The page updates itself, and the work goes on if you leave it.
      </p>
      <progress
        class="dc-progress"
        aria-labelledby="import-progress"
        max={String(Math.max(1, total))}
        value={isCounted && total > 0 ? String(done) : undefined}
      ></progress>
    </div>
  );
}

function PostButton({
  action,
  look = "",
  children,
}: {
  readonly action: string;
  readonly look?: string;
  readonly children?: Child;
}): JSX.Element {
  return (
    <form action={action} method="post">
      <button type="submit" class={`govuk-button ${look}`.trim()}>
        {children}
      </button>
    </form>
  );
}

function Failed({ imported }: Props): JSX.Element {
  const here = pathOfImport(imported);
  return (
    <>
      <p class="govuk-body dc-wrap">
        The import stopped before its end. Some of its people may be on the list.
      </p>
      <div class="govuk-button-group">
        <PostButton action={`${here}/apply`}>Try again</PostButton>
        <PostButton action={`${here}/undo`} look="govuk-button--secondary">
          Undo what was imported
        </PostButton>
      </div>
    </>
  );
}

function Applied({ imported, list, now }: Props): JSX.Element {
  const here = pathOfImport(imported);
  const until = sayUndoUntil(imported);
  const mayUndo = now.getTime() < Date.parse(imported.appliedAt ?? "") + 7 * 86_400_000;
  return (
    <>
      <ImportResult imported={imported} isPlan={false} here={here} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/lists/${list.id}`}>
          See the people of the list
        </a>
      </p>
      {mayUndo && (
        <>
          <h2 class="govuk-heading-m">Undo</h2>
          <p class="govuk-body">
            Until {until} you can undo this import. People who have unsubscribed by then, or whose
            letters came back, are not brought back.
          </p>
          <PostButton action={`${here}/undo`} look="govuk-button--warning">
            Undo the import
          </PostButton>
        </>
      )}
    </>
  );
}
