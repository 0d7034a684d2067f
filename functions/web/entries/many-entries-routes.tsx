import * as z from "zod";
import { actorOf, byline } from "../../core/access/actor.ts";
import { entrySchema } from "../../core/bulletins/entry.ts";
import { changeEntries, entryChanges } from "../../steps/editions/entries/change-entries.ts";
import { restoreEntry } from "../../steps/editions/entries/delete-entry.ts";
import { type EditorsRoom, findBulletin } from "../kit/editors-room.ts";
import { readFormData } from "../kit/forms.ts";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";

/** Entries that one form may change. */
const maxChosen = 100;

/** "01ARZ3NDEKTSV4RRFFQ69G5FAV.3": an entry, and the version that the editor saw. */
const chosen = z
  .string()
  .regex(/^[^.]+\.\d{1,9}$/)
  .transform(text => {
    const [id = "", version] = text.split(".");
    return { id, version: Number(version) };
  });
const manyForm = z.object({
  to: z.enum(entryChanges),
  entries: z.array(chosen).max(maxChosen),
});
const restoreForm = z.array(entrySchema.shape.id).min(1).max(maxChosen);

/** Does one thing with all entries that an editor has selected, and takes back a deletion. */
export function addManyEntriesRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;

  routes.post("/bulletins/:bulletin/many-entries", "write", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const form = await readFormData(c);
    const { data } = manyForm.safeParse({ to: form.get("to"), entries: form.getAll("entry") });
    if (!bulletin || !data) return sendProblem(c, frame, 404);
    const by = actorOf(c.var.person);
    const { changed, skipped } = await changeEntries(pipeline, bulletin.id, data, by);
    for (const entry of changed)
      pipeline.log("entry-saved", { bulletin: bulletin.id, entry, by: byline(by) });
    const query = new URLSearchParams({
      done: data.to,
      count: String(changed.length),
      skipped: String(skipped),
    });
    if (data.to === "deleted") for (const id of changed) query.append("deleted", id);
    return c.redirect(`/bulletins/${bulletin.id}?${query}`, 303);
  });

  routes.post("/bulletins/:bulletin/many-entries/restore", "write", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const ids = restoreForm.safeParse((await readFormData(c)).getAll("entry")).data;
    if (!bulletin || !ids) return sendProblem(c, frame, 404);
    const by = actorOf(c.var.person);
    for (const id of ids)
      if ((await restoreEntry(pipeline, { bulletin: bulletin.id, id }, by)) === "restored")
        pipeline.log("entry-restored", { bulletin: bulletin.id, entry: id, by: byline(by) });
    return c.redirect(`/bulletins/${bulletin.id}`, 303);
  });
}
