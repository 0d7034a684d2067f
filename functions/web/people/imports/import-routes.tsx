import type { Context } from "hono";
import { decodeTime } from "ulid";
import * as z from "zod";
import { actorOf } from "../../../core/access/actor.ts";
import {
  type ImportMode,
  importModes,
  type TableChoice,
  tableChoice,
} from "../../../core/people/imports/import.ts";
import type { List } from "../../../core/people/list.ts";
import { csvLine } from "../../../core/text/csv-line.ts";
import {
  decideAboutImport,
  type ImportDecision,
} from "../../../steps/people/imports/decide-import.ts";
import {
  getImport,
  listBadRows,
  listFirstRows,
  type StoredImport,
} from "../../../store/people/imports.ts";
import type { EditorsRoom } from "../../kit/editors-room.ts";
import type { FieldProblem } from "../../kit/fields.tsx";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import { sayPeople } from "../../kit/say.ts";
import { policyWithForms } from "../../kit/security-headers.ts";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import type { SignedIn } from "../../sign-in/sign-in.ts";
import { findList } from "../lists/list-routes.tsx";
import { streamOf, withMark } from "../people-csv.ts";
import { ImportFilePage } from "./import-file-page.tsx";
import { sayImportReason } from "./import-words.ts";
import { OneImportPage, WaitingPage } from "./one-import-page.tsx";

const importId = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
/** How long the page of an import waits for its file: as long as the form is valid. */
const waitMs = 3_600_000;

/** The import of a list from a file: file, columns and check, progress, undo. */
export function addImportRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;
  const find = async (c: Context<SignedIn>) => {
    const list = await findList(room, c.req.param("list") ?? "");
    const id = importId.safeParse(c.req.param("import")).data;
    const imported = id === undefined ? undefined : await getImport(pipeline.table, id);
    return list && imported?.list === list.id ? { list, imported } : undefined;
  };
  const show = async (
    c: Context<SignedIn>,
    { list, imported }: { readonly list: List; readonly imported: StoredImport },
    problems: readonly FieldProblem[] = [],
  ) => {
    const page = (
      <OneImportPage
        frame={frame}
        list={list}
        imported={imported}
        rows={await listFirstRows(pipeline.table, imported.id)}
        problems={problems}
        now={new Date(pipeline.now())}
      />
    );
    return sendPage(c, page, problems.length > 0 ? 409 : 200);
  };
  const decide = async (c: Context<SignedIn>, found: Found, decision: ImportDecision) => {
    const { list, imported } = found;
    const by = actorOf(c.var.person);
    const reason = await decideAboutImport(pipeline, imported, decision, by);
    if (!reason) return c.redirect(`/lists/${list.id}/imports/${imported.id}`, 303);
    if (reason.code !== "many-leave")
      return show(c, found, [{ field: "main", message: sayImportReason(reason) }]);
    const message = `Confirm that ${reason.leaving.toLocaleString("en-GB")} of ${sayPeople(reason.listed)} leave the list`;
    return show(c, found, [{ field: "leaving", message }]);
  };

  routes.get("/lists/:list/import", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    const { uploads } = pipeline;
    if (!list || list.archivedAt !== undefined || !uploads) return sendProblem(c, frame, 404);
    const id = pipeline.newId();
    const form = uploads.form({
      id,
      list: list.id,
      by: actorOf(c.var.person),
      redirect: `${pipeline.editorsUrl}/lists/${list.id}/imports/${id}`,
      now: new Date(pipeline.now()),
    });
    c.header("Content-Security-Policy", policyWithForms(new URL(form.action).origin));
    return sendPage(c, <ImportFilePage frame={frame} list={list} form={form} />);
  });

  routes.get("/lists/:list/imports/:import", "people", async c => {
    const found = await find(c);
    if (found) return show(c, found);
    const list = await findList(room, c.req.param("list"));
    const id = importId.safeParse(c.req.param("import")).data;
    const isNew = id !== undefined && pipeline.now() - decodeTime(id) < waitMs;
    if (!list || !isNew) return sendProblem(c, frame, 404);
    // It may have begun since the first look.
    const imported = await getImport(pipeline.table, id);
    if (imported)
      return imported.list === list.id ? show(c, { list, imported }) : sendProblem(c, frame, 404);
    return sendPage(c, <WaitingPage frame={frame} list={list} />);
  });

  routes.post("/lists/:list/imports/:import/columns", "people", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    const [header = []] = await listFirstRows(pipeline.table, found.imported.id);
    const choice = choiceIn(await c.req.parseBody(), header);
    return decide(c, found, { act: "read", choice });
  });

  routes.post("/lists/:list/imports/:import/apply", "people", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    const { mode, leaving } = await c.req.parseBody();
    return decide(c, found, {
      act: "apply",
      mode: importModes.find((each: ImportMode) => each === mode),
      mayManyLeave: leaving === "yes",
    });
  });

  routes.post("/lists/:list/imports/:import/undo", "people", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    return decide(c, found, { act: "undo" });
  });

  routes.get("/lists/:list/imports/:import/bad.csv", "people", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    return c.body(streamOf(withMark(badRowsCsv(pipeline.table, found.imported.id))), 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${found.list.id}-not-imported.csv"`,
    });
  });
}

type Found = { readonly list: List; readonly imported: StoredImport };

/** Reads which field each column is, by the header of the file. */
function choiceIn(
  fields: Readonly<Record<string, unknown>>,
  header: readonly string[],
): TableChoice {
  const map = header.flatMap((name, index) => {
    const field = tableChoice.shape.map.valueType.safeParse(fields[`column-${index}`]).data;
    return field === undefined ? [] : [[name, field] as const];
  });
  const encoding = tableChoice.shape.encoding.safeParse(fields.encoding).data;
  return { map: Object.fromEntries(map), encoding };
}

async function* badRowsCsv(...given: Parameters<typeof listBadRows>): AsyncGenerator<string> {
  yield csvLine(["row", "reason"]);
  for await (const { row, reason } of listBadRows(...given)) yield csvLine([String(row), reason]);
}
