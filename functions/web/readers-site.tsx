import { Hono } from "hono";
import type { Pipeline } from "../steps/pipeline.ts";
import { type Assets, serveAssets } from "./kit/assets.ts";
import { securePages, secureTokenPages } from "./kit/security-headers.ts";
import { serveImages } from "./letter/images/serve-images.ts";
import { addArchiveRoutes } from "./readers/archive/archive-routes.tsx";
import { addJoinRoutes } from "./readers/joining/join-routes.tsx";
import { addReconfirmRoutes } from "./readers/joining/reconfirm-routes.tsx";
import { addLeaveRoutes } from "./readers/leave-routes.tsx";
import { addLettersRoutes } from "./readers/letters-routes.tsx";
import { addReadRoutes } from "./readers/read-routes.ts";
import { dressReadersProblems } from "./readers/readers-problems.tsx";

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
  addReadRoutes(site, room);
  addLeaveRoutes(site, room);
  addLettersRoutes(site, room);
  addJoinRoutes(site, room);
  addReconfirmRoutes(site, room);
  site.use("/archive/*", securePages);
  addArchiveRoutes(site, room);
  return site;
}
