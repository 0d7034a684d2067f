import * as z from "zod";
import { actorOf } from "../../../core/access/actor.ts";
import {
  digestSubject,
  subjectPattern,
  usualDigestSubject,
} from "../../../core/bulletins/subject-pattern.ts";
import { cleanText } from "../../../core/text/clean-text.ts";
import { changeSubject } from "../../../steps/editions/bulletins/change-subject.ts";
import { findDate } from "../../approval/find-proposal.ts";
import { type EditorsRoom, findBulletin } from "../../kit/editors-room.ts";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { SubjectPage } from "./subject-page.tsx";

const subjectForm = z.object({
  date: z.iso.datetime(),
  go: z.enum(["own", "usual"]),
  subject: z.string().transform(cleanText).catch(""),
});

/** The page on which an editor changes the subject of one date's digest. */
export function addSubjectRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;
  const path = "/bulletins/:bulletin/subject";

  /** Returns a digest and a date of it that is not sent yet. */
  const find = async (id: string, date: string | undefined) => {
    const bulletin = await findBulletin(room, id);
    const slot = bulletin && (await findDate(room, bulletin, date));
    return bulletin?.composition === "digest" && slot ? { bulletin, slot } : undefined;
  };

  routes.get(path, "write", async c => {
    const found = await find(c.req.param("bulletin"), c.req.query("date"));
    if (!found) return sendProblem(c, frame, 404);
    const subject = digestSubject(found.bulletin, found.slot);
    return sendPage(c, <SubjectPage room={room} {...found} subject={subject} problems={[]} />);
  });

  routes.post(path, "write", async c => {
    const { data: form } = subjectForm.safeParse(await c.req.parseBody());
    const found = form && (await find(c.req.param("bulletin"), form.date));
    if (!found) return sendProblem(c, frame, 404);
    const { bulletin, slot } = found;
    const read = form.go === "own" ? subjectPattern.safeParse(form.subject) : undefined;
    if (read?.error) {
      const message = `The subject ${read.error.issues[0]?.message ?? "is not valid"}`;
      const problems = [{ field: "subject", message }];
      const page = (
        <SubjectPage room={room} {...found} subject={form.subject} problems={problems} />
      );
      return sendPage(c, page, 400);
    }
    // The usual words are no choice of their own: a later pattern counts.
    const isUsual = read?.data === usualDigestSubject(bulletin, slot);
    const subject = isUsual ? undefined : read?.data;
    await changeSubject(pipeline, { bulletin: bulletin.id, slot, subject }, actorOf(c.var.person));
    return c.redirect(`/bulletins/${bulletin.id}`, 303);
  });
}
