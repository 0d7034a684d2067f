import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { lazily } from "../../../functions/runtime/lazily.ts";
import { listenFrom } from "../listen-from.ts";
import type { LocalPipeline } from "../local-pipeline.ts";
import { keepToThisMachine } from "../this-machine.ts";

/** A site on loopback. Its port is taken before the pipeline starts; `show` adds the pages. */
export type LocalSite = {
  readonly port: number;
  readonly show: (local: LocalPipeline) => Promise<void>;
  /**
   * Builds the pages only when the first one is asked for, after `prepare`. Most runs of a command
   * show none, and the pages need more memory than the sending of a letter.
   */
  readonly showWhenAsked: (local: LocalPipeline, prepare: () => Promise<void>) => void;
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
      site = await pagesOf(local);
    },
    showWhenAsked: (local, prepare) => {
      const pages = lazily(async () => {
        await prepare();
        return pagesOf(local);
      });
      site = new Hono().all("*", async c => (await pages()).fetch(c.req.raw, c.env));
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pagesOf(local: LocalPipeline): Promise<Hono> {
  // A static import would need tsx, and load all pages, in a run that shows none.
  const { sitePages } = await import("./site-pages.ts");
  return sitePages(local);
}
