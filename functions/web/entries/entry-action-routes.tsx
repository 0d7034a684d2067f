import * as z from "zod";
import { actorOf, byline } from "../../core/access/actor.ts";
import { entrySchema } from "../../core/bulletins/entry.ts";
import { entryStatus, isBound } from "../../core/bulletins/status.ts";
import { deleteEntry, restoreEntry } from "../../steps/editions/entries/delete-entry.ts";
import { moveEntry } from "../../steps/editions/entries/move-entry.ts";
import { rewriteEntry } from "../../steps/editions/entries/write-entry.ts";
import { type EditorsRoom, findBulletin, findEntry } from "../kit/editors-room.ts";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { readHidden } from "./entry-form.ts";

const moveForm = z.object({ past: entrySchema.shape.id.catch("") });

/**
 * Moving, withdrawing, deleting, and taking back a deletion. Each leads to a page that shows what is
 * so now: if someone else was faster, nothing is written, and that page shows their change.
 */
export function addEntryActionRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline } = room;

  routes.post("/bulletins/:bulletin/entries/:entry/move", "write", async c => {
    const found = await find(c.req.param());
    if (!found || isBound(found)) return sendProblem(c, room.frame, 404);
    const { past } = moveForm.parse(await c.req.parseBody());
    const { bulletin, id } = found;
    const moved = await moveEntry(pipeline, { bulletin, id, past }, actorOf(c.var.person));
    if (moved === "moved") log("entry-moved", found, byline(actorOf(c.var.person)));
    return c.redirect(`/bulletins/${found.bulletin}#entry-${found.id}`, 303);
  });

  routes.post("/bulletins/:bulletin/entries/:entry/withdraw", "write", async c => {
    const entry = await find(c.req.param());
    if (!entry) return sendProblem(c, room.frame, 404);
    const by = actorOf(c.var.person);
    const { version: seen } = readHidden(await c.req.parseBody());
    const text = { ...entry, status: entryStatus.enum.withdrawn };
    const written = await rewriteEntry(pipeline, { entry, text, seen }, by);
    if (written.kind !== "written") return c.redirect(pageOf(entry), 303);
    log("entry-saved", entry, byline(by));
    return c.redirect(`/bulletins/${entry.bulletin}?saved=${entry.id}`, 303);
  });

  routes.post("/bulletins/:bulletin/entries/:entry/delete", "write", async c => {
    const entry = await find(c.req.param());
    if (!entry) return sendProblem(c, room.frame, 404);
    const by = actorOf(c.var.person);
    const { version } = readHidden(await c.req.parseBody());
    const { bulletin, id } = entry;
    const deleted = await deleteEntry(pipeline, { bulletin, id, version }, by);
    if (deleted !== "deleted") return c.redirect(pageOf(entry), 303);
    log("entry-deleted", entry, byline(by));
    return c.redirect(`/bulletins/${bulletin}?deleted=${id}`, 303);
  });

  routes.post("/bulletins/:bulletin/entries/:entry/restore", "write", async c => {
    const entry = await find(c.req.param());
    if (!entry) return sendProblem(c, room.frame, 404);
    const by = actorOf(c.var.person);
    if ((await restoreEntry(pipeline, entry, by)) === "restored")
      log("entry-restored", entry, byline(by));
    return c.redirect(`/bulletins/${entry.bulletin}?saved=${entry.id}`, 303);
  });

  async function find({ bulletin: id = "", entry = "" }: Record<string, string>) {
    const bulletin = await findBulletin(room, id);
    return bulletin && (await findEntry(room, bulletin, entry));
  }

  function log(
    event: string,
    { bulletin, id }: { readonly bulletin: string; readonly id: string },
    by: string,
  ): void {
    pipeline.log(event, { bulletin, entry: id, by });
  }
}

function pageOf({ bulletin, id }: { readonly bulletin: string; readonly id: string }): string {
  return `/bulletins/${bulletin}/entries/${id}`;
}
