import type { Hono } from "hono";
import { archiveName } from "../../core/people/archive-address.ts";
import { verifyLink } from "../../core/people/link-token.ts";
import { wordsIn } from "../../core/text/words/catalogue.ts";
import { readCopy } from "../../steps/sending/read-copy.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { wholeLetter } from "../letter/letter-response.ts";
import { correctionsOf, notesOf, withNotesAbove } from "./archive/archive-notes.ts";
import type { ReadersRoom } from "./link-reader.ts";
import { sendUnknownLink } from "./readers-problems.tsx";

/** Adds the page of a person's own letter, with what it corrects and what corrects it. */
export function addReadRoutes(site: Hono, { pipeline, paths }: ReadersRoom): void {
  site.get("/read/:token", async c => {
    const bearer = verifyLink("read", c.req.param("token"), pipeline.linkKeys);
    const copy = bearer && (await readCopy(pipeline, bearer));
    if (!bearer || copy === undefined) return sendUnknownLink(c, paths);
    return wholeLetter(c, await withNotes(bearer.edition, copy), pipeline.siteUrl);
  });

  async function withNotes(id: string, copy: string): Promise<string> {
    const { table, linkKeys } = pipeline;
    const edition = await getEdition(table, id);
    if (!edition || (!edition.corrects && edition.correctedBy === undefined)) return copy;
    const bulletin = await getBulletin(table, edition.bulletin);
    if (!bulletin) return copy;
    const words = wordsIn(bulletin.language);
    const inWords = { words, zone: bulletin.zone };
    const notes = notesOf(edition, await correctionsOf(table, [edition]), inWords);
    const archive = `/archive/${archiveName(bulletin, linkKeys)}`;
    const linked = notes.map(({ says, edition: other }) => ({
      says,
      href: `${archive}/${other}`,
    }));
    return withNotesAbove(copy, linked, words);
  }
}
