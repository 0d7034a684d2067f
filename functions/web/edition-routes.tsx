import { nobodysCopy } from "../core/nobodys-copy.ts";
import { continueEdition } from "../steps/continue-edition.ts";
import { holdEdition } from "../steps/hold-edition.ts";
import { readAccount } from "../steps/read-account.ts";
import { readFrozen } from "../steps/read-frozen.ts";
import { resendUncertain } from "../steps/resend-uncertain.ts";
import { getBulletin } from "../store/bulletins.ts";
import { EditionPage } from "./edition-page.tsx";
import { stateOf } from "./edition-state.ts";
import { isUnderWay } from "./edition-status.tsx";
import { type EditorsRoom, findEdition } from "./editors-room.ts";
import { Layout, sendPage } from "./layout.tsx";
import { framedLetter, plainText } from "./letter-response.ts";
import { LetterView, viewNamed } from "./letter-view.tsx";
import { sendProblem } from "./problem-pages.tsx";
import type { GuardedRoutes } from "./sign-in/guarded-routes.tsx";
import { byline } from "./sign-in/person.ts";

export function addEditionRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, template, frame } = room;

  routes.get("/editions/:edition", "read", async c => {
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

  routes.get("/editions/:edition/account", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    return edition
      ? c.json(stateOf(edition, await readAccount(pipeline, edition.id)))
      : c.json({ problem: "no such edition" }, 404);
  });

  routes.post("/editions/:edition/resume", "hold", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    if (!edition) return sendProblem(c, frame, 404);
    pipeline.log("resume-asked", { edition: edition.id, by: byline(c.var.person) });
    await continueEdition(pipeline, template, edition);
    return c.redirect(`/editions/${edition.id}`, 303);
  });

  routes.post("/editions/:edition/hold", "hold", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    if (!edition) return sendProblem(c, frame, 404);
    pipeline.log("stop-asked", { edition: edition.id, by: byline(c.var.person) });
    if (isUnderWay(edition)) await holdEdition(pipeline, edition.id, edition.status, "It was stopped from this page.");
    return c.redirect(`/editions/${edition.id}`, 303);
  });

  routes.post("/editions/:edition/resend", "send", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    if (!edition) return sendProblem(c, frame, 404);
    pipeline.log("resend-asked", { edition: edition.id, by: byline(c.var.person) });
    await resendUncertain(pipeline, edition);
    return c.redirect(`/editions/${edition.id}`, 303);
  });

  routes.get("/editions/:edition/letter", "read", async c => {
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

  routes.get("/editions/:edition/letter.html", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const frozen = edition && (await readFrozen(pipeline, edition));
    return frozen ? framedLetter(c, nobodysCopy(frozen).html) : plainText(c, "There is no such letter.", 404);
  });

  routes.get("/editions/:edition/letter.txt", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const frozen = edition && (await readFrozen(pipeline, edition));
    return frozen ? plainText(c, nobodysCopy(frozen).text) : plainText(c, "There is no such letter.", 404);
  });
}
