import type { Context } from "hono";
import * as z from "zod";
import { type Actor, actorOf, byline } from "../../core/access/actor.ts";
import type { Permission } from "../../core/access/role.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isUnderWay } from "../../core/bulletins/status.ts";
import { allows } from "../../core/bulletins/transitions/transition.ts";
import { cleanLine } from "../../core/text/clean-text.ts";
import { undoEdition } from "../../steps/approval/undo-edition.ts";
import { assumeDelivered } from "../../steps/control/assume-delivered.ts";
import { findDelivery } from "../../steps/control/find-delivery.ts";
import { resumeWork } from "../../steps/control/resume-edition.ts";
import { againStandings, sendAgain } from "../../steps/control/send-again.ts";
import { stopEdition } from "../../steps/control/stop-edition.ts";
import { holdEdition } from "../../steps/editions/hold-edition.ts";
import { readAccount } from "../../steps/ledger/read-account.ts";
import { type EditorsRoom, findEdition } from "../kit/editors-room.ts";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import type { SignedIn } from "../sign-in/sign-in.ts";
import { StopPage } from "./stop-page.tsx";

const stopForm = z.object({
  reason: z
    .string()
    .transform(cleanLine)
    .pipe(
      z.string().min(1, "Enter a reason").max(300, "The reason must be 300 characters or fewer"),
    ),
});
const againForm = z.object({ standing: z.enum(againStandings) });

/** Pause, resume, stop and their like. Each is idempotent and redirects to the edition's page. */
export function addEditionControlRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, template, frame } = room;

  const control = (
    path: string,
    permission: Permission,
    asked: string,
    act: (edition: Edition, by: Actor, c: Context<SignedIn>) => Promise<unknown>,
  ) =>
    routes.post(`/editions/:edition/${path}`, permission, async c => {
      const edition = await findEdition(room, c.req.param("edition") ?? "");
      if (!edition) return sendProblem(c, frame, 404);
      const by = actorOf(c.var.person);
      pipeline.log(asked, { edition: edition.id, by: byline(by) });
      await act(edition, by, c);
      return c.redirect(`/editions/${edition.id}`, 303);
    });

  control("undo", "hold", "undo-asked", (edition, by) => undoEdition(pipeline, edition.id, by));
  control("resume", "hold", "resume-asked", (edition, by) =>
    resumeWork(pipeline, template, edition, by),
  );
  control("hold", "hold", "pause-asked", async (edition, by) => {
    if (isUnderWay(edition)) await holdEdition(pipeline, edition, { code: "paused" }, by);
  });
  /** Whether Amazon SES may still confirm letters: the page offers no decision before that. */
  const isInGrace = async (edition: Edition) => {
    const account = await readAccount(pipeline, edition.id);
    const { graceEnds } = await findDelivery(pipeline, edition, account);
    return graceEnds > pipeline.now();
  };
  control("assume", "send", "assume-asked", async (edition, by) => {
    if (!(await isInGrace(edition))) await assumeDelivered(pipeline, edition, by);
  });
  control("again", "send", "send-again-asked", async (edition, by, c) => {
    const { data: form } = againForm.safeParse(await c.req.parseBody());
    if (!form || (form.standing === "uncertain" && (await isInGrace(edition)))) return;
    await sendAgain(pipeline, edition, [form.standing], by);
  });

  routes.get("/editions/:edition/stop", "send", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    return edition ? confirm(c, room, edition) : sendProblem(c, frame, 404);
  });

  routes.post("/editions/:edition/stop", "send", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    if (!edition) return sendProblem(c, frame, 404);
    const form = stopForm.safeParse(await c.req.parseBody());
    if (!form.success && allows("stop", edition))
      return confirm(c, room, edition, form.error.issues[0]?.message);
    pipeline.log("stop-asked", { edition: edition.id, by: byline(actorOf(c.var.person)) });
    if (form.success)
      await stopEdition(pipeline, edition.id, form.data.reason, actorOf(c.var.person));
    return c.redirect(`/editions/${edition.id}`, 303);
  });
}

/** Asks for a reason. An edition that can no longer be stopped redirects to its page. */
async function confirm(
  c: Context,
  room: EditorsRoom,
  edition: Edition,
  problem?: string,
): Promise<Response> {
  if (!allows("stop", edition)) return c.redirect(`/editions/${edition.id}`, 303);
  const account = await readAccount(room.pipeline, edition.id);
  const page = <StopPage room={room} edition={edition} account={account} problem={problem} />;
  return sendPage(c, page, problem === undefined ? 200 : 400);
}
