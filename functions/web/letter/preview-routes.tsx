import type { Context } from "hono";
import * as z from "zod";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { previewOf } from "../../core/bulletins/edition.ts";
import { entrySchema } from "../../core/bulletins/entry.ts";
import { nextDate } from "../../core/bulletins/schedule/next-slot.ts";
import { subjectPattern, withOwnSubject } from "../../core/bulletins/subject-pattern.ts";
import { languageTag } from "../../core/letter/letter.ts";
import { cleanLine } from "../../core/text/clean-text.ts";
import { draftEdition, previewEdition } from "../../steps/editions/draft-edition.ts";
import { whyNoLetter } from "../entries/draft-words.ts";
import { type EditorsRoom, findBulletin, findEntry } from "../kit/editors-room.ts";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { framedPreview, letterAsked, plainText } from "./letter-response.ts";
import { viewNamed } from "./letter-view.tsx";
import { own, PreviewPage, type Shown } from "./preview-page.tsx";

const changed =
  "The letter has changed since you opened this page. Reload the page to see the current letter.";

/** The slot and hash on the confirmation page around the frame. */
const confirmation = z.object({
  slot: z.iso.datetime(),
  hash: z.string(),
  /** An own subject that is not stored yet. */
  subject: subjectPattern.optional(),
});

const choices = z.object({
  date: z.iso.datetime().optional().catch(undefined),
  drafts: z.literal("yes").optional().catch(undefined),
  entry: entrySchema.shape.id.optional().catch(undefined),
  salutation: z.string().overwrite(cleanLine).max(200).catch(""),
  language: languageTag.optional().catch(undefined),
});

export function addPreviewRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, template, frame } = room;

  routes.get("/bulletins/:bulletin/preview", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const shown = bulletin && (await shownBy(c, bulletin));
    if (!bulletin || !shown) return sendProblem(c, frame, 404);
    const draft = await drafted(bulletin, shown);
    const view = viewNamed(c.req.query("view"));
    const props = { frame, bulletin, draft, shown, view };
    return sendPage(c, <PreviewPage {...props} />);
  });

  routes.get("/bulletins/:bulletin/preview/letter.html", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const shown = bulletin && (await shownBy(c, bulletin));
    if (!bulletin || !shown) return plainText(c, "Letter not found.", 404);
    const asked = confirmation.safeParse(c.req.query()).data;
    const draft = asked
      ? await confirmed(bulletin, new Date(asked.slot), asked.subject)
      : await drafted(bulletin, shown);
    if (asked && (draft.kind !== "draft" || draft.hash !== asked.hash))
      return plainText(c, changed, 409);
    return draft.kind === "draft"
      ? framedPreview(c, previewOf(letterAsked(c, draft.content), own(shown)), pipeline.siteUrl)
      : plainText(c, whyNoLetter(draft), 404);
  });

  routes.get("/bulletins/:bulletin/preview/letter.txt", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const shown = bulletin && (await shownBy(c, bulletin));
    if (!bulletin || !shown) return plainText(c, "Letter not found.", 404);
    const draft = await drafted(bulletin, shown);
    return draft.kind === "draft"
      ? plainText(c, previewOf(letterAsked(c, draft.content), own(shown)).text)
      : plainText(c, whyNoLetter(draft), 404);
  });

  /** Returns what a query asks for; undefined if it names an entry that does not exist. */
  async function shownBy(c: Context, bulletin: Bulletin): Promise<Shown | undefined> {
    const asked = choices.parse({ salutation: "", ...c.req.query() });
    const entry = asked.entry && (await findEntry(room, bulletin, asked.entry));
    if (asked.entry !== undefined && !entry) return undefined;
    return {
      slot: asked.date ? new Date(asked.date) : nextDate(bulletin, new Date(pipeline.now())),
      withDrafts: asked.drafts === "yes",
      entry: entry || undefined,
      salutation: asked.salutation,
      language: asked.language,
    };
  }

  function confirmed(bulletin: Bulletin, slot: Date, subject: string | undefined) {
    return draftEdition(pipeline, template, withOwnSubject(bulletin, slot, subject), slot);
  }

  function drafted(bulletin: Bulletin, { slot, withDrafts, entry }: Shown) {
    return previewEdition(pipeline, template, bulletin, { slot, withDrafts, only: entry?.id });
  }
}
