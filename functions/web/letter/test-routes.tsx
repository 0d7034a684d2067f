import * as z from "zod";
import { actorOf, byline } from "../../core/access/actor.ts";
import { nextDate } from "../../core/bulletins/schedule/next-slot.ts";
import { languageTag } from "../../core/letter/letter.ts";
import { sendTest } from "../../steps/sending/send-test.ts";
import { type EditorsRoom, findBulletin } from "../kit/editors-room.ts";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { TestPage } from "./test-send.tsx";

const testForm = z.object({
  address: z.string().max(1_000).catch(""),
  date: z.iso.datetime().optional().catch(undefined),
  language: languageTag.optional().catch(undefined),
});

export function addTestRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, template, frame } = room;

  routes.get("/bulletins/:bulletin/test", "write", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    return bulletin
      ? sendPage(c, <TestPage frame={frame} bulletin={bulletin} />)
      : sendProblem(c, frame, 404);
  });

  routes.post("/bulletins/:bulletin/test", "write", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, frame, 404);
    const asked = testForm.parse(await c.req.parseBody());
    const address = asked.address.trim();
    const outcome = await sendTest(pipeline, template, bulletin, {
      email: address,
      language: asked.language,
      slot: asked.date ? new Date(asked.date) : nextDate(bulletin, new Date(pipeline.now())),
    });
    pipeline.log("test-sent", {
      bulletin: bulletin.id,
      outcome: outcome.kind,
      by: byline(actorOf(c.var.person)),
    });
    return sendPage(
      c,
      <TestPage frame={frame} bulletin={bulletin} address={address} outcome={outcome} />,
      outcome.kind === "invalid" ? 400 : 200,
    );
  });
}
