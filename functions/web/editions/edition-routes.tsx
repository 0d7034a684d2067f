import { editionSubject } from "../../core/access/history-item.ts";
import { type Edition, previewOf } from "../../core/bulletins/edition.ts";
import { keepsEntries } from "../../core/bulletins/status.ts";
import { sampleOf } from "../../core/ledger/account-sample.ts";
import { findDelivery } from "../../steps/control/find-delivery.ts";
import { findWriters } from "../../steps/control/find-writers.ts";
import { listReturned } from "../../steps/ledger/list-returned.ts";
import { readAccount } from "../../steps/ledger/read-account.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { getContent } from "../../store/bulletins/edition-content.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { type EditorsRoom, findEdition } from "../kit/editors-room.ts";
import { readHistory } from "../kit/history.tsx";
import { Layout, sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import { framedPreview, letterAsked, plainText } from "../letter/letter-response.ts";
import { LetterView, viewNamed } from "../letter/letter-view.tsx";
import { addCopyRoutes } from "../people/copy-routes.tsx";
import { addCorrectRoutes } from "../people/correct-routes.tsx";
import { addPeopleRoutes } from "../people/people-routes.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { addCorrectionRoutes } from "./correction/correction-routes.tsx";
import { findCompared } from "./delivery/compared-editions.tsx";
import { addEditionControlRoutes } from "./edition-control-routes.tsx";
import { EditionPage } from "./edition-page.tsx";
import { stateOf } from "./edition-state.ts";

export function addEditionRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;
  /** With sentinels at its places; undefined before there is any content. */
  const frozenOf = async (edition: Edition) =>
    edition.hash === "" ? undefined : getContent(pipeline.table, edition);

  routes.get("/editions/:edition", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    if (!edition) return sendProblem(c, frame, 404);
    const { correctedBy } = edition;
    const [account, bulletin, history, correction] = await Promise.all([
      readAccount(pipeline, edition.id),
      getBulletin(pipeline.table, edition.bulletin),
      readHistory(pipeline, editionSubject(edition.id)),
      correctedBy === undefined ? undefined : getEdition(pipeline.table, correctedBy),
    ]);
    const now = new Date(pipeline.now());
    const [returned, delivery, writers, compared] = await Promise.all([
      listReturned(pipeline, edition, account),
      findDelivery(pipeline, edition, account),
      findWriters(pipeline, edition),
      keepsEntries(edition)
        ? findCompared(pipeline.table, edition, sampleOf(account, now.getTime()))
        : [],
    ]);
    const language = (await frozenOf(edition))?.language ?? "en";
    return sendPage(
      c,
      <EditionPage
        room={room}
        edition={edition}
        bulletin={bulletin}
        language={language}
        state={stateOf(edition, account, { ...delivery, now: now.getTime() })}
        returned={returned}
        now={now}
        history={history}
        correction={correction}
        delivery={delivery}
        writers={writers}
        compared={compared}
      />,
    );
  });

  routes.get("/editions/:edition/account", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    if (!edition) return c.json({ problem: "no such edition" }, 404);
    const account = await readAccount(pipeline, edition.id);
    const delivery = await findDelivery(pipeline, edition, account);
    return c.json(stateOf(edition, account, { ...delivery, now: pipeline.now() }));
  });

  addEditionControlRoutes(routes, room);
  addCorrectionRoutes(routes, room);
  addPeopleRoutes(routes, room);
  addCopyRoutes(routes, room);
  addCorrectRoutes(routes, room);

  routes.get("/editions/:edition/letter", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const frozen = edition && (await frozenOf(edition));
    if (!edition || !frozen) return sendProblem(c, frame, 404);
    const here = `/editions/${edition.id}`;
    return sendPage(
      c,
      <Layout
        frame={frame}
        title={`Letter: ${edition.subject}`}
        back={{ href: here, text: "The edition" }}
        wide
      >
        <h1 class="govuk-heading-l">The letter of this edition</h1>
        <LetterView
          page={`${here}/letter`}
          htmlAddress={`${here}/letter.html`}
          from={edition.sender.from}
          content={frozen}
          language={c.req.query("language")}
          view={viewNamed(c.req.query("view"))}
        />
      </Layout>,
    );
  });

  routes.get("/editions/:edition/letter.html", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const frozen = edition && (await frozenOf(edition));
    return frozen
      ? framedPreview(c, previewOf(letterAsked(c, frozen)), pipeline.siteUrl)
      : plainText(c, "Letter not found.", 404);
  });

  routes.get("/editions/:edition/letter.txt", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const frozen = edition && (await frozenOf(edition));
    return frozen
      ? plainText(c, previewOf(letterAsked(c, frozen)).text)
      : plainText(c, "Letter not found.", 404);
  });
}
