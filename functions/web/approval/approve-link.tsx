import type { Context, Hono } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import { actorKey, actorOf, byline } from "../../core/access/actor.ts";
import { type ApprovalBearer, verifyApproval } from "../../core/access/approval-token.ts";
import { addressName, mayApprove, personOf } from "../../core/access/approver.ts";
import type { Member } from "../../core/access/member.ts";
import { changesWanted } from "../../core/bulletins/approval/approval.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { type Edition, previewOf } from "../../core/bulletins/edition.ts";
import { isApproved, isWaiting } from "../../core/bulletins/status.ts";
import {
  type ApproveOutcome,
  approveEdition,
  whyNotBy,
} from "../../steps/approval/approve-edition.ts";
import { askForChanges } from "../../steps/approval/ask-for-changes.ts";
import { findLetterAudience } from "../../steps/approval/corrections/find-letter-audience.ts";
import { listTeam } from "../../store/access/members.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { getContent } from "../../store/bulletins/edition-content.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import type { EditorsRoom } from "../kit/editors-room.ts";
import type { FieldProblem } from "../kit/fields.tsx";
import { formsOf } from "../kit/forms.ts";
import { Layout, sendPage } from "../kit/layout.tsx";
import { sayInstant } from "../kit/say.ts";
import { secureTokenPages } from "../kit/security-headers.ts";
import { framedPreview, letterAsked, plainText } from "../letter/letter-response.ts";
import type { SignedIn } from "../sign-in/sign-in.ts";
import { ApprovePage } from "./approve-page.tsx";
import { changedProblem } from "./approve-routes.tsx";
import { sayNoneNeeded, sayRefusal } from "./decide-forms.tsx";
import { findLetter } from "./find-proposal.ts";

/** A link that is good now: for this member, this letter, this date, and not used yet. */
type Good = {
  readonly kind: "good";
  readonly bulletin: Bulletin;
  readonly edition: Edition;
  readonly member: Member;
};
type Opened =
  | Good
  /** Used, or the letter has changed since: `edition` is what became of it. */
  | { readonly kind: "past"; readonly bulletin: Bulletin; readonly edition: Edition }
  | { readonly kind: "bad" };

/**
 * The pages of a mailed link. They need no account, if the bulletin allows that: the link is bound
 * to a member, a letter and a date. Opening one changes nothing, because mail scanners do.
 */
export function addApproveLink(
  site: Hono<SignedIn>,
  room: EditorsRoom,
  origin: string | undefined,
): void {
  const { pipeline, template, frame } = room;
  const own = formsOf(origin);

  site.get("/approve/:token", secureTokenPages, async c => {
    const opened = await openLink(room, c.req.param("token"));
    return opened.kind === "good" ? show(c, room, opened) : sendPast(c, room, opened);
  });

  site.get("/approve/:token/letter.html", secureTokenPages, async c => {
    const opened = await openLink(room, c.req.param("token"));
    if (opened.kind !== "good") return plainText(c, "Letter not found.", 404);
    const content = await getContent(pipeline.table, opened.edition);
    return framedPreview(c, previewOf(letterAsked(c, content)), pipeline.siteUrl);
  });

  site.post("/approve/:token", secureTokenPages, own, async c => {
    const opened = await openLink(room, c.req.param("token"));
    if (opened.kind !== "good") return sendPast(c, room, opened);
    const { edition, member, bulletin } = opened;
    const by = actorOf(personOf(member));
    const yes = { edition: edition.id, hash: edition.hash, by };
    const outcome = await approveEdition(pipeline, template, yes);
    pipeline.log("link-used", { edition: edition.id, outcome: outcome.kind, by: byline(by) });
    return sendOutcome(c, room, { bulletin, edition }, outcome);
  });

  site.post("/approve/:token/changes", secureTokenPages, own, async c => {
    const opened = await openLink(room, c.req.param("token"));
    if (opened.kind !== "good") return sendPast(c, room, opened);
    const { edition, member, bulletin } = opened;
    const body = await c.req.parseBody();
    const comment = changesWanted.safeParse(body.comment ?? "");
    if (!comment.success)
      return show(c, room, opened, [
        { field: "comment", message: comment.error.issues[0]?.message ?? "" },
      ]);
    const by = actorOf(personOf(member));
    const { id, hash } = edition;
    const outcome = await askForChanges(pipeline, { edition: id, hash, comment: comment.data, by });
    pipeline.log("link-used", { edition: id, outcome: outcome.kind, by: byline(by) });
    if (outcome.kind === "no-approval-needed")
      return sendOutcome(c, room, { bulletin, edition }, outcome);
    const page =
      outcome.kind === "asked" ? (
        <Told frame={frame} title="You asked for changes">
          The editors get your comment by email. You get another link when the letter has changed.
        </Told>
      ) : (
        <Told frame={frame} title="The letter has changed">
          Your comment was not sent. You get another link by email.
        </Told>
      );
    return sendPage(c, page, outcome.kind === "asked" ? 200 : 409);
  });
}

