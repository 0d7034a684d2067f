import type { Context } from "hono";
import * as z from "zod";
import { actorKey, actorOf, byline } from "../../core/access/actor.ts";
import { mayApprove } from "../../core/access/approver.ts";
import { may } from "../../core/access/member.ts";
import { changesWanted } from "../../core/bulletins/approval/approval.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { editionId } from "../../core/bulletins/edition.ts";
import { subjectPattern } from "../../core/bulletins/subject-pattern.ts";
import { approveEdition, whyNotBy } from "../../steps/approval/approve-edition.ts";
import { askForChanges } from "../../steps/approval/ask-for-changes.ts";
import { findLetterAudience } from "../../steps/approval/corrections/find-letter-audience.ts";
import { proposeEdition } from "../../steps/approval/propose-edition.ts";
import { changeSubject } from "../../steps/editions/bulletins/change-subject.ts";
import { listTeam } from "../../store/access/members.ts";
import { type EditorsRoom, findBulletin } from "../kit/editors-room.ts";
import type { FieldProblem } from "../kit/fields.tsx";
import { Layout, sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import { sayList } from "../kit/say.ts";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import type { SignedIn } from "../sign-in/sign-in.ts";
import { ApprovePage, type ApproveRefusal } from "./approve-page.tsx";
import { findDate, findLetter, type ShownLetter } from "./find-proposal.ts";

export const decisionForm = z.object({
  date: z.iso.datetime(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** `unscheduled`: outside the schedule. The date is when the page was opened. */
const proposeForm = z.object({
  date: z.iso.datetime(),
  unscheduled: z.string().optional(),
  /** An own subject of a digest outside the schedule. */
  subject: subjectPattern.optional(),
});
const longestPageMs = 3_600_000;

/** The words for a letter that is no longer the one that the person saw. */
export const changedProblem: FieldProblem = {
  field: "approve",
  message: "The letter has changed since you saw it. Review it again.",
};

export function addApproveRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, template, frame } = room;
  /** The instant at which the page of an edition without a date was opened. */
  const justNow = (date: string) => {
    const ageMs = pipeline.now() - Date.parse(date);
    return ageMs >= 0 && ageMs <= longestPageMs ? new Date(date) : undefined;
  };

  routes.get("/bulletins/:bulletin/approve", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    return bulletin
      ? show(c, room, bulletin, { date: c.req.query("date") })
      : sendProblem(c, frame, 404);
  });

  routes.post("/bulletins/:bulletin/propose", "write", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const { data: form } = proposeForm.safeParse(await c.req.parseBody());
    if (!bulletin || !form) return sendProblem(c, frame, 404);
    const unscheduled = form.unscheduled !== undefined;
    const slot = unscheduled ? justNow(form.date) : await findDate(room, bulletin, form.date);
    if (!slot) return sendProblem(c, frame, 404);
    const by = actorOf(c.var.person);
    const name = bulletin.id;
    if (unscheduled && form.subject !== undefined && bulletin.composition === "digest")
      await changeSubject(pipeline, { bulletin: name, slot, subject: form.subject }, by);
    await proposeEdition(pipeline, template, { bulletin: name, slot, by, unscheduled });
    return c.redirect(`/bulletins/${bulletin.id}/approve?date=${slot.toISOString()}`, 303);
  });

  routes.post("/bulletins/:bulletin/approve", "send", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, frame, 404);
    const { data: form } = decisionForm.safeParse(await c.req.parseBody());
    const slot = form && (await findDate(room, bulletin, form.date));
    if (!form || !slot) return sendProblem(c, frame, 404);
    const by = actorOf(c.var.person);
    const id = editionId(bulletin.id, slot);
    // An approver need not wait for the copy deadline.
    await proposeEdition(pipeline, template, { bulletin: bulletin.id, slot, by });
    const outcome = await approveEdition(pipeline, template, { edition: id, hash: form.hash, by });
    pipeline.log("approve-asked", { edition: id, outcome: outcome.kind, by: byline(by) });
    if (outcome.kind === "changed")
      return show(c, room, bulletin, { date: form.date, problems: [changedProblem] });
    if (outcome.kind === "refused" || outcome.kind === "no-approval-needed")
      return show(c, room, bulletin, { date: form.date, problems: [] });
    return c.redirect(`/editions/${id}`, 303);
  });

  routes.post("/bulletins/:bulletin/approve/changes", "send", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const body = await c.req.parseBody();
    const { data: form } = decisionForm.safeParse(body);
    if (!bulletin || !form) return sendProblem(c, frame, 404);
    const comment = changesWanted.safeParse(body.comment ?? "");
    if (!comment.success) {
      const message = comment.error.issues[0]?.message ?? "";
      return show(c, room, bulletin, {
        date: form.date,
        problems: [{ field: "comment", message }],
      });
    }
    const id = editionId(bulletin.id, new Date(form.date));
    const outcome = await askForChanges(pipeline, {
      edition: id,
      hash: form.hash,
      comment: comment.data,
      by: actorOf(c.var.person),
    });
    if (outcome.kind === "changed")
      return show(c, room, bulletin, { date: form.date, problems: [changedProblem] });
    if (outcome.kind === "no-approval-needed")
      return show(c, room, bulletin, { date: form.date, problems: [] });
    return c.redirect(`/editions/${id}`, 303);
  });
}

