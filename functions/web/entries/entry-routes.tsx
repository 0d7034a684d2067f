import type { Context } from "hono";
import * as z from "zod";
import { actorOf, byline } from "../../core/access/actor.ts";
import { entrySubject, type HistoryItem } from "../../core/access/history-item.ts";
import { may } from "../../core/access/member.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { type Entry, entrySchema } from "../../core/bulletins/entry.ts";
import { isBound, isDraft, isReady } from "../../core/bulletins/status.ts";
import {
  rewriteEntry,
  type WriteResult,
  writeNewEntry,
} from "../../steps/editions/entries/write-entry.ts";
import { listEntries } from "../../store/bulletins/entries.ts";
import { type EditorsRoom, findBulletin, findEntry, zoneOf } from "../kit/editors-room.ts";
import { readHistory } from "../kit/history.tsx";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import type { SignedIn } from "../sign-in/sign-in.ts";
import { answerConflict, answerReady, answerSaved, answerUnsaved, isAutosave } from "./autosave.ts";
import { EntriesPage } from "./entries-page.tsx";
import {
  type EntryValues,
  entryValues,
  noValues,
  readEntryForm,
  readHidden,
  readNewEntryForm,
} from "./entry-form.ts";
import { EntryFormPage } from "./entry-form-page.tsx";
import { BoundEntryPage, DeletedEntryPage, EntryPage } from "./entry-pages.tsx";

/** Entries on one page. */
const maxEntries = 50;

/** `from`: the id of the page's first entry; by default the newest. */
const asked = z.object({ from: entrySchema.shape.id.optional() });

export function addEntryRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  routes.get("/bulletins/:bulletin/entries", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const query = asked.safeParse(c.req.query()).data;
    if (!bulletin || !query) return sendProblem(c, room.frame, 404);
    const page = { maxItems: maxEntries, from: query.from };
    const entries = await listEntries(room.pipeline.table, bulletin.id, page);
    const isLater = query.from !== undefined;
    return sendPage(
      c,
      <EntriesPage room={room} bulletin={bulletin} entries={entries} isLater={isLater} />,
    );
  });

  routes.get("/bulletins/:bulletin/entries/new", "write", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, room.frame, 404);
    const values = { ...noValues, format: "markdown", id: room.pipeline.newId() };
    return sendPage(
      c,
      <EntryFormPage room={room} bulletin={bulletin} values={values} problems={[]} />,
    );
  });

  routes.post("/bulletins/:bulletin/entries/new", "write", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, room.frame, 404);
    const fields = await c.req.parseBody();
    const form = readNewEntryForm(fields, zoneOf(bulletin));
    const id = readHidden(fields).id ?? room.pipeline.newId();
    if (isAutosave(c) && form.kind === "problems") return answerUnsaved(c, form.problems);
    if (form.kind === "problems")
      return sendPage(
        c,
        <EntryFormPage
          room={room}
          bulletin={bulletin}
          values={{ ...form.values, id }}
          problems={form.problems}
        />,
        400,
      );
    if (isAutosave(c) && isReady(form.good)) return answerReady(c);
    const entry = { ...form.good, id, bulletin: bulletin.id };
    const written = await writeNewEntry(room.pipeline, entry, actorOf(c.var.person));
    return answer(c, room, { bulletin, written, own: form.values });
  });

  routes.get("/bulletins/:bulletin/entries/:entry", "read", async c => {
    const found = await find(room, c);
    if (!found) return sendProblem(c, room.frame, 404);
    const { bulletin, entry } = found;
    const history = await historyOf(room, entry);
    const shown = { room, bulletin, entry, history };
    if (isBound(entry)) return sendPage(c, <BoundEntryPage {...shown} />);
    const mayWrite = may(c.var.person, "write", bulletin.id);
    if (entry.deletedAt !== undefined)
      return sendPage(c, <DeletedEntryPage {...shown} mayWrite={mayWrite} />);
    if (!mayWrite) return sendPage(c, <EntryPage {...shown} />);
    return sendPage(
      c,
      <EntryFormPage
        room={room}
        bulletin={bulletin}
        stored={entry}
        values={entryValues(entry, zoneOf(bulletin))}
        problems={[]}
        history={history}
      />,
    );
  });

  routes.post("/bulletins/:bulletin/entries/:entry", "write", async c => {
    const found = await find(room, c);
    if (!found) return sendProblem(c, room.frame, 404);
    const { bulletin, entry } = found;
    const fields = await c.req.parseBody();
    const form = readEntryForm(fields, zoneOf(bulletin));
    const { version } = readHidden(fields);
    if (isAutosave(c) && form.kind === "problems") return answerUnsaved(c, form.problems);
    if (isAutosave(c) && !isDraft(entry)) return answerConflict(c);
    if (isAutosave(c) && form.kind === "good" && isReady(form.good)) return answerReady(c);
    const history = form.kind === "problems" ? await historyOf(room, entry) : [];
    if (form.kind === "problems" && !isBound(entry)) {
      // The form keeps the version that the editor opened. A newer one would hide a conflict with
      // another editor.
      const opened = { ...entry, version };
      return sendPage(
        c,
        <EntryFormPage
          room={room}
          bulletin={bulletin}
          stored={opened}
          values={form.values}
          problems={form.problems}
          history={history}
        />,
        400,
      );
    }
    if (form.kind === "problems")
      return sendPage(
        c,
        <BoundEntryPage
          room={room}
          bulletin={bulletin}
          entry={entry}
          history={history}
          own={form.values}
        />,
        409,
      );
    const rewriting = { entry, text: form.good, seen: version };
    const written = await rewriteEntry(room.pipeline, rewriting, actorOf(c.var.person));
    return answer(c, room, { bulletin, written, own: form.values });
  });
}

