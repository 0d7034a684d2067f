import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { editorsSite } from "../../functions/web/editors-site.tsx";
import { readersSite } from "../../functions/web/readers-site.tsx";
import { buildAssets } from "./build-assets.ts";
import type { LocalPipeline } from "./local-pipeline.ts";
import { outboxSite } from "./outbox-site.tsx";

export type Site = { readonly stop: () => Promise<void> };

/** Names under which this machine is reached by itself. Another name means that some page elsewhere had its name lead here. */
const ownNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Serves the editors', the readers' and the outbox pages on loopback alone. */
export async function startSite(local: LocalPipeline, port: number): Promise<Site> {
  const { pipeline, template, ses } = local;
  const assets = await buildAssets();
  const site = new Hono();
  site.use(async (c, next) => (ownNames.has(new URL(c.req.url).hostname) ? next() : c.text("This site is for this machine alone.", 421)));
  const navigation = [{ href: "/", text: "Bulletins" }, ...(ses ? [{ href: "/outbox", text: "Outbox" }] : [])];
  if (ses) site.route("/", outboxSite(ses.outbox, assets));
  site.route("/", readersSite(pipeline, assets));
  site.route("/", editorsSite(pipeline, template, assets, navigation));
  const server = await listen(site, port);
  return {
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function listen(site: Hono, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: site.fetch, port, hostname: "127.0.0.1" }, () => resolve(server));
    server.once("error", reject);
  });
}