async function show(
  c: Context<SignedIn>,
  room: EditorsRoom,
  bulletin: Bulletin,
  {
    date,
    problems,
  }: { readonly date: string | undefined; readonly problems?: readonly FieldProblem[] },
): Promise<Response> {
  const { pipeline, frame } = room;
  const here = `/bulletins/${bulletin.id}`;
  const back = { href: here, text: bulletin.name };
  const slot = await findDate(room, bulletin, date);
  if (!slot && date !== undefined) return sendProblem(c, frame, 404);
  if (!slot)
    return sendPage(
      c,
      <Layout frame={frame} title={`Approve ${bulletin.name}`} back={back}>
        <h1 class="govuk-heading-l">No date is coming up</h1>
        <p class="govuk-body">
          This bulletin has no schedule.{" "}
          <a class="govuk-link" href={`${here}/send`}>
            Send the letter now
          </a>
        </p>
      </Layout>,
    );
  const letter = await findLetter(room, bulletin, slot);
  const { edition, hash } = letter;
  const draft = `${here}/preview/letter.html?slot=${slot.toISOString()}&hash=${hash}`;
  const isMember = (permission: "write" | "send") => may(c.var.person, permission, bulletin.id);
  return sendPage(
    c,
    <ApprovePage
      frame={frame}
      bulletin={bulletin}
      letter={letter}
      audience={await findLetterAudience(pipeline, bulletin, letter.edition)}
      now={new Date(pipeline.now())}
      here={`${here}/approve`}
      htmlAddress={edition ? `/editions/${edition.id}/letter.html` : draft}
      back={back}
      refusal={await refusalTo(c, room, bulletin, letter)}
      mayPropose={isMember("write")}
      sendNow={isMember("send") ? `${here}/send` : undefined}
      problems={problems ?? []}
    />,
    problems === undefined ? 200 : problems.some(({ field }) => field === "comment") ? 400 : 409,
  );
}

async function refusalTo(
  c: Context<SignedIn>,
  { pipeline }: EditorsRoom,
  bulletin: Bulletin,
  { slot, edition, hash, findings }: ShownLetter,
): Promise<ApproveRefusal | undefined> {
  const { person } = c.var;
  if (!mayApprove(person, bulletin)) {
    const team = await listTeam(pipeline.table);
    const names = team.filter(member => mayApprove(member, bulletin)).map(({ name }) => name);
    return { kind: "not-an-approver", approvers: sayList(names) };
  }
  const id = editionId(bulletin.id, slot);
  const entries = edition?.entries ?? [];
  const by = actorKey(actorOf(person));
  const { corrects, proposal } = edition ?? {};
  const letter = { id, entries, findings, corrects, proposal };
  return whyNotBy(pipeline, bulletin, letter, { by, hash });
}
