import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { nextSlot } from "../core/bulletin.ts";
import { draftEdition, type Template } from "../steps/draft-edition.ts";
import type { Pipeline } from "../steps/pipeline.ts";
import { listBulletins } from "../store/bulletins.ts";
import { listEditions } from "../store/editions.ts";
import { type Assets, serveAssets } from "./assets.ts";
import { BulletinPage } from "./bulletin-page.tsx";
import { BulletinsPage } from "./bulletins-page.tsx";
import { addEditionRoutes } from "./edition-routes.tsx";
import { type EditorsRoom, findBulletin } from "./editors-room.ts";
import { addEntryRoutes } from "./entry-routes.tsx";
import { type NavigationLink, sendPage } from "./layout.tsx";
import { addPreviewRoutes } from "./preview-routes.tsx";
import { dressProblems, sendProblem } from "./problem-pages.tsx";
import { securePages } from "./security-headers.ts";
import { addSendRoutes } from "./send-routes.tsx";

/** The editors' pages. `navigation` adds links to the header. Other sites may share its origin, on paths of their own. */
export function editorsSite(
  pipeline: Pipeline,
  template: Template,
  assets: Assets,
  navigation: readonly NavigationLink[] = [],
): Hono {
  const site = new Hono();
  const frame = { paths: serveAssets(site, assets), name: "Dear Colleague", home: "/", navigation };
  const room: EditorsRoom = { pipeline, template, frame };
  dressProblems(site, frame, pipeline.log);
  // Not on every path: a mail program's one-click POST to a readers' page on the same origin comes from no site at all.
  for (const path of ["/", "/bulletins/*", "/editions/*"]) site.use(path, securePages, csrf());

  site.get("/", async c =>
    sendPage(c, <BulletinsPage frame={frame} bulletins={await listBulletins(pipeline.table)} now={new Date(pipeline.now())} />),
  );
  site.get("/bulletins/:bulletin", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, frame, 404);
    const now = new Date(pipeline.now());
    const slot = (bulletin.schedule && nextSlot(bulletin.schedule, now)) ?? now;
    const [draft, editions] = await Promise.all([
      draftEdition(pipeline, template, bulletin, slot),
      listEditions(pipeline.table, bulletin.id),
    ]);
    return sendPage(
      c,
      <BulletinPage room={room} bulletin={bulletin} draft={draft} editions={editions} now={now} saved={c.req.query("saved")} />,
    );
  });
  addEntryRoutes(site, room);
  addPreviewRoutes(site, room);
  addSendRoutes(site, room);
  addEditionRoutes(site, room);
  return site;
}
