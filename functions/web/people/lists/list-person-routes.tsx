import * as z from "zod";
import { actorOf } from "../../../core/access/actor.ts";
import { addPerson } from "../../../steps/people/person/add-person.ts";
import { removePerson } from "../../../steps/people/person/remove-person.ts";
import { getSubscriber } from "../../../store/people/subscribers.ts";
import type { EditorsRoom } from "../../kit/editors-room.ts";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { readPersonForm } from "../person/person-form.tsx";
import { AddPersonPage, RemovePersonPage } from "./list-person-pages.tsx";
import { findList } from "./list-routes.tsx";

const subscriberId = z.string().regex(/^[0-9A-Z]{26}$/);

/** Puts one person on a list, and takes one off it. */
export function addListPersonRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;

  routes.get("/lists/:list/add", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    if (!list) return sendProblem(c, frame, 404);
    const values = { email: "", name: "", salutation: "", language: "" };
    return sendPage(c, <AddPersonPage frame={frame} list={list} values={values} problems={[]} />);
  });

  routes.post("/lists/:list/add", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    if (!list) return sendProblem(c, frame, 404);
    const form = readPersonForm(await c.req.parseBody());
    const { values } = form;
    if (form.kind === "problems") {
      const { problems } = form;
      const page = <AddPersonPage frame={frame} list={list} values={values} problems={problems} />;
      return sendPage(c, page, 400);
    }
    const added = await addPerson(pipeline, list.id, form.person, actorOf(c.var.person));
    if (added.kind === "added") return c.redirect(`/lists/${list.id}?done=added`, 303);
    return sendPage(
      c,
      <AddPersonPage frame={frame} list={list} values={values} problems={[]} notAdded={added} />,
      409,
    );
  });

  const personOn = async (list: string, subscriber: string) => {
    const id = subscriberId.safeParse(subscriber).data;
    const person = id === undefined ? undefined : await getSubscriber(pipeline.table, id);
    return person?.lists[list] ? person : undefined;
  };

  routes.get("/lists/:list/remove/:subscriber", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    const person = list && (await personOn(list.id, c.req.param("subscriber")));
    if (!list || !person) return sendProblem(c, frame, 404);
    return sendPage(c, <RemovePersonPage frame={frame} list={list} person={person} />);
  });

  routes.post("/lists/:list/remove/:subscriber", "people", async c => {
    const list = await findList(room, c.req.param("list"));
    const id = subscriberId.safeParse(c.req.param("subscriber")).data;
    if (!list || id === undefined) return sendProblem(c, frame, 404);
    const removed = await removePerson(pipeline, list.id, id, actorOf(c.var.person));
    if (removed === "unknown") return sendProblem(c, frame, 404);
    return c.redirect(`/lists/${list.id}?done=removed`, 303);
  });
}
