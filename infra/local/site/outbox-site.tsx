import { Hono } from "hono";
import { simpleParser } from "mailparser";
import * as z from "zod";
import { editorsSections } from "../../../functions/web/editors-site.tsx";
import { type Assets, serveAssets } from "../../../functions/web/kit/assets.ts";
import { type Frame, sendPage } from "../../../functions/web/kit/layout.tsx";
import { dressProblems, sendProblem } from "../../../functions/web/kit/problem-pages.tsx";
import { securePages } from "../../../functions/web/kit/security-headers.ts";
import { framedLetter, plainText } from "../../../functions/web/letter/letter-response.ts";
import type { SesAtWork } from "../aws/services/services.ts";
import { MessagePage, OutboxPage } from "./outbox-pages.tsx";

const messagesPerPage = 50;

const query = z.object({
  before: z.coerce.number().int().nonnegative().optional().catch(undefined),
  view: z.enum(["html", "phone", "text", "source"]).optional().catch(undefined),
});

/** Shows the messages that the local SES has accepted. Only for the local run; not deployed. */
export function outboxSite(outbox: SesAtWork["outbox"], assets: Assets): Hono {
  const site = new Hono();
  const navigation = [...editorsSections, { href: "/outbox", text: "Outbox" }];
  const frame: Frame = {
    paths: serveAssets(site, assets),
    name: "Dear Colleague",
    home: "/",
    navigation,
  };
  dressProblems(site, frame, (event, fields) =>
    console.error(JSON.stringify({ event, ...fields })),
  );
  site.use("/outbox/*", securePages);

  site.get("/outbox", async c => {
    const { before } = query.parse(c.req.query());
    const entries = await outbox.list({
      limit: messagesPerPage,
      ...(before !== undefined && { before }),
    });
    const last = entries.at(-1)?.number ?? 0;
    return sendPage(
      c,
      <OutboxPage
        frame={frame}
        entries={entries}
        size={await outbox.size()}
        older={last > 0 ? last : undefined}
        first={before === undefined}
      />,
    );
  });

  site.get("/outbox/:message", async c => {
    const messageId = c.req.param("message");
    const raw = outbox.read(messageId);
    if (!raw) return sendProblem(c, frame, 404);
    const { view } = query.parse(c.req.query());
    return sendPage(
      c,
      <MessagePage
        frame={frame}
        messageId={messageId}
        mail={await simpleParser(raw)}
        source={raw.toString("latin1")}
        view={view}
      />,
    );
  });

  site.get("/outbox/:message/letter.html", async c => {
    const raw = outbox.read(c.req.param("message"));
    const mail = raw && (await simpleParser(raw));
    return mail?.html
      ? framedLetter(c, mail.html, new URL(c.req.url).origin)
      : plainText(c, "The message has no HTML.", 404);
  });

  site.get("/outbox/:message/source", c => {
    const raw = outbox.read(c.req.param("message"));
    return raw
      ? plainText(c, raw.toString("latin1"))
      : plainText(c, "There is no such message.", 404);
  });
  return site;
}
