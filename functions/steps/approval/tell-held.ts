import { listTeam } from "../../store/access/members.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { listHeldEditions } from "../../store/bulletins/due-editions.ts";
import type { Pipeline } from "../pipeline.ts";
import { doOnce } from "./do-once.ts";
import { teller, withAddress } from "./tell-approvers.ts";

/** Emails the people who can resume an edition, once for each time that it is held. */
export async function tellHeld(pipeline: Pipeline): Promise<void> {
  for (const edition of await listHeldEditions(pipeline.table)) {
    const { id, holds = 0, reason } = edition;
    await doOnce(pipeline, `held-mailed#${id}#${holds}`, async () => {
      const bulletin = await getBulletin(pipeline.table, edition.bulletin);
      if (!bulletin) return true;
      const people = withAddress(await listTeam(pipeline.table), bulletin, "hold");
      const tell = teller(pipeline, bulletin, edition);
      return people.length === 0 || tell(`held-${holds}`, people, () => ({ kind: "held", reason }));
    });
  }
}
