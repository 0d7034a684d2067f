import { signApproval } from "../../core/access/approval-token.ts";
import { addressName, keysOf, mayApprove, roleIn } from "../../core/access/approver.ts";
import { type Member, may } from "../../core/access/member.ts";
import {
  type ApprovalMail,
  writeApprovalMail,
} from "../../core/bulletins/approval/approval-mail.ts";
import { reminderOf } from "../../core/bulletins/approval/deadline.ts";
import { onTimeMs } from "../../core/bulletins/approval/lateness.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isWaiting } from "../../core/bulletins/status.ts";
import { listTeam } from "../../store/access/members.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { changedBy } from "../editions/changed-by.ts";
import type { Pipeline } from "../pipeline.ts";
import { mailNotice } from "../sending/mail-notice.ts";

/** Editors often save several times in a row: one email tells of all of it. */
const quietMs = 5 * 60_000;

/** A member with an address: one who can get an email. */
export type Reachable = Member & { readonly address: string };

/**
 * Tells the people who can act on a waiting edition: asks its approvers once for each proposal,
 * reminds them and their deputies near its date, tells the editors of changes that are wanted, and
 * everyone when its date has passed. Each email is sent once, however often this runs.
 */
export async function tellApprovers(
  pipeline: Pipeline,
  bulletin: Bulletin,
  edition: Edition,
): Promise<void> {
  const { proposal, proposals = 0 } = edition;
  if (!isWaiting(edition) || !proposal || !needsApproval(bulletin, edition)) return;
  const now = pipeline.now();
  const slot = new Date(edition.slot);
  const isPast = proposal.unscheduled !== true && slot.getTime() + onTimeMs < now;
  const isNear = proposal.unscheduled !== true && reminderOf(bulletin, slot).getTime() <= now;
  const isQuiet = Date.parse(proposal.at) + quietMs <= now;
  const isAsking =
    proposal.told !== true && (proposals === 1 || proposal.hadApproval || isNear || isQuiet);
  if (!isAsking && !isNear && !isPast && proposal.asked === undefined) return;
  const team = await listTeam(pipeline.table);
  const tell = teller(pipeline, bulletin, edition);
  if (proposal.asked)
    await tell("changes-wanted", withAddress(team, bulletin, "write"), () => ({
      kind: "changes-wanted",
    }));
  // Without a letter there is nothing to approve. That it is not sent is told all the same.
  const hasLetter = edition.hash !== "";
  const approvers = await approversOf(pipeline, bulletin, edition, team);
  if (hasLetter && isAsking && proposal.asked === undefined) {
    const asked = approvers.filter(member => roleAt(member, bulletin) === "approver");
    if (await tell("asked", asked, askedBy(bulletin, false))) {
      const told = { ...proposal, told: true };
      await changeEdition(pipeline.table, edition, { kind: "look-again", proposal: told });
    }
  }
  // Someone who is asked now needs no reminder at the same time.
  const askedLately = Date.parse(proposal.at) + quietMs > now;
  if (hasLetter && isNear && !isPast && !askedLately)
    await tell("reminder", approvers, askedBy(bulletin, true));
  // The approval has ended, and there is no letter to approve instead.
  const { problem, hadApproval } = proposal;
  if (problem && hadApproval && !isPast) {
    const everyone = (["write", "hold"] as const).flatMap(can => withAddress(team, bulletin, can));
    await tell("no-letter", everyone, () => ({ kind: "look-ahead", problems: [problem] }));
  }
  if (isPast) {
    const everyone = [...approvers, ...withAddress(team, bulletin, "hold")];
    await tell("unapproved", everyone, () => ({ kind: "unapproved" }));
  }
}

type Kind = Pick<Extract<ApprovalMail, { kind: "asked" }>, "kind" | "isReminder" | "byLink">;

const askedBy = (bulletin: Bulletin, isReminder: boolean) => (): Kind => ({
  kind: "asked",
  isReminder,
  byLink: bulletin.approveByLink === true,
});

const roleAt = (member: Member, { approvers = [] }: Bulletin) =>
  approvers.length === 0 ? "approver" : roleIn(member, approvers);

type OwnWords<M = ApprovalMail> = M extends unknown
  ? Omit<M, "bulletin" | "edition" | "link">
  : never;

/** Returns what mails one notice to each of some members. It returns whether all were sent. */
export function teller(pipeline: Pipeline, bulletin: Bulletin, edition: Edition, link?: string) {
  return async (
    what: string,
    members: readonly Reachable[],
    words: () => OwnWords,
  ): Promise<boolean> => {
    let all = members.length > 0;
    const seen = new Set<string>();
    for (const { address } of members) {
      const member = addressName(address);
      if (seen.has(member)) continue;
      seen.add(member);
      const id = `${what}#${edition.id}#${edition.proposals ?? 0}#${member}`;
      const write = () =>
        writeApprovalMail({
          bulletin,
          edition,
          link: link ?? linkFor(pipeline, bulletin, edition, member),
          ...words(),
        } as ApprovalMail);
      const sent = await mailNotice(pipeline, {
        id,
        to: address,
        sender: bulletin.sender,
        write,
      });
      all &&= sent;
    }
    return all;
  };
}

/** Where a member sees the edition: by a signed link, if the bulletin allows it. */
function linkFor(
  { editorsUrl, linkKeys }: Pipeline,
  bulletin: Bulletin,
  edition: Edition,
  member: string,
): string {
  if (!isWaiting(edition)) return `${editorsUrl}/editions/${edition.id}`;
  if (bulletin.approveByLink !== true || edition.hash === "")
    return `${editorsUrl}/bulletins/${bulletin.id}/approve?date=${edition.slot}`;
  const { id, hash, proposals: proposal = 0 } = edition;
  return `${editorsUrl}/approve/${signApproval({ member, edition: id, hash, proposal }, linkKeys)}`;
}

/** Returns the members who may approve an edition, if they can get an email. */
export async function approversOf(
  pipeline: Pick<Pipeline, "table">,
  bulletin: Bulletin,
  edition: Pick<Edition, "id" | "entries">,
  team: readonly Member[],
): Promise<Reachable[]> {
  const all = reachable(team).filter(member => mayApprove(member, bulletin));
  if (bulletin.approval !== "another") return all;
  const wrote = await changedBy(pipeline, bulletin, edition, team);
  return all.filter(member => !keysOf(member).some(key => wrote.has(key)));
}

export function withAddress(
  team: readonly Member[],
  { id }: Pick<Bulletin, "id">,
  permission: "write" | "hold",
): Reachable[] {
  return reachable(team).filter(member => may(member, permission, id));
}

function reachable(team: readonly Member[]): Reachable[] {
  return team.flatMap(member =>
    member.address === undefined ? [] : [{ ...member, address: member.address }],
  );
}
