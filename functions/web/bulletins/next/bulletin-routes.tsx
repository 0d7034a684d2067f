import * as z from "zod";
import { entrySchema } from "../../../core/bulletins/entry.ts";
import { nextSlot } from "../../../core/bulletins/schedule/next-slot.ts";
import { isProposed } from "../../../core/bulletins/status.ts";
import { cleanLine } from "../../../core/text/clean-text.ts";
import { draftEdition } from "../../../steps/editions/draft-edition.ts";
import { entryChanges } from "../../../steps/editions/entries/change-entries.ts";
import { findAudience } from "../../../steps/people/count-audience.ts";
import { listEditions } from "../../../store/bulletins/editions.ts";
import { getList } from "../../../store/people/lists.ts";
import { findWaitingRestore } from "../../clock/restored-notice.tsx";
import { type EditorsRoom, findBulletin } from "../../kit/editors-room.ts";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { BulletinPage } from "./bulletin-page.tsx";
import { groupNames } from "./entry-groups.tsx";

/** Editions that the page shows. */
const maxEditions = 10;

const number = z.coerce.number().int().min(0).max(1_000).catch(0);
/** What an editor has just done, and what they look for. */
const query = z.object({
  saved: entrySchema.shape.id.optional().catch(undefined),
  done: z.enum(entryChanges).optional().catch(undefined),
  count: number,
  skipped: number,
  find: z.string().overwrite(cleanLine).max(100).catch(""),
  group: z.enum(groupNames).optional().catch(undefined),
});
const deletedIds = z.array(entrySchema.shape.id).max(100).catch([]);

export function addBulletinRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, template } = room;

  routes.get("/bulletins/:bulletin", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, room.frame, 404);
    const now = new Date(pipeline.now());
    const [editions, restored] = await Promise.all([
      listEditions(pipeline.table, bulletin.id, { maxItems: maxEditions }),
      findWaitingRestore(pipeline.table),
    ]);
    // A correction is about another letter than the next one.
    const waiting = editions.items.findLast(each => isProposed(each) && !each.corrects);
    const next = nextSlot(bulletin, now);
    // After a change of the schedule, another date may come before that of the edition that waits.
    const isFirst = waiting && (!next || Date.parse(waiting.slot) <= next.getTime());
    const proposed = isFirst ? waiting : undefined;
    const slot = proposed ? new Date(proposed.slot) : next;
    const [draft, audience, ...lists] = await Promise.all([
      draftEdition(pipeline, template, bulletin, slot ?? now),
      findAudience(pipeline, bulletin),
      ...bulletin.lists.map(id => getList(pipeline.table, id)),
    ]);
    const asked = query.parse({ count: 0, skipped: 0, find: "", ...c.req.query() });
    const { saved, done: to, count, skipped, find, group } = asked;
    return sendPage(
      c,
      <BulletinPage
        room={room}
        bulletin={bulletin}
        draft={draft}
        audience={audience}
        lists={lists.filter(list => list !== undefined)}
        editions={editions}
        proposed={proposed}
        slot={slot}
        restored={restored}
        now={now}
        saved={saved}
        done={to && { to, count, skipped }}
        deleted={deletedIds.parse(c.req.queries("deleted") ?? [])}
        shown={{ find, group }}
      />,
    );
  });
}
