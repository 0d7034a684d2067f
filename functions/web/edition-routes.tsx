import type { Hono } from "hono";
import { nobodysCopy } from "../core/nobodys-copy.ts";
import { continueEdition } from "../steps/continue-edition.ts";
import { readAccount } from "../steps/read-account.ts";
import { readFrozen } from "../steps/read-frozen.ts";
import { getBulletin } from "../store/bulletins.ts";
import { EditionPage } from "./edition-page.tsx";
import { stateOf } from "./edition-state.ts";
import { type EditorsRoom, findEdition } from "./editors-room.ts";
import { Layout, sendPage } from "./layout.tsx";
import { framedLetter, plainText } from "./letter-response.ts";
import { LetterView, viewNamed } from "./letter-view.tsx";
import { sendProblem } from "./problem-pages.tsx";

export function addEditionRoutes(site: Hono, room: EditorsRoom): void {
  const { pipeline, template, frame } = room;

  site.get("/editions/:edition", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    if (!edition) return sendProblem(c, frame, 404);
    const [account, bulletin] = await Promise.all([
      readAccount(pipeline, edition.id),
      getBulletin(pipeline.table, edition.bulletin),
    ]);
    const language = (await readFrozen(pipeline, edition))?.language ?? "en";
    return sendPage(
      c,
      <EditionPage room={room} edition={edition} bulletin={bulletin} language={language} state={stateOf(edition, account)} />,
    );
  });

  site.get("/editions/:edition/account", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    return edition
      ? c.json(stateOf(edition, await readAccount(pipeline, edition.id)))
      : c.json({ problem: "no such edition" }, 404);
  });

  site.post("/editions/:edition/resume", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    if (!edition) return sendProblem(c, frame, 404);
    await continueEdition(pipeline, template, edition);
    return c.redirect(`/editions/${edition.id}`, 303);
  });

  site.get("/editions/:edition/letter", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const frozen = edition && (await readFrozen(pipeline, edition));
    if (!edition || !frozen) return sendProblem(c, frame, 404);
    const here = `/editions/${edition.id}`;
    const content = { ...frozen, text: nobodysCopy(frozen).text };
    return sendPage(
      c,
      <Layout frame={frame} title={`Letter: ${edition.subject}`} back={{ href: here, text: "The edition" }} wide>
        <h1 class="govuk-heading-l">The letter that is sent</h1>
        <LetterView
          page={`${here}/letter`}
          htmlAddress={`${here}/letter.html`}
          from={edition.sender.from}
          content={content}
          view={viewNamed(c.req.query("view"))}
        />
      </Layout>,
    );
  });

  site.get("/editions/:edition/letter.html", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const frozen = edition && (await readFrozen(pipeline, edition));
    return frozen ? framedLetter(c, nobodysCopy(frozen).html) : plainText(c, "There is no such letter.", 404);
  });

  site.get("/editions/:edition/letter.txt", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const frozen = edition && (await readFrozen(pipeline, edition));
    return frozen ? plainText(c, nobodysCopy(frozen).text) : plainText(c, "There is no such letter.", 404);
  });
}