async function openLink({ pipeline }: EditorsRoom, token: string): Promise<Opened> {
  const bearer = verifyApproval(token, pipeline.linkKeys);
  const edition = bearer && (await getEdition(pipeline.table, bearer.edition));
  const bulletin = edition && (await getBulletin(pipeline.table, edition.bulletin));
  if (!bearer || !edition || bulletin?.approveByLink !== true) return { kind: "bad" };
  const member = (await listTeam(pipeline.table)).find(({ address }) =>
    address === undefined ? false : addressName(address) === bearer.member,
  );
  if (!member || !mayApprove(member, bulletin)) return { kind: "bad" };
  return isCurrent(bearer, edition) && needsApproval(bulletin, edition)
    ? { kind: "good", bulletin, edition, member }
    : { kind: "past", bulletin, edition };
}

function isCurrent({ hash, proposal }: ApprovalBearer, edition: Edition): boolean {
  return isWaiting(edition) && edition.hash === hash && edition.proposals === proposal;
}

async function show(
  c: Context<SignedIn>,
  room: EditorsRoom,
  { bulletin, edition, member }: Good,
  problems: readonly FieldProblem[] = [],
): Promise<Response> {
  const { pipeline, frame } = room;
  const token = c.req.param("token");
  const letter = await findLetter(room, bulletin, new Date(edition.slot));
  const { hash, findings } = letter;
  const by = actorKey(actorOf(personOf(member)));
  const refusal = await whyNotBy(pipeline, bulletin, { ...edition, findings }, { by, hash });
  return sendPage(
    c,
    <ApprovePage
      frame={{ ...frame, navigation: [] }}
      bulletin={bulletin}
      letter={letter}
      audience={await findLetterAudience(pipeline, bulletin, letter.edition)}
      now={new Date(pipeline.now())}
      here={`/approve/${token}`}
      htmlAddress={`/approve/${token}/letter.html`}
      refusal={refusal}
      mayPropose={false}
      problems={problems}
    />,
    problems.length > 0 ? 400 : 200,
  );
}

function sendPast(c: Context<SignedIn>, room: EditorsRoom, opened: Exclude<Opened, Good>) {
  const { frame } = room;
  if (opened.kind === "bad")
    return sendPage(
      c,
      <Told frame={frame} title="We could not open this link">
        It may be incomplete, or you may no longer approve this bulletin. Sign in to see the
        edition, or ask an operator.
      </Told>,
      404,
    );
  const { edition, bulletin } = opened;
  const date = sayInstant(new Date(edition.slot), bulletin.zone);
  if (isWaiting(edition) && !needsApproval(bulletin, edition))
    return sendOutcome(c, room, opened, { kind: "no-approval-needed" });
  if (isWaiting(edition))
    return sendPage(
      c,
      <Told frame={frame} title="This link is for an earlier letter">
        The edition of {date} has changed since the link was made, or the link was used. Use the
        latest email about it.
      </Told>,
      410,
    );
  return sendPage(
    c,
    <Told frame={frame} title="This link was used, or is no longer needed">
      {isApproved(edition) && edition.approval
        ? `${edition.approval.name} approved the edition of ${date}.`
        : `The edition of ${date} no longer waits for an approval.`}
    </Told>,
    410,
  );
}

function sendOutcome(
  c: Context<SignedIn>,
  { frame }: EditorsRoom,
  { bulletin, edition }: Pick<Good, "bulletin" | "edition">,
  outcome: ApproveOutcome,
) {
  const date = sayInstant(new Date(edition.slot), bulletin.zone);
  switch (outcome.kind) {
    case "approved":
    case "already":
      return sendPage(
        c,
        <Told frame={frame} title="You approved the letter">
          {isApproved(outcome.edition)
            ? `It will be sent on ${date}. If it changes before that, you are asked again.`
            : `It was due on ${date}, so it is sent now.`}
        </Told>,
      );
    case "changed":
      return sendPage(
        c,
        <Told frame={frame} title="The letter has changed">
          {changedProblem.message} You get another link by email.
        </Told>,
        409,
      );
    case "refused":
      return sendPage(
        c,
        <Told frame={frame} title="You cannot approve this letter">
          {sayRefusal(outcome.obstacle)}
        </Told>,
        403,
      );
    case "no-approval-needed":
      return sendPage(
        c,
        <Told frame={frame} title="This link is no longer needed">
          {sayNoneNeeded(bulletin, new Date(edition.slot))}
        </Told>,
        410,
      );
    case "over":
      return sendPage(
        c,
        <Told frame={frame} title="This link is no longer needed">
          The edition of {date} no longer waits for an approval.
        </Told>,
        410,
      );
  }
}

function Told({
  frame,
  title,
  children,
}: {
  readonly frame: EditorsRoom["frame"];
  readonly title: string;
  readonly children?: unknown;
}): JSX.Element {
  return (
    <Layout frame={{ ...frame, navigation: [] }} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{children as JSX.Element}</p>
    </Layout>
  );
}
