import { Hono } from "hono";
import { editorsSite } from "../../../functions/web/editors-site.tsx";
import { readersSite } from "../../../functions/web/readers-site.tsx";
import { buildAssets } from "../../build-assets.ts";
import type { LocalPipeline } from "../local-pipeline.ts";
import { bucketSite } from "./bucket-site.ts";
import { outboxSite } from "./outbox-site.tsx";
import { localSignIn } from "./sign-in-site.tsx";

/** Builds the editors', the readers' and the outbox pages. */
export async function sitePages({
  pipeline,
  template,
  ses,
  putUpload,
}: LocalPipeline): Promise<Hono> {
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
