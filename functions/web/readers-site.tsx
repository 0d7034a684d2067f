import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { readerOf } from "../core/access/actor.ts";
import { type LinkBearer, verifyLink } from "../core/people/link-token.ts";
import { unsubscribe } from "../steps/people/unsubscribe.ts";
import type { Pipeline } from "../steps/pipeline.ts";
import { readCopy } from "../steps/sending/read-copy.ts";
import { getBulletin } from "../store/bulletins/bulletins.ts";
import { getEdition } from "../store/bulletins/editions.ts";
import { type Assets, serveAssets } from "./kit/assets.ts";
import { cameFrom, limited } from "./kit/forms.ts";
import { type Frame, Layout, sendPage } from "./kit/layout.tsx";
import { dressProblems, sendProblem } from "./kit/problem-pages.tsx";
import { secureTokenPages } from "./kit/security-headers.ts";
import { wholeLetter } from "./letter/letter-response.ts";

/** The readers' pages, reached by signed links and without sign-in. */
export function readersSite(pipeline: Pipeline, assets: Assets): Hono {
  const site = new Hono();
  const frame: Frame = { paths: serveAssets(site, assets), name: "Dear Colleague", navigation: [] };
  dressProblems(site, frame, pipeline.log);
  for (const path of ["/read/*", "/unsubscribe/*"]) site.use(path, secureTokenPages);

  site.get("/read/:token", async c => {
    const bearer = verifyLink("read", c.req.param("token"), pipeline.linkKeys);
    const copy = bearer && (await readCopy(pipeline, bearer));
    return copy === undefined
      ? sendPage(c, <UnknownLink frame={frame} />, 404)
      : wholeLetter(c, copy);
  });

  site.get("/unsubscribe/:token", async c => {
    const bearer = verifyLink("unsubscribe", c.req.param("token"), pipeline.linkKeys);
    if (!bearer) return sendPage(c, <UnknownLink frame={frame} />, 404);
    return sendPage(
      c,
      <AskPage frame={frame} path={c.req.path} letters={await lettersOf(pipeline, bearer)} />,
    );
  });

  // RFC 8058 section 3.1: a one-click request of a mail program has no origin and no cookies, and
  // must not be redirected. The signed link is proof enough. The body is read only if the request
  // comes from another origin.
  site.post("/unsubscribe/:token", limited, async c => {
    const own = [new URL(pipeline.siteUrl).origin, new URL(c.req.url).origin];
    if (cameFrom(c, own) === "elsewhere" && !(await isOneClick(c)))
      return sendProblem(c, frame, 403);
    const bearer = verifyLink("unsubscribe", c.req.param("token"), pipeline.linkKeys);
    if (!bearer) return sendPage(c, <UnknownLink frame={frame} />, 404);
    await unsubscribe(pipeline, bearer, readerOf(bearer));
    return unsubscribed(c, frame, await lettersOf(pipeline, bearer));
  });
  return site;
}

/** Recognises the one-click request of RFC 8058. A webmail page sends it from its own origin. */
async function isOneClick(c: Context): Promise<boolean> {
  const form = await c.req.parseBody().catch(() => undefined);
  return form?.["List-Unsubscribe"] === "One-Click";
}

/** "letters from Care Weekly", or "these letters" if the bulletin no longer exists. */
async function lettersOf(pipeline: Pipeline, bearer: LinkBearer): Promise<string> {
  const edition = await getEdition(pipeline.table, bearer.edition);
  const bulletin = edition && (await getBulletin(pipeline.table, edition.bulletin));
  return bulletin ? `letters from ${bulletin.name}` : "these letters";
}

function unsubscribed(c: Context, frame: Frame, letters: string): Response | Promise<Response> {
  return sendPage(
    c,
    <ReadersPage frame={frame} title="You have been unsubscribed">
      <p class="govuk-body-l">
        You will get no more {letters}. A letter sent a moment ago may still arrive.
      </p>
    </ReadersPage>,
  );
}

function AskPage({
  frame,
  path,
  letters,
}: {
  readonly frame: Frame;
  readonly path: string;
  readonly letters: string;
}): JSX.Element {
  return (
    <ReadersPage frame={frame} title={`Stop getting ${letters}?`}>
      <form action={path} method="post">
        <button type="submit" class="govuk-button">
          Unsubscribe
        </button>
      </form>
    </ReadersPage>
  );
}

function UnknownLink({ frame }: { readonly frame: Frame }): JSX.Element {
  return (
    <ReadersPage frame={frame} title="We could not open this link">
      <p class="govuk-body-l">
        The link may be incomplete. Go back to the letter and open the link again, or copy the whole
        link.
      </p>
      <p class="govuk-body">
        If it still does not open, reply to the letter. The senders can help you.
      </p>
    </ReadersPage>
  );
}

function ReadersPage({
  frame,
  title,
  children,
}: {
  readonly frame: Frame;
  readonly title: string;
  readonly children?: Child;
}): JSX.Element {
  return (
    <Layout frame={frame} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </Layout>
  );
}
