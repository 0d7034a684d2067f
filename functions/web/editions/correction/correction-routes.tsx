import type { Context } from "hono";
import { actorOf, byline } from "../../../core/access/actor.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import {
  sayWhyNotCorrected,
  type WhyNotCorrected,
} from "../../../core/bulletins/correction/why-not-corrected.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { reachedNobody } from "../../../core/bulletins/status.ts";
import {
  beginCorrection,
  whyNotCorrected,
} from "../../../steps/approval/corrections/begin-correction.ts";
import { readSentTexts } from "../../../steps/approval/corrections/sent-texts.ts";
import { readAccount } from "../../../steps/ledger/read-account.ts";
import { getBulletin } from "../../../store/bulletins/bulletins.ts";
import { getEdition } from "../../../store/bulletins/editions.ts";
import { type EditorsRoom, findEdition } from "../../kit/editors-room.ts";
import { Layout, sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { type ReadCorrection, readCorrectionForm, valuesOf } from "./correction-form.ts";
import { CorrectionPage } from "./correction-page.tsx";

/** The page on which the letter of a sent edition is corrected. */
export function addCorrectionRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, template, frame } = room;
  const path = "/editions/:edition/correction";

  const find = async (c: Context) => {
    const edition = await findEdition(room, c.req.param("edition") ?? "");
    const bulletin = edition && (await getBulletin(pipeline.table, edition.bulletin));
    return edition && bulletin ? { edition, bulletin } : undefined;
  };

  routes.get(path, "write", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    const { edition } = found;
    const { correctedBy } = edition;
    const before = correctedBy && (await getEdition(pipeline.table, correctedBy));
    if (before && !reachedNobody(before)) return c.redirect(`/editions/${before.id}`, 303);
    const refusal = await whyNotCorrected(pipeline, edition);
    if (refusal) return refuse(c, room, edition, refusal);
    const sent = await readSentTexts(pipeline, edition);
    return ask(c, room, found, { values: valuesOf(sent), problems: [], texts: [] });
  });

  routes.post(path, "write", async c => {
    const found = await find(c);
    if (!found) return sendProblem(c, frame, 404);
    const { edition, bulletin } = found;
    const sent = await readSentTexts(pipeline, edition);
    const read = readCorrectionForm(await c.req.parseBody(), sent);
    if (read.problems.length > 0) return ask(c, room, found, read);
    const by = actorOf(c.var.person);
    const { to, isSaid } = read.values;
    const { texts } = read;
    const asked = { edition: edition.id, texts, to, isSaid, by };
    const outcome = await beginCorrection(pipeline, template, asked);
    pipeline.log("correction-asked", {
      edition: edition.id,
      outcome: outcome.kind,
      by: byline(by),
    });
    if (outcome.kind === "corrected-before") return c.redirect(`/editions/${outcome.edition}`, 303);
    if (outcome.kind !== "proposed") return refuse(c, room, edition, outcome);
    const date = outcome.edition.slot;
    return c.redirect(`/bulletins/${bulletin.id}/approve?date=${date}`, 303);
  });
}

async function ask(
  c: Context,
  room: EditorsRoom,
  { edition, bulletin }: { readonly edition: Edition; readonly bulletin: Bulletin },
  { values, problems }: ReadCorrection,
): Promise<Response> {
  const { accepted, uncertain } = await readAccount(room.pipeline, edition.id);
  return sendPage(
    c,
    <CorrectionPage
      room={room}
      edition={edition}
      bulletin={bulletin}
      values={values}
      people={accepted + uncertain}
      problems={problems}
    />,
    problems.length > 0 ? 400 : 200,
  );
}

function refuse(
  c: Context,
  { frame, pipeline }: EditorsRoom,
  edition: Edition,
  refusal: WhyNotCorrected,
): Response | Promise<Response> {
  const title = "You cannot correct this letter";
  return sendPage(
    c,
    <Layout
      frame={frame}
      title={title}
      back={{ href: `/editions/${edition.id}`, text: "The edition" }}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{sayWhyNotCorrected(refusal, pipeline.now())}</p>
    </Layout>,
    409,
  );
}
