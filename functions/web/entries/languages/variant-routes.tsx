import type { Context } from "hono";
import * as z from "zod";
import { actorOf, byline } from "../../../core/access/actor.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { type Entry, entryTextSchema } from "../../../core/bulletins/entry.ts";
import { isBound } from "../../../core/bulletins/status.ts";
import { variantIn, writeVariant } from "../../../steps/editions/entries/write-variant.ts";
import { type EditorsRoom, findBulletin, findEntry } from "../../kit/editors-room.ts";
import type { FieldProblem } from "../../kit/fields.tsx";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import { readForm } from "../../kit/read-form.ts";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { readHidden } from "../entry-form.ts";
import { furtherLanguages } from "./other-languages.tsx";
import { VariantPage } from "./variant-page.tsx";

const variantForm = entryTextSchema.pick({ title: true, body: true });
const names = { title: "The title", body: "The text" };
const removing = z.object({ remove: z.literal("yes") });

type Found = { readonly bulletin: Bulletin; readonly entry: Entry; readonly language: string };

const changedSince: FieldProblem = {
  field: "body",
  message:
    "The entry was changed by someone else, so your text is not saved yet. Look at the main text below, then save again.",
};

/** The pages of an entry's texts in other languages. */
export function addVariantRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;

  routes.get("/bulletins/:bulletin/entries/:entry/languages", "write", async c => {
    const found = await find(c, c.req.query("language"));
    if (!found) return sendProblem(c, frame, 404);
    const { bulletin, entry, language } = found;
    return c.redirect(`/bulletins/${bulletin.id}/entries/${entry.id}/languages/${language}`, 303);
  });

  routes.get("/bulletins/:bulletin/entries/:entry/languages/:language", "write", async c => {
    const found = await find(c, c.req.param("language"));
    if (!found) return sendProblem(c, frame, 404);
    const { title = "", body = "" } = variantIn(found.entry, found.language) ?? {};
    return show(c, found, { values: { title, body }, problems: [] });
  });

  routes.post("/bulletins/:bulletin/entries/:entry/languages/:language", "write", async c => {
    const found = await find(c, c.req.param("language"));
    if (!found) return sendProblem(c, frame, 404);
    const { bulletin, entry, language } = found;
    const fields = await c.req.parseBody();
    const { version: seen } = readHidden(fields);
    const form = readForm(variantForm, fields, names);
    const isRemoved = removing.safeParse(fields).success;
    if (form.kind === "problems" && !isRemoved)
      return show(c, found, { values: form.values, problems: form.problems, seen, status: 400 });
    const text = form.kind === "good" && !isRemoved ? form.good : undefined;
    const by = actorOf(c.var.person);
    const written = await writeVariant(pipeline, { entry, seen, language, text }, by);
    if (written.kind === "written") {
      pipeline.log("entry-saved", {
        bulletin: bulletin.id,
        entry: entry.id,
        language,
        version: written.entry.version,
        by: byline(by),
      });
      return c.redirect(`/bulletins/${bulletin.id}/entries/${entry.id}#other-languages`, 303);
    }
    if (written.kind === "invalid")
      return show(c, found, {
        values: form.values,
        problems: [{ field: "body", message: `The texts ${written.message}` }],
        seen,
        status: 400,
      });
    const { stored } = written;
    // An edition has it, or it is deleted: its own page says so.
    if (isBound(stored) || stored.deletedAt !== undefined)
      return c.redirect(`/bulletins/${bulletin.id}/entries/${entry.id}`, 303);
    const shown = { bulletin, entry: stored, language };
    return show(c, shown, { values: form.values, problems: [changedSince], status: 409 });
  });

  async function find(c: Context, language = ""): Promise<Found | undefined> {
    const bulletin = await findBulletin(room, c.req.param("bulletin") ?? "");
    const entry = bulletin && (await findEntry(room, bulletin, c.req.param("entry") ?? ""));
    if (!bulletin || !entry || isBound(entry) || entry.deletedAt !== undefined) return undefined;
    const known = variantIn(entry, language)?.language;
    const isOffered = furtherLanguages(bulletin, entry).includes(language);
    return known !== undefined || isOffered
      ? { bulletin, entry, language: known ?? language }
      : undefined;
  }

  function show(
    c: Context,
    { bulletin, entry, language }: Found,
    {
      values,
      problems,
      seen = entry.version,
      status = 200,
    }: {
      readonly values: { readonly title: string; readonly body: string };
      readonly problems: readonly FieldProblem[];
      readonly seen?: number;
      readonly status?: 200 | 400 | 409;
    },
  ): Response | Promise<Response> {
    return sendPage(
      c,
      <VariantPage
        room={room}
        bulletin={bulletin}
        entry={entry}
        language={language}
        values={values}
        problems={problems}
        version={seen}
        isStored={variantIn(entry, language) !== undefined}
      />,
      status,
    );
  }
}
