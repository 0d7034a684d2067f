import { Hono } from "hono";
import { verifyLink } from "../core/people/link-token.ts";
import type { Pipeline } from "../steps/pipeline.ts";
import { readCopy } from "../steps/sending/read-copy.ts";
import { type Assets, serveAssets } from "./kit/assets.ts";
import { securePages, secureTokenPages } from "./kit/security-headers.ts";
import { serveImages } from "./letter/images/serve-images.ts";
import { wholeLetter } from "./letter/letter-response.ts";
import { addArchiveRoutes } from "./readers/archive/archive-routes.tsx";
import { addJoinRoutes } from "./readers/joining/join-routes.tsx";
import { addReconfirmRoutes } from "./readers/joining/reconfirm-routes.tsx";
import { addLeaveRoutes } from "./readers/leave-routes.tsx";
import { addLettersRoutes } from "./readers/letters-routes.tsx";
import { dressReadersProblems, sendUnknownLink } from "./readers/readers-problems.tsx";

/** The readers' pages, reached by signed links and without sign-in. A GET changes nothing. */
export function readersSite(pipeline: Pipeline, assets: Assets): Hono {
  const site = new Hono();
  const paths = serveAssets(site, assets);
  const room = { pipeline, paths };
  dressReadersProblems(site, paths, pipeline.log);
  for (const path of ["/read/*", "/letters/*", "/unsubscribe/*", "/confirm/*", "/reconfirm/*"])
    site.use(path, secureTokenPages);
  site.use("/subscribe/*", securePages);

  serveImages(site, pipeline.table);
  site.get("/read/:token", async c => {
    const bearer = verifyLink("read", c.req.param("token"), pipeline.linkKeys);
    const copy = bearer && (await readCopy(pipeline, bearer));
    return copy === undefined ? sendUnknownLink(c, paths) : wholeLetter(c, copy, pipeline.siteUrl);
  });
  addLeaveRoutes(site, room);
  addLettersRoutes(site, room);
  addJoinRoutes(site, room);
  addReconfirmRoutes(site, room);
  site.use("/archive/*", securePages);
  addArchiveRoutes(site, room);
  return site;
}
