import * as z from "zod";
import { actorOf } from "../../core/access/actor.ts";
import { readMinute } from "../../core/bulletins/file/read-schedule.ts";
import { reviewBulletin } from "../../steps/approval/review-bulletin.ts";
import { changeDate, type DateChange } from "../../steps/editions/bulletins/change-date.ts";
import { findProposed } from "../approval/find-proposal.ts";
import { type EditorsRoom, findBulletin } from "../kit/editors-room.ts";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { datesToShow } from "./dates-list.tsx";
import { DatesPage } from "./dates-page.tsx";

const shownDates = 10;

const dateForm = z.object({
  date: z.string().max(20),
  go: z.enum(["skip", "move", "restore"]),
});

const problems = {
  "no-such-date": "The schedule no longer has this date. The list shows the dates as they are now",
  past: "Enter a date and time in the future",
  "no-time": "Enter a date and time, such as 2026-12-02 09:00",
} as const;

export function addDatesRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline } = room;

  routes.get("/bulletins/:bulletin/dates", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, room.frame, 404);
    const dates = datesToShow(bulletin, new Date(pipeline.now()), shownDates);
    const proposed = await findProposed(pipeline.table, bulletin.id);
    const shown = { room, bulletin, dates, proposed };
    return sendPage(c, <DatesPage {...shown} problems={[]} />);
  });

  routes.post("/bulletins/:bulletin/dates", "manage", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const fields = await c.req.parseBody();
    const { data } = dateForm.safeParse(fields);
    if (!bulletin || !data) return sendProblem(c, room.frame, 404);
    const { date, go } = data;
    const typed = fields[`to-${date.replace(/\D/g, "")}`];
    const to = typeof typed === "string" ? typed.slice(0, 40) : "";
    const change: DateChange =
      go === "move" ? { kind: go, date, to: String(readMinute(to)) } : { kind: go, date };
    const changed = await changeDate(pipeline, bulletin.id, change, actorOf(c.var.person));
    if (changed.kind === "changed") await reviewBulletin(pipeline, room.template, bulletin.id);
    if (changed.kind === "changed") return c.redirect(`/bulletins/${bulletin.id}/dates`, 303);
    const field = `to-${date.replace(/\D/g, "")}`;
    return sendPage(
      c,
      <DatesPage
        room={room}
        bulletin={bulletin}
        proposed={await findProposed(pipeline.table, bulletin.id)}
        dates={datesToShow(bulletin, new Date(pipeline.now()), shownDates)}
        problems={[{ field, message: problems[changed.why] }]}
        tried={{ date, to }}
      />,
      400,
    );
  });
}
