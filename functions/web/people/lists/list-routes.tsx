import * as z from "zod";
import { actorOf, byline } from "../../../core/access/actor.ts";
import type { Import } from "../../../core/people/imports/import.ts";
import { type List, listId, newList } from "../../../core/people/list.ts";
import { peopleOnListCsv } from "../../../core/people/list-export.ts";
import { archiveList, changeList } from "../../../steps/people/lists/change-list.ts";
import { countList, pageBudget } from "../../../steps/people/lists/count-list.ts";
import { createList } from "../../../steps/people/lists/create-list.ts";
import { listBulletins } from "../../../store/bulletins/bulletins.ts";
import { getListImports } from "../../../store/people/import-leases.ts";
import { getImport } from "../../../store/people/imports.ts";
import { getList, listLists } from "../../../store/people/lists.ts";
import { listPeoplePage, listSubscriptions } from "../../../store/people/subscriptions.ts";
import type { EditorsRoom } from "../../kit/editors-room.ts";
import { readHistory } from "../../kit/history.tsx";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import { formValues } from "../../kit/read-form.ts";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { maxPeoplePerFile, streamOf, withMark } from "../people-csv.ts";
import { listFormSchema, newListFormSchema, readListForm, readNewListForm } from "./list-form.tsx";
import { ListSettingsPage, NewListPage } from "./list-form-pages.tsx";
import { ListsPage } from "./lists-page.tsx";
import { OneListPage } from "./one-list-page.tsx";
import { WelcomePage } from "./welcome-page.tsx";

/** People on one page of a list. */
const maxPeople = 50;

const asked = z.object({
  after: z
    .string()
    .regex(/^[0-9A-Z]{26}$/)
    .optional(),
  done: z.string().optional(),
});

/** Returns the list with an id from a URL; undefined if it is invalid or unknown. */
export async function findList({ pipeline }: EditorsRoom, id: string): Promise<List | undefined> {
  return listId.safeParse(id).success ? getList(pipeline.table, id) : undefined;
}

/** The import under way, the last one, and the one that can be undone, if they differ. */
async function importsOf({ pipeline: { table } }: EditorsRoom, list: string): Promise<Import[]> {
  const { running, latest, applied } = await getListImports(table, list);
  const ids = new Set([running, latest, applied].filter(id => id !== undefined));
  const found = await Promise.all([...ids].map(id => getImport(table, id)));
  return found.filter(each => each !== undefined);
}

/** The pages of lists: all, a new one, one with its people, its settings. */
export function addListRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;
  const { table } = pipeline;

  routes.get("/lists", "read", async c => {
    const [lists, bulletins] = await Promise.all([listLists(table), listBulletins(table)]);
    // All lists of the page share one budget: the page costs the same however many there are.
    const budget = pageBudget();
    const counted = await Promise.all(
      lists.map(async list => ({ list, count: await countList(pipeline, list.id, budget) })),
    );
    const usedBy = new Map(
      lists.map(({ id }) => [id, bulletins.filter(each => each.lists.includes(id))] as const),
    );
    const names = new Map(
      [...usedBy].flatMap(([id, users]) =>
        users.length > 0 ? [[id, users.map(({ name }) => name)] as const] : [],
      ),
    );
    const now = new Date(pipeline.now());
    return sendPage(c, <ListsPage frame={frame} lists={counted} usedBy={names} now={now} />);
  });

  routes.get("/lists/new", "people", async c => {
    const values = formValues(newListFormSchema, newList({ id: "", name: "" }));
    return sendPage(c, <NewListPage frame={frame} values={values} problems={[]} />);
  });

  routes.post("/lists/new", "people", async c => {
    const form = readNewListForm(await c.req.parseBody());
    const { values } = form;
    if (form.kind === "problems")
      return sendPage(
        c,
        <NewListPage frame={frame} values={values} problems={form.problems} />,
        400,
      );
    const list: List = { ...form.good, version: 1 };
    if ((await createList(pipeline, list, actorOf(c.var.person))) === "created")
      return c.redirect(`/lists/${list.id}?done=created`, 303);
    const message = "The id is taken. Choose another, or change the list that has it";
    return sendPage(
      c,
      <NewListPage frame={frame} values={values} problems={[{ field: "id", message }]} />,
      409,
    );
  });

  routes.get("/lists/:list", "read", async c => {
    const list = await findList(room, c.req.param("list"));
    const query = asked.safeParse(c.req.query()).data;
    if (!list || !query) return sendProblem(c, frame, 404);
    const [count, people, bulletins, imports, history] = await Promise.all([
      countList(pipeline, list.id),
      listPeoplePage(table, list.id, { maxItems: maxPeople, from: query.after }),
      listBulletins(table),
      importsOf(room, list.id),
      readHistory(pipeline, { kind: "list", id: list.id }),
    ]);
    return sendPage(
      c,
      <OneListPage
        frame={frame}
        list={list}
        count={count}
        people={people}
        isLater={query.after !== undefined}
        usedBy={bulletins.filter(({ lists }) => lists.includes(list.id))}
        readersUrl={pipeline.siteUrl}
        imports={imports}
        history={history}
        done={query.done}
        now={new Date(pipeline.now())}
      />,
    );
  });

  routes.get("/lists/:list/people.csv", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    const count = list && (await countList(pipeline, list.id));
    if (!list || !count || count.people > maxPeoplePerFile) return sendProblem(c, frame, 404);
    pipeline.log("list-exported", { list: list.id, by: byline(actorOf(c.var.person)) });
    return c.body(streamOf(withMark(peopleOnListCsv(listSubscriptions(table, list.id)))), 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${list.id}.csv"`,
    });
  });

  routes.get("/lists/:list/settings", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    if (!list) return sendProblem(c, frame, 404);
    const values = formValues(listFormSchema, list);
    return sendPage(
      c,
      <ListSettingsPage frame={frame} list={list} values={values} problems={[]} />,
    );
  });

  routes.get("/lists/:list/welcome", "read", async c => {
    const list = await findList(room, c.req.param("list"));
    if (!list) return sendProblem(c, frame, 404);
    const usedBy = (await listBulletins(table)).filter(({ lists }) => lists.includes(list.id));
    const { siteUrl } = pipeline;
    return sendPage(
      c,
      <WelcomePage frame={frame} list={list} usedBy={usedBy} readersUrl={siteUrl} />,
    );
  });

  routes.post("/lists/:list/settings", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    if (!list) return sendProblem(c, frame, 404);
    const form = readListForm(await c.req.parseBody());
    if (form.kind === "problems")
      return sendPage(
        c,
        <ListSettingsPage
          frame={frame}
          list={list}
          values={form.values}
          problems={form.problems}
        />,
        400,
      );
    // A field that was emptied has no value: it must be named to be removed.
    const { description, lawfulBasis, purpose, welcome, ...required } = form.good;
    const settings = { ...required, description, lawfulBasis, purpose, welcome };
    await changeList(pipeline, list.id, settings, actorOf(c.var.person));
    return c.redirect(`/lists/${list.id}?done=saved`, 303);
  });

  routes.post("/lists/:list/archive", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    if (!list) return sendProblem(c, frame, 404);
    const isArchived = (await c.req.parseBody()).archived !== "no";
    await archiveList(pipeline, list.id, isArchived, actorOf(c.var.person));
    return c.redirect(`/lists/${list.id}?done=${isArchived ? "archived" : "restored"}`, 303);
  });
}
