import type { Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { readerOf } from "../../core/access/actor.ts";
import { offerLetters } from "../../core/people/letters/letters-choice.ts";
import type { Scope } from "../../core/people/suppression.ts";
import { changeLetters } from "../../steps/people/change-letters.ts";
import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { listLists } from "../../store/people/lists.ts";
import { cameFrom, limited } from "../kit/forms.ts";
import { everything, LeavePage, LeftPage, ReturnedPage } from "./leave-pages.tsx";
import { findLinkReader, type LinkReader, type ReadersRoom } from "./link-reader.ts";
import { type ReaderForm, readReaderForm, refuseForeign } from "./reader-forms.ts";
import { sendReadersPage } from "./readers-page.tsx";
import { sendUnknownLink } from "./readers-problems.tsx";

/** Adds the pages that end letters: the link of every footer and of `List-Unsubscribe`. */
export function addLeaveRoutes(site: Hono, room: ReadersRoom): void {
  const { pipeline, paths } = room;

  site.get("/unsubscribe/:token", async c => {
    const reader = await findLinkReader(room, "unsubscribe", c.req.param("token"));
    if (!reader) return sendUnknownLink(c, paths);
    const others = await otherBulletins(room, reader);
    return sendReadersPage(c, <LeavePage reader={reader} others={others} path={c.req.path} />);
  });

  // RFC 8058 section 3.1: a one-click request of a mail program has no origin and no cookies, and
  // must not be redirected. The signed link is proof enough.
  site.post("/unsubscribe/:token", limited, async c => {
    const form = await formOf(c, pipeline.siteUrl);
    const reader = await findLinkReader(room, "unsubscribe", c.req.param("token"));
    if (!reader) return sendUnknownLink(c, paths);
    const leave = [reader.bulletin.id, ...(await known(room, reader, form.all("also")))];
    const change = { leave: scopesOf(leave), edition: reader.bearer.edition };
    await changeLetters(pipeline, reader.bearer.subscriber, change, readerOf(reader.bearer));
    return sendReadersPage(c, await leftPage(room, reader, leave, c.req.path));
  });

  site.post("/unsubscribe/:token/undo", limited, async c => {
    refuseForeign(c, pipeline);
    const form = await readReaderForm(c);
    const reader = await findLinkReader(room, "unsubscribe", c.req.param("token"));
    if (!reader) return sendUnknownLink(c, paths);
    const left = form.all("left");
    const comeBack = scopesOf(await known(room, reader, left));
    await changeLetters(pipeline, reader.bearer.subscriber, { comeBack }, readerOf(reader.bearer));
    const again = (await findLinkReader(room, "unsubscribe", c.req.param("token"))) ?? reader;
    const gets = await bulletinsOf(room, again);
    const names = gets.filter(each => each.gets).map(({ name }) => name);
    return sendReadersPage(c, <ReturnedPage reader={again} names={names} />);
  });
}

/**
 * Returns the values of a form of our own page. A mail program's one-click request has none; a webmail
 * page sends it from its own origin.
 */
async function formOf(c: Context, siteUrl: string): Promise<ReaderForm> {
  const form = await readReaderForm(c).catch(() => undefined);
  const isOneClick = form?.one("List-Unsubscribe") === "One-Click";
  const own = [new URL(siteUrl).origin, new URL(c.req.url).origin];
  if (cameFrom(c, own) === "elsewhere" && !isOneClick) throw new HTTPException(403);
  const none = { one: () => "", all: () => [], has: () => false };
  return form && !isOneClick ? form : none;
}

function scopesOf(left: readonly string[]): Scope[] {
  return [...new Set(left)].map(id => (id === everything ? "all-letters" : { bulletin: id }));
}

/** Returns the values that our own form could have sent: nothing else may be stored. */
async function known(
  room: ReadersRoom,
  reader: LinkReader,
  values: readonly string[],
): Promise<string[]> {
  if (values.length === 0) return [];
  const bulletins = await bulletinsOf(room, reader);
  const ids = [everything, reader.bulletin.id, ...bulletins.map(({ id }) => id)];
  return ids.filter(id => values.includes(id));
}

async function bulletinsOf({ pipeline: { table } }: ReadersRoom, { person }: LinkReader) {
  if (!person) return [];
  const [bulletins, lists] = await Promise.all([listBulletins(table), listLists(table)]);
  return offerLetters(person, bulletins, lists).bulletins;
}

/** Returns the other bulletins that the reader gets. */
async function otherBulletins(room: ReadersRoom, reader: LinkReader) {
  const bulletins = await bulletinsOf(room, reader);
  return bulletins.filter(({ id, gets }) => gets && id !== reader.bulletin.id);
}

async function leftPage(
  room: ReadersRoom,
  reader: LinkReader,
  left: readonly string[],
  path: string,
) {
  const now = (await findLinkReader(room, "unsubscribe", path.split("/")[2] ?? "")) ?? reader;
  const all = await bulletinsOf(room, now);
  const nameOf = (id: string) => all.find(each => each.id === id)?.name;
  const names = [
    reader.bulletin.name,
    ...left.filter(id => id !== reader.bulletin.id).flatMap(id => nameOf(id) ?? []),
  ];
  const stillGets = all.filter(({ gets }) => gets).map(({ name }) => name);
  return (
    <LeftPage
      reader={now}
      left={left}
      names={[...new Set(names)]}
      isEverything={left.includes(everything)}
      stillGets={stillGets}
      path={path}
    />
  );
}
