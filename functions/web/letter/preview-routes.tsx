import * as z from "zod";
import { previewOf } from "../../core/bulletins/edition.ts";
import { draftEdition } from "../../steps/editions/draft-edition.ts";
import { whyNoLetter } from "../entries/draft-words.ts";
import { type EditorsRoom, findBulletin } from "../kit/editors-room.ts";
import { Layout, sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { Findings } from "./findings.tsx";
import { framedLetter, plainText } from "./letter-response.ts";
import { LetterView, viewNamed } from "./letter-view.tsx";
import { TestForm } from "./test-send.tsx";

const changed =
  "The letter has changed since you opened this page. Reload the page to see the current letter.";

/** The slot and hash on the confirmation page around the frame. */
const confirmation = z.object({ slot: z.iso.datetime(), hash: z.string() });

export function addPreviewRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, template, frame } = room;
  const now = () => new Date(pipeline.now());

  routes.get("/bulletins/:bulletin/preview", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, frame, 404);
    const draft = await draftEdition(pipeline, template, bulletin, now());
    const page = `/bulletins/${bulletin.id}/preview`;
    const content = draft.kind === "draft" && {
      ...draft.content,
      text: previewOf(draft.content).text,
    };
    return sendPage(
      c,
      <Layout
        frame={frame}
        title={`Preview of ${bulletin.name}`}
        back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
        wide
      >
        <h1 class="govuk-heading-l">Preview: the letter as it is now</h1>
        {draft.kind === "draft" && <Findings findings={draft.findings} />}
        {content && (
          <LetterView
            page={page}
            htmlAddress={`${page}/letter.html`}
            from={bulletin.sender.from}
            content={content}
            view={viewNamed(c.req.query("view"))}
          />
        )}
        {draft.kind === "draft" ? (
          <TestForm bulletin={bulletin.id} />
        ) : (
          <p class="govuk-body">{whyNoLetter(draft)}</p>
        )}
      </Layout>,
    );
  });

  routes.get("/bulletins/:bulletin/preview/letter.html", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return plainText(c, "Bulletin not found.", 404);
    const asked = confirmation.safeParse(c.req.query()).data;
    const draft = await draftEdition(
      pipeline,
      template,
      bulletin,
      asked ? new Date(asked.slot) : now(),
    );
    if (asked && (draft.kind !== "draft" || draft.hash !== asked.hash))
      return plainText(c, changed, 409);
    return draft.kind === "draft"
      ? framedLetter(c, previewOf(draft.content).html)
      : plainText(c, whyNoLetter(draft), 404);
  });

  routes.get("/bulletins/:bulletin/preview/letter.txt", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return plainText(c, "Bulletin not found.", 404);
    const draft = await draftEdition(pipeline, template, bulletin, now());
    return draft.kind === "draft"
      ? plainText(c, previewOf(draft.content).text)
      : plainText(c, whyNoLetter(draft), 404);
  });
}
