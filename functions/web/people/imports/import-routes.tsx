import type { Context } from "hono";
import * as z from "zod";
import { actorOf } from "../../../core/access/actor.ts";
import { type TableChoice, tableChoice } from "../../../core/people/imports/import.ts";
import type { List } from "../../../core/people/list.ts";
import { csvLine } from "../../../core/text/csv-line.ts";
import {
  type ContinueOptions,
  continueImport,
} from "../../../steps/people/imports/continue-import.ts";
import { readReceived, receiveFile } from "../../../steps/people/imports/receive-file.ts";
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
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import type { SignedIn } from "../../sign-in/sign-in.ts";
import { findList } from "../lists/list-routes.tsx";
import { streamOf, withMark } from "../people-csv.ts";
import { ImportFilePage } from "./import-file-page.tsx";
import { sayImportReason } from "./import-words.ts";
import { OneImportPage } from "./one-import-page.tsx";

/** A request works for this long at most: an HTTP API waits for 30 seconds. */
const workMs = 12_000;

const importId = z.string().regex(/^[0-9A-Z]{26}$/);

/** The import of a list from a file: file, columns and check, progress, undo. */
export function addImportRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;
  const work = (c: Context<SignedIn>, id: string, more: Partial<ContinueOptions> = {}) => {
    const until = pipeline.monotonic() + workMs;
    const mayGoOn = () => pipeline.monotonic() < until;
    return continueImport(pipeline, id, {
      by: actorOf(c.var.person),
      mayGoOn,
      patienceMs: workMs,
      ...more,
    });
  };
  const find = async (c: Context<SignedIn>) => {
    const list = await findList(room, c.req.param("list") ?? "");
    const id = importId.safeParse(c.req.param("import")).data;
    const imported = id === undefined ? undefined : await getImport(pipeline.table, id);
    return list && imported?.list === list.id ? { list, imported } : undefined;
  };
  const show = async (
    c: Context<SignedIn>,
    found: { readonly list: List; readonly imported: StoredImport },
    problems: readonly FieldProblem[] = [],
  ) => {
    const { list, imported } = found;
    const rows = await listFirstRows(pipeline.table, imported.id);
    const now = new Date(pipeline.now());
    const page = (
      <OneImportPage
        frame={frame}
        list={list}
        imported={imported}
        rows={rows}
        problems={problems}
        now={now}
      />
    );
    return sendPage(c, page, problems.length > 0 ? 409 : 200);
  };
  const go = (c: Context<SignedIn>, { list, id }: Pick<StoredImport, "list" | "id">) =>
    c.redirect(`/lists/${list}/imports/${id}`, 303);

  routes.get("/lists/:list/import", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    if (!list) return sendProblem(c, frame, 404);
    return sendPage(c, <ImportFilePage frame={frame} list={list} problems={[]} />);
  });

  routes.post("/lists/:list/import", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    if (!list) return sendProblem(c, frame, 404);
    const { file } = await c.req.parseBody();
    const again = (message: string) => {
      const problems = [{ field: "file", message }];
      return sendPage(c, <ImportFilePage frame={frame} list={list} problems={problems} />, 400);
    };
    if (!(file instanceof File) || file.size === 0) return again("Choose a file that is not empty");
    const received = await receiveFile(pipeline, {
      list: list.id,
      name: file.name.slice(0, 200),
      bytes: new Uint8Array(await file.arrayBuffer()),
      by: actorOf(c.var.person),
    });
    if (received.kind === "refused") return again(sayImportReason(received.reason).slice(0, -1));
    if (received.import.table) await work(c, received.import.id);
    return go(c, received.import);
  });

  routes.get("/lists/:list/imports/:import", "people", async c => {
    const found = await find(c);
    return found ? show(c, found) : sendProblem(c, frame, 404);
  });

  routes.post("/lists/:list/imports/:import/columns", "people", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    const { imported } = found;
    const isOpen =
      imported.status === "checked" || (imported.status === "failed" && !imported.table);
    if (!isOpen) return go(c, imported);
    const [header = []] = await listFirstRows(pipeline.table, imported.id);
    const choice = choiceIn(await c.req.parseBody(), header);
    const read = await readReceived(pipeline, imported, choice);
    if (read.table) await work(c, read.id);
    return go(c, read);
  });

  routes.post("/lists/:list/imports/:import/apply", "people", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    const { mode, leaving } = await c.req.parseBody();
    const outcome = await work(c, found.imported.id, {
      decided: "apply",
      mode: mode === "replace" ? "replace" : mode === "update" ? "update" : found.imported.mode,
      mayManyLeave: leaving === "yes",
    });
    if (outcome.kind !== "refused") return go(c, outcome.import);
    const { reason } = outcome;
    const problem =
      reason.code === "many-leave"
        ? {
            field: "leaving",
            message: `Confirm that ${reason.leaving.toLocaleString("en-GB")} of ${sayPeople(reason.listed)} leave the list`,
          }
        : { field: "main", message: sayImportReason(reason) };
    return show(c, (await find(c)) ?? found, [problem]);
  });

  routes.post("/lists/:list/imports/:import/continue", "people", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    await work(c, found.imported.id);
    return go(c, found.imported);
  });

  routes.post("/lists/:list/imports/:import/undo", "people", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    const outcome = await work(c, found.imported.id, { decided: "undo" });
    if (outcome.kind !== "refused") return go(c, outcome.import);
    const message = sayImportReason(outcome.reason);
    return show(c, (await find(c)) ?? found, [{ field: "main", message }]);
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
