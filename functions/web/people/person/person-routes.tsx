import * as z from "zod";
import { actorOf, byline } from "../../../core/access/actor.ts";
import type { Subscriber } from "../../../core/people/subscriber.ts";
import { cleanLine } from "../../../core/text/clean-text.ts";
import { findLetters } from "../../../steps/ledger/find-letters.ts";
import { exportSubscriber } from "../../../steps/people/export-subscriber.ts";
import { findPeople } from "../../../steps/people/find-people.ts";
import { changePerson } from "../../../steps/people/person/change-person.ts";
import { listBulletins } from "../../../store/bulletins/bulletins.ts";
import { getImport } from "../../../store/people/imports.ts";
import { listLists } from "../../../store/people/lists.ts";
import { getSubscriber } from "../../../store/people/subscribers.ts";
import type { EditorsRoom } from "../../kit/editors-room.ts";
import { readHistory } from "../../kit/history.tsx";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { FoundPeoplePage, PeoplePageOfAll } from "./people-search-pages.tsx";
import { personValues, readPersonForm } from "./person-form.tsx";
import { EditPersonPage } from "./person-form-pages.tsx";
import { type Names, PersonPage } from "./person-page.tsx";

const subscriberId = z.string().regex(/^[0-9A-Z]{26}$/);
const searched = z.object({
  text: z.string().max(1_000),
  list: z.string().max(200).optional(),
  in: z.string().max(200).optional(),
  after: z.string().max(100).optional(),
});
const asked = z.object({ from: z.iso.datetime().optional(), done: z.string().optional() });

/** Editions on one page of a person. */
const maxLetters = 20;

/** Returns the person with an id from a URL; undefined if it is invalid or unknown. */
export async function findPerson({ pipeline }: EditorsRoom, id: string) {
  return subscriberId.safeParse(id).success ? getSubscriber(pipeline.table, id) : undefined;
}

/** The names of all lists and bulletins, by id. */
export async function readNames({ pipeline: { table } }: EditorsRoom): Promise<Names> {
  const [lists, bulletins] = await Promise.all([listLists(table), listBulletins(table)]);
  return {
    lists: new Map(lists.map(({ id, name }) => [id, name])),
    bulletins: new Map(bulletins.map(({ id, name }) => [id, name])),
  };
}

/** The files of the imports that put a person on lists, by the import's id. */
async function filesOf({ pipeline }: EditorsRoom, { lists }: Subscriber) {
  const ids = Object.values(lists).flatMap(({ how, source }) => (how === "import" ? [source] : []));
  const imports = await Promise.all([...new Set(ids)].map(id => getImport(pipeline.table, id)));
  return new Map(imports.flatMap(found => (found ? [[found.id, found.file] as const] : [])));
}

/** Searches people over all lists, and shows one with all their letters. */
export function addPersonRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;
  const { table } = pipeline;

  routes.get("/people", "read", async c => sendPage(c, <PeoplePageOfAll frame={frame} />));

  routes.post("/people", "read", async c => {
    const given = searched.safeParse(await c.req.parseBody()).data;
    const text = cleanLine(given?.text ?? "");
    const lists = await listLists(table);
    const list = lists.find(({ id }) => id === given?.list);
    if (!given || text.length < 2) {
      const problems = [{ field: "text", message: "Enter at least two letters of a name" }];
      const page = <PeoplePageOfAll frame={frame} text={text} list={list} problems={problems} />;
      return sendPage(c, page, 400);
    }
    const ids = list ? [list.id] : lists.map(({ id }) => id);
    const { in: place, after } = given;
    const from =
      place !== undefined && after !== undefined && ids.includes(place)
        ? { list: place, after }
        : undefined;
    const found = await findPeople(pipeline, { text, lists: ids, from });
    pipeline.log("people-searched", { answer: found.kind, by: byline(actorOf(c.var.person)) });
    if (found.kind === "person") return c.redirect(`/people/${found.subscriber}`, 303);
    const names = new Map(lists.map(({ id, name }) => [id, name]));
    return sendPage(
      c,
      <FoundPeoplePage frame={frame} text={text} list={list} found={found} names={names} />,
    );
  });

  routes.get("/people/:subscriber", "read", async c => {
    const person = await findPerson(room, c.req.param("subscriber"));
    const query = asked.safeParse(c.req.query()).data;
    if (!person || !query) return sendProblem(c, frame, 404);
    const [names, files, letters, history, listing] = await Promise.all([
      readNames(room),
      filesOf(room, person),
      findLetters(pipeline, person.id, { maxItems: maxLetters, from: query.from }),
      readHistory(pipeline, { kind: "subscriber", id: person.id }),
      pipeline.sesList.find(person.email),
    ]);
    return sendPage(
      c,
      <PersonPage
        frame={frame}
        person={person}
        names={names}
        files={files}
        letters={letters}
        history={history}
        listing={listing}
        done={query.done}
        isLater={query.from !== undefined}
        now={pipeline.now()}
      />,
    );
  });

  routes.get("/people/:subscriber/data.json", "people", async c => {
    const { data: id = "" } = subscriberId.safeParse(c.req.param("subscriber"));
    const person = id === "" ? undefined : await exportSubscriber(pipeline, id);
    if (!person) return sendProblem(c, frame, 404);
    pipeline.log("person-exported", { subscriber: person.id, by: byline(actorOf(c.var.person)) });
    return c.body(`${JSON.stringify(person, null, 2)}\n`, 200, {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="person-${person.id}.json"`,
    });
  });

  routes.get("/people/:subscriber/edit", "people", async c => {
    const person = await findPerson(room, c.req.param("subscriber"));
    if (!person) return sendProblem(c, frame, 404);
    const values = personValues(person);
    return sendPage(
      c,
      <EditPersonPage frame={frame} person={person} values={values} problems={[]} />,
    );
  });

  routes.post("/people/:subscriber/edit", "people", async c => {
    const person = await findPerson(room, c.req.param("subscriber"));
    if (!person) return sendProblem(c, frame, 404);
    const form = readPersonForm(await c.req.parseBody());
    const { values } = form;
    const again = (problems: Parameters<typeof EditPersonPage>[0]["problems"], status: 400 | 409) =>
      sendPage(
        c,
        <EditPersonPage frame={frame} person={person} values={values} problems={problems} />,
        status,
      );
    if (form.kind === "problems") return again(form.problems, 400);
    const changed = await changePerson(pipeline, person.id, form.person, actorOf(c.var.person));
    if (changed.kind === "unknown") return sendProblem(c, frame, 404);
    if (changed.kind === "taken")
      return again([{ field: "email", message: "Another person has this address" }], 409);
    if (changed.kind === "erased")
      return again(
        [{ field: "email", message: "The person with this address was erased: use another" }],
        409,
      );
    return c.redirect(`/people/${person.id}?done=saved`, 303);
  });
}
