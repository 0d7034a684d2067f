import { clockBy } from "../../core/access/actor.ts";
import { addressName } from "../../core/access/approver.ts";
import { everyBulletin, may } from "../../core/access/member.ts";
import { writeRestoredMail } from "../../core/bulletins/approval/restored-mail.ts";
import { isUnderWay } from "../../core/bulletins/status.ts";
import { listTeam } from "../../store/access/members.ts";
import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { listUnfinishedEditions } from "../../store/bulletins/due-editions.ts";
import type { RestoredTable } from "../../store/sending/origins.ts";
import type { OnUnreadable } from "../../store/table.ts";
import { holdEdition } from "../editions/hold-edition.ts";
import { findRestored } from "../find-restored.ts";
import { giveNotice } from "../notices/give-notice.ts";
import type { Pipeline } from "../pipeline.ts";
import { mailNotice } from "../sending/mail-notice.ts";

/**
 * Looks whether the table was restored from a backup. If so, holds what was under way, and tells the
 * people who can act. Returns whether the clock must do nothing else, until a person decides.
 */
export async function watchRestored(
  pipeline: Pipeline,
  onUnreadable: OnUnreadable,
): Promise<boolean> {
  const restored = await findRestored(pipeline);
  pipeline.measure("restored", restored ? 1 : 0);
  if (!restored) return false;
  for (const edition of await listUnfinishedEditions(pipeline.table, onUnreadable))
    if (isUnderWay(edition))
      await holdEdition(pipeline, edition, { code: "restored" }, clockBy("restored"));
  const { tableId, lastTick } = restored;
  await giveNotice(pipeline, `restored#${tableId}`, async () => ({ kind: "restored", lastTick }));
  await mailTeam(pipeline, restored);
  return true;
}

async function mailTeam(pipeline: Pipeline, { tableId, lastTick }: RestoredTable): Promise<void> {
  const { table, editorsUrl } = pipeline;
  const [bulletin] = await listBulletins(table);
  // Without a bulletin there is no sender, and nothing that could be sent.
  if (!bulletin) return;
  const write = () => writeRestoredMail(lastTick, `${editorsUrl}/clock`, bulletin.name);
  for (const member of await listTeam(table)) {
    const { address } = member;
    if (address === undefined || !may(member, "hold", everyBulletin)) continue;
    const id = `restored#${tableId}#${addressName(address)}`;
    await mailNotice(pipeline, { id, to: address, sender: bulletin.sender, write });
  }
}
