import * as z from "zod";
import { listEditions } from "../../store/bulletins/editions.ts";
import { BulletinTabs } from "../kit/bulletin-tabs.tsx";
import { type EditorsRoom, findBulletin } from "../kit/editors-room.ts";
import { Layout, sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { findFigures } from "./delivery/edition-figures.ts";
import { EditionsChart } from "./delivery/editions-chart.tsx";
import { maxEditions, PastEditions } from "./past-editions.tsx";

/** `from`: the slot of the page's first edition; by default the latest. */
const asked = z.object({ from: z.iso.datetime().optional() });

export function addEditionsPage(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;

  routes.get("/bulletins/:bulletin/editions", "read", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const query = asked.safeParse(c.req.query()).data;
    if (!bulletin || !query) return sendProblem(c, frame, 404);
    const page = { maxItems: maxEditions, from: query.from };
    const editions = await listEditions(pipeline.table, bulletin.id, page);
    const figures = await findFigures(pipeline.table, editions.items);
    return sendPage(
      c,
      <Layout
        frame={frame}
        title={`Editions of ${bulletin.name}`}
        back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
        wide
      >
        <BulletinTabs room={room} bulletin={bulletin} current="editions" />
        <h1 class="govuk-heading-l">Editions of {bulletin.name}</h1>
        <EditionsChart editions={editions.items} figures={figures} zone={bulletin.zone} />
        <PastEditions
          bulletin={bulletin}
          editions={editions}
          figures={figures}
          now={new Date(pipeline.now())}
          caption={query.from === undefined ? "Latest first" : "Older editions, latest first"}
        />
      </Layout>,
    );
  });
}