async function find(
  room: EditorsRoom,
  c: Context,
): Promise<{ bulletin: Bulletin; entry: Entry } | undefined> {
  const bulletin = await findBulletin(room, c.req.param("bulletin") ?? "");
  const entry = bulletin && (await findEntry(room, bulletin, c.req.param("entry") ?? ""));
  return bulletin && entry && { bulletin, entry };
}

function historyOf({ pipeline }: EditorsRoom, { bulletin, id }: Entry): Promise<HistoryItem[]> {
  return readHistory(pipeline, entrySubject(bulletin, id));
}

async function answer(
  c: Context<SignedIn>,
  room: EditorsRoom,
  {
    bulletin,
    written,
    own,
  }: { readonly bulletin: Bulletin; readonly written: WriteResult; readonly own: EntryValues },
): Promise<Response> {
  if (written.kind === "written") {
    const { id, version } = written.entry;
    room.pipeline.log("entry-saved", {
      bulletin: bulletin.id,
      entry: id,
      version,
      by: byline(actorOf(c.var.person)),
    });
    if (isAutosave(c)) return answerSaved(c, written.entry, zoneOf(bulletin));
    return c.redirect(`/bulletins/${bulletin.id}?saved=${id}`, 303);
  }
  if (isAutosave(c)) return answerConflict(c);
  const { stored } = written;
  const history = await historyOf(room, stored);
  if (isBound(stored))
    return sendPage(
      c,
      <BoundEntryPage room={room} bulletin={bulletin} entry={stored} history={history} own={own} />,
      409,
    );
  if (stored.deletedAt !== undefined)
    return sendPage(
      c,
      <DeletedEntryPage
        room={room}
        bulletin={bulletin}
        entry={stored}
        history={history}
        own={own}
        mayWrite
      />,
      409,
    );
  return sendPage(
    c,
    <EntryFormPage
      room={room}
      bulletin={bulletin}
      stored={stored}
      values={own}
      problems={[]}
      history={history}
      conflict
    />,
    409,
  );
}
