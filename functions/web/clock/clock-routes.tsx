import * as z from "zod";
import { actorOf } from "../../core/access/actor.ts";
import { may } from "../../core/access/member.ts";
import { readyEntriesChoices, restartClock } from "../../steps/control/restart-clock.ts";
import { getDueBulletins } from "../../store/bulletins/bulletins.ts";
import { listHeldEditions } from "../../store/bulletins/due-editions.ts";
import { getLastTick } from "../../store/sending/ticks.ts";
import type { EditorsRoom } from "../kit/editors-room.ts";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { ClockPage } from "./clock-page.tsx";
import { findWaitingRestore } from "./restored-notice.tsx";

const restartForm = z.object({ entries: z.enum(readyEntriesChoices) });

/** The state of the clock, and the decision after a restore from a backup. */
export function addClockRoutes(routes: GuardedRoutes, { pipeline, frame }: EditorsRoom): void {
  const { table, now } = pipeline;

  routes.get("/clock", "read", async c => {
    const [restored, lastTick, due, held] = await Promise.all([
      findWaitingRestore(table),
      getLastTick(table),
      getDueBulletins(table, new Date(now())),
      listHeldEditions(table),
    ]);
    const mayRead = (bulletin: string) => may(c.var.person, "read", bulletin);
    const view = {
      restored,
      lastTick,
      passed: due.filter(({ bulletin }) => mayRead(bulletin.id)),
      held: held.filter(({ bulletin, reason }) => reason?.code === "restored" && mayRead(bulletin)),
    };
    const isRestarted = c.req.query("restarted") !== undefined;
    return sendPage(c, <ClockPage frame={frame} view={view} isRestarted={isRestarted} />);
  });

  routes.post("/clock/restart", "hold", async c => {
    const form = restartForm.safeParse(await c.req.parseBody());
    if (!form.success) return sendProblem(c, frame, 400);
    await restartClock(pipeline, form.data.entries, actorOf(c.var.person));
    return c.redirect("/clock?restarted", 303);
  });
}
