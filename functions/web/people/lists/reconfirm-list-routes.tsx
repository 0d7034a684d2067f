import type { Context } from "hono";
import * as z from "zod";
import { actorOf, byline } from "../../../core/access/actor.ts";
import type { List } from "../../../core/people/list.ts";
import { peopleOnListCsv } from "../../../core/people/list-export.ts";
import { answerDays, isAskingOver } from "../../../core/people/reconfirm/reconfirmation.ts";
import {
  removeUnanswered,
  startReconfirmation,
  stopReconfirmation,
} from "../../../steps/readers/reconfirm/decide-reconfirmation.ts";
import {
  listUnanswered,
  surveyReconfirmation,
} from "../../../steps/readers/reconfirm/survey-reconfirmation.ts";
import { listBulletins } from "../../../store/bulletins/bulletins.ts";
import { getReconfirmation } from "../../../store/people/reconfirmations.ts";
import type { EditorsRoom } from "../../kit/editors-room.ts";
import type { FieldProblem } from "../../kit/fields.tsx";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { maxPeoplePerFile, streamOf, withMark } from "../people-csv.ts";
import { findList } from "./list-routes.tsx";
import { ReconfirmPage, type ReconfirmValues } from "./reconfirm-page.tsx";

const days = z.coerce.number().int().min(answerDays.least).max(answerDays.most);

/** Adds the page of a list on which its people are asked whether they still want letters. */
export function addReconfirmListRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;
  const here = "/lists/:list/reconfirm" as const;

  const send = async (
    c: Context,
    list: List,
    given: { values?: ReconfirmValues; problems?: readonly FieldProblem[] } = {},
  ) => {
    const [reconfirmation, bulletins] = await Promise.all([
      getReconfirmation(pipeline.table, list.id),
      listBulletins(pipeline.table),
    ]);
    const usedBy = bulletins.filter(({ lists }) => lists.includes(list.id));
    const survey =
      reconfirmation &&
      !isAskingOver(reconfirmation) &&
      (await surveyReconfirmation(pipeline, reconfirmation, maxPeoplePerFile));
    const page = (
      <ReconfirmPage
        frame={frame}
        list={list}
        reconfirmation={reconfirmation}
        survey={survey || undefined}
        usedBy={usedBy}
        values={given.values ?? { bulletin: usedBy[0]?.id ?? "", days: String(answerDays.usual) }}
        problems={given.problems ?? []}
      />
    );
    return sendPage(c, page, given.problems ? 400 : 200);
  };

  routes.get(here, "people", async c => {
    const list = await findList(room, c.req.param("list"));
    return list ? send(c, list) : sendProblem(c, frame, 404);
  });

  routes.post(here, "people", async c => {
    const list = await findList(room, c.req.param("list"));
    if (!list) return sendProblem(c, frame, 404);
    const form = await c.req.parseBody();
    const values = { bulletin: String(form.bulletin ?? ""), days: String(form.days ?? "").trim() };
    const wanted = days.safeParse(values.days);
    const range = `Days to answer must be a number from ${answerDays.least} to ${answerDays.most}`;
    if (!wanted.success)
      return send(c, list, { values, problems: [{ field: "days", message: range }] });
    const { kind } = await startReconfirmation(
      pipeline,
      { list: list.id, bulletin: values.bulletin, days: wanted.data },
      actorOf(c.var.person),
    );
    if (kind === "no-bulletin") {
      const message = "Choose a bulletin that uses the list";
      return send(c, list, { values, problems: [{ field: "bulletin", message }] });
    }
    return c.redirect(`/lists/${list.id}/reconfirm`, 303);
  });

  for (const [path, decide] of [
    ["stop", stopReconfirmation],
    ["remove", removeUnanswered],
  ] as const)
    routes.post(`${here}/${path}`, "people", async c => {
      const list = await findList(room, c.req.param("list"));
      if (!list) return sendProblem(c, frame, 404);
      await decide(pipeline, list.id, actorOf(c.var.person));
      return c.redirect(`/lists/${list.id}/reconfirm`, 303);
    });

  routes.get(`${here}/unanswered.csv`, "people", async c => {
    const list = await findList(room, c.req.param("list"));
    const reconfirmation = list && (await getReconfirmation(pipeline.table, list.id));
    if (!list || !reconfirmation) return sendProblem(c, frame, 404);
    pipeline.log("list-exported", { list: list.id, by: byline(actorOf(c.var.person)) });
    const people = listUnanswered(pipeline, reconfirmation);
    return c.body(streamOf(withMark(peopleOnListCsv(people))), 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${list.id}-unanswered.csv"`,
    });
  });
}
