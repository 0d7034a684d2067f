import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { editorsSite } from "../../../functions/web/editors-site.tsx";
import { readersSite } from "../../../functions/web/readers-site.tsx";
import { buildAssets } from "../../build-assets.ts";
import { listenFrom } from "../listen-from.ts";
import type { LocalPipeline } from "../local-pipeline.ts";
import { keepToThisMachine } from "../this-machine.ts";
import { bucketSite } from "./bucket-site.ts";
import { outboxSite } from "./outbox-site.tsx";
import { localSignIn } from "./sign-in-site.tsx";

/** A site on loopback. Its port is taken before the pipeline starts; `show` adds the pages. */
export type LocalSite = {
  readonly port: number;
  readonly show: (local: LocalPipeline) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Listens on the first free port from `wanted` on. Throws if 100 ports are taken. */
export async function openSite(wanted: number): Promise<LocalSite> {
  let site = new Hono().all("*", c =>
    c.text("The site is starting. Try again in a few seconds.", 503),
  );
  const server = createServer(
    getRequestListener((request, connection) => site.fetch(request, connection)),
  );
  keepToThisMachine(server, "site");
  const port = await listenFrom(server, wanted);
  return {
    port,
    show: async local => {
      site = await pages(local);
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Builds the editors', the readers' and the outbox pages. */
async function pages({ pipeline, template, ses, putUpload }: LocalPipeline): Promise<Hono> {
  const assets = await buildAssets();
  const site = new Hono();
  const navigation = ses ? [{ href: "/outbox", text: "Outbox" }] : [];
  if (ses) site.route("/", outboxSite(ses.outbox, assets));
  site.route("/", bucketSite(putUpload));
  site.route("/", readersSite(pipeline, assets));
  const editors = editorsSite(pipeline, template, assets, {
    navigation,
    signIn: localSignIn(pipeline),
  });
  site.route("/", editors);
  // `route` does not copy a site's own "not found" page.
  site.notFound(c => editors.fetch(c.req.raw));
  return site;
}
