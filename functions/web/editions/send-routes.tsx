import type { Context } from "hono";
import * as z from "zod";
import { actorKey, actorOf, byline } from "../../core/access/actor.ts";
import { sayObstacle } from "../../core/bulletins/approval/say-obstacle.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { editionId } from "../../core/bulletins/edition.ts";
import { subjectPattern, withOwnSubject } from "../../core/bulletins/subject-pattern.ts";
import { cleanText } from "../../core/text/clean-text.ts";
import { approvalBy, whyNotBy } from "../../steps/approval/approve-edition.ts";
import { changeSubject } from "../../steps/editions/bulletins/change-subject.ts";
import { composeEdition } from "../../steps/editions/compose-edition.ts";
import { draftEdition } from "../../steps/editions/draft-edition.ts";
import { findAudience } from "../../steps/people/count-audience.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { listOpenEntries } from "../../store/bulletins/entries.ts";
import { findWaitingRestore } from "../clock/restored-notice.tsx";
import { type EditorsRoom, findBulletin } from "../kit/editors-room.ts";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import type { SignedIn } from "../sign-in/sign-in.ts";
import { differenceFromScheduled } from "./scheduled-difference.tsx";
import { type Again, SendPage, type TypedSubject } from "./send-page.tsx";

/** An older confirmation page does not send. */
const confirmationMaxAgeMs = 3_600_000;

const confirmation = z.object({
  slot: z.iso.datetime(),
  approved: z.string().regex(/^[0-9a-f]{64}$/),
  /** An own subject of a digest. */
  subject: subjectPattern.optional(),
});

export function addSendRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, template, frame } = room;

  routes.get("/bulletins/:bulletin/send", "send", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    return bulletin ? confirm(c, room, bulletin) : sendProblem(c, frame, 404);
  });

  routes.post("/bulletins/:bulletin/send", "send", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, frame, 404);
    const { data: form } = confirmation.safeParse(await c.req.parseBody());
    if (!form) return confirm(c, room, bulletin, "invalid");
    const slot = new Date(form.slot);
    const open = await getEdition(pipeline.table, editionId(bulletin.id, slot));
    // The slot comes from the form, so submitting the form twice finds the edition that the first
    // opened.
    if (
      !open &&
      (slot.getTime() > pipeline.now() || slot.getTime() < pipeline.now() - confirmationMaxAgeMs)
    )
      return confirm(c, room, bulletin, "old");
    const isOwn = form.subject !== undefined && bulletin.composition === "digest";
    if (isOwn && !open) {
      const change = { bulletin: bulletin.id, slot, subject: form.subject };
      await changeSubject(pipeline, change, actorOf(c.var.person));
    }
    const result = await composeEdition(pipeline, template, {
      bulletin,
      slot,
      by: actorOf(c.var.person),
      approval: await approvalBy(pipeline, { bulletin }, form.approved, actorOf(c.var.person)),
    });
    if (result.kind === "not-approved") return confirm(c, room, bulletin, "changed");
    pipeline.log("edition-approved", {
      edition: result.edition.id,
      hash: form.approved,
      by: byline(actorOf(c.var.person)),
    });
    return c.redirect(`/editions/${result.edition.id}`, 303);
  });
}

function readSubject(text: string | undefined): TypedSubject {
  if (text === undefined) return { text: "", own: undefined, problem: undefined };
  const read = subjectPattern.safeParse(cleanText(text));
  const message = `The subject ${read.error?.issues[0]?.message ?? ""}`;
  const problem = read.success ? undefined : { field: "subject", message };
  return { text, own: read.data, problem };
}

async function confirm(
  c: Context<SignedIn>,
  room: EditorsRoom,
  bulletin: Bulletin,
  again?: Again,
): Promise<Response> {
  const { pipeline, template } = room;
  const slot = new Date(pipeline.now());
  const subject = readSubject(c.req.query("subject"));
  const open = await listOpenEntries(pipeline.table, bulletin.id);
  const [draft, audience] = await Promise.all([
    draftEdition(pipeline, template, withOwnSubject(bulletin, slot, subject.own), slot),
    findAudience(pipeline, bulletin),
  ]);
  const entries = draft.verdicts.flatMap(({ kind, entry }) => (kind === "in" ? [entry.id] : []));
  const obstacle =
    draft.kind === "draft"
      ? await whyNotBy(
          pipeline,
          bulletin,
          { id: editionId(bulletin.id, slot), entries, findings: draft.findings },
          { by: actorKey(actorOf(c.var.person)), hash: draft.hash },
        )
      : undefined;
  // Someone who changes the subject has changed a part of the letter.
  const isOwnWork = subject.own !== undefined && bulletin.approval === "another";
  const refusal = isOwnWork ? ({ kind: "approver-wrote" } as const) : obstacle;
  return sendPage(
    c,
    <SendPage
      room={room}
      bulletin={bulletin}
      draft={draft}
      slot={slot}
      audience={audience}
      again={again}
      subject={subject}
      refusal={refusal && sayObstacle(refusal)}
      difference={differenceFromScheduled(bulletin, open, slot)}
      restored={await findWaitingRestore(pipeline.table)}
    />,
    again === undefined ? (subject.problem ? 400 : 200) : again === "invalid" ? 400 : 409,
  );
}
