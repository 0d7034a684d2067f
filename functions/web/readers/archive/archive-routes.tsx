import type { Context, Hono } from "hono";
import * as z from "zod";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { bulletinId } from "../../../core/bulletins/bulletin-id.ts";
import { type Edition, previewOf } from "../../../core/bulletins/edition.ts";
import { lettersOf } from "../../../core/bulletins/languages/content-in.ts";
import { keepsEntries } from "../../../core/bulletins/status.ts";
import { readArchiveName } from "../../../core/people/archive-address.ts";
import { cleanLine } from "../../../core/text/clean-text.ts";
import { ownNameOf } from "../../../core/text/language-name.ts";
import { itemId } from "../../../core/text/schema-parts.ts";
import { wordsIn } from "../../../core/text/words/catalogue.ts";
import { getBulletin } from "../../../store/bulletins/bulletins.ts";
import { getContent } from "../../../store/bulletins/edition-content.ts";
import { getEdition, listEditions } from "../../../store/bulletins/editions.ts";
import type { ListPage } from "../../../store/list-page.ts";
import { letterAsked, wholeLetter } from "../../letter/letter-response.ts";
import type { ReadersRoom } from "../link-reader.ts";
import { sendReadersPage } from "../readers-page.tsx";
import { sendReadersProblem } from "../readers-problems.tsx";
import type { Archive, NotedLetter } from "./archive.ts";
import { correctionsOf, notesOf, withNotesAbove } from "./archive-notes.ts";
import { ArchivePage } from "./archive-page.tsx";
import { atomFeed, jsonFeed } from "./feeds.ts";

/** Letters on one page, and in a feed. */
const perPage = 100;
const perFeed = 20;

const asked = z.object({
  /** The slot from which older letters are shown. */
  from: z.iso.datetime().optional().catch(undefined),
  words: z.string().overwrite(cleanLine).max(100).catch(""),
});

/**
 * Adds the pages of letters that were sent, exactly as they were approved, without anyone's personal
 * parts. A bulletin's archive is public, or at an address that nobody can guess.
 */
export function addArchiveRoutes(site: Hono, room: ReadersRoom): void {
  const { pipeline, paths } = room;

  site.get("/archive/:name", async c => {
    const archive = await find(c);
    if (!archive) return sendReadersProblem(c, paths, 404);
    const { from, words } = asked.parse({ words: "", ...c.req.query() });
    const page = await sent(archive.bulletin, perPage, from);
    const letters = await noted(archive, page.items);
    unlisted(c, archive);
    return sendReadersPage(
      c,
      <ArchivePage
        archive={archive}
        paths={paths}
        letters={{ ...page, items: letters.filter(edition => hasWords(edition, words)) }}
        search={words}
      />,
    );
  });

  site.get("/archive/:name/feed.xml", async c => {
    const archive = await find(c);
    if (!archive) return sendReadersProblem(c, paths, 404);
    const { items } = await sent(archive.bulletin, perFeed);
    const letters = await noted(archive, items);
    unlisted(c, archive);
    return c.body(atomFeed(archive, letters, pipeline.siteUrl), 200, {
      "Content-Type": "application/atom+xml; charset=utf-8",
    });
  });

  site.get("/archive/:name/feed.json", async c => {
    const archive = await find(c);
    if (!archive) return sendReadersProblem(c, paths, 404);
    const { items } = await sent(archive.bulletin, perFeed);
    const letters = await noted(archive, items);
    unlisted(c, archive);
    return c.body(JSON.stringify(jsonFeed(archive, letters, pipeline.siteUrl)), 200, {
      "Content-Type": "application/feed+json; charset=utf-8",
    });
  });

  site.get("/archive/:name/:edition", async c => {
    const archive = await find(c);
    const id = itemId.safeParse(c.req.param("edition")).data;
    const edition = id && archive && (await getEdition(pipeline.table, id));
    if (!edition || edition.bulletin !== archive.bulletin.id || !keepsEntries(edition))
      return sendReadersProblem(c, paths, 404);
    const content = await getContent(pipeline.table, edition);
    const shown = letterAsked(c, content);
    const { whole } = previewOf(shown);
    const [letter] = await noted(archive, [edition]);
    const notes = (letter?.notes ?? []).map(({ says, edition: other }) => ({
      says,
      href: `${archive.path}/${other}`,
    }));
    const others = lettersOf(content)
      .filter(each => each !== shown)
      .map(({ language }) => ({
        says: ownNameOf(language),
        href: `${archive.path}/${edition.id}?language=${language}`,
        language,
      }));
    const words = wordsIn(archive.bulletin.language);
    unlisted(c, archive);
    const html = withNotesAbove(withoutPersonalLinks(whole), [...notes, ...others], words);
    return wholeLetter(c, html, pipeline.siteUrl);
  });

  /** Adds to letters what they correct, and what corrects them. */
  async function noted({ bulletin }: Archive, letters: readonly Edition[]): Promise<NotedLetter[]> {
    const corrections = await correctionsOf(pipeline.table, letters);
    const inWords = { words: wordsIn(bulletin.language), zone: bulletin.zone };
    return letters.map(letter =>
      Object.assign({ notes: notesOf(letter, corrections, inWords) }, letter),
    );
  }

  async function find(c: Context): Promise<Archive | undefined> {
    const name = c.req.param("name") ?? "";
    const { bulletin: id, isSecret } = readArchiveName(name, pipeline.linkKeys);
    if (!bulletinId.safeParse(id).success) return undefined;
    const bulletin = await getBulletin(pipeline.table, id);
    const isPublic = bulletin?.archive === "public";
    // The secret address of an archive keeps working when the archive becomes public.
    if (!bulletin || !(isPublic || isSecret)) return undefined;
    return { bulletin, path: `/archive/${name}`, isPublic };
  }

  /** Returns editions whose letters people have, latest first. */
  async function sent(
    { id }: Bulletin,
    maxItems: number,
    from?: string,
  ): Promise<ListPage<Edition>> {
    const { items, next } = await listEditions(pipeline.table, id, { maxItems, from });
    return { items: items.filter(keepsEntries), next };
  }
}

function hasWords({ subject }: Edition, words: string): boolean {
  const within = subject.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every(word => within.includes(word));
}

/** No search engine shows an archive that is not public, and no other site learns its address. */
function unlisted(c: Context, { isPublic }: Archive): void {
  if (isPublic) return;
  c.header("X-Robots-Tag", "noindex");
  c.header("Referrer-Policy", "no-referrer");
}

/** Hides the links to a person's own pages: an archive has no person. */
function withoutPersonalLinks(html: string): string {
  return html.replace(/<\/head>/i, head => `<style>.links{display:none!important}</style>${head}`);
}
