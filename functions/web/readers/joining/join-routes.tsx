import type { Context, Hono } from "hono";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { isOpenList } from "../../../core/people/letters/letters-choice.ts";
import { signLink } from "../../../core/people/link-token.ts";
import type { List } from "../../../core/people/list.ts";
import { findWords, wordsIn } from "../../../core/text/words/catalogue.ts";
import type { Words } from "../../../core/text/words/words.ts";
import {
  confirmJoin,
  type FoundRequest,
  findJoinRequest,
} from "../../../steps/readers/confirm-join.ts";
import { requestJoin } from "../../../steps/readers/request-join.ts";
import { getBulletin } from "../../../store/bulletins/bulletins.ts";
import { getList } from "../../../store/people/lists.ts";
import { limited } from "../../kit/forms.ts";
import type { ReadersRoom } from "../link-reader.ts";
import { readReaderForm, refuseForeign } from "../reader-forms.ts";
import { sendReadersPage } from "../readers-page.tsx";
import { sendReadersProblem, sendUnknownLink } from "../readers-problems.tsx";
import {
  AskConfirmPage,
  BusyPage,
  CheckEmailPage,
  ConfirmedPage,
  ExpiredPage,
  JoinPage,
} from "./join-pages.tsx";
import { sourceNetwork } from "./source-network.ts";

/** What people can join with the form of a bulletin. */
export type JoinOffer = {
  readonly bulletin: Bulletin;
  /** Its public lists: one at least. */
  readonly lists: readonly [List, ...List[]];
  readonly frame: ReturnType<typeof frameOf>;
};

/** Adds the pages on which people subscribe. A GET changes nothing: a form confirms. */
export function addJoinRoutes(site: Hono, room: ReadersRoom): void {
  const { pipeline, paths } = room;

  site.get("/subscribe/:bulletin", async c => {
    const offer = await findOffer(room, c.req.param("bulletin"), c.req.query("lang"));
    if (!offer) return sendReadersProblem(c, paths, 404);
    return sendReadersPage(c, <JoinPage offer={offer} email="" />);
  });

  site.post("/subscribe/:bulletin", limited, async c => {
    refuseForeign(c, pipeline);
    const form = await readReaderForm(c);
    const offer = await findOffer(room, c.req.param("bulletin"), form.one("language"));
    if (!offer) return sendReadersProblem(c, paths, 404);
    const { bulletin, lists, frame } = offer;
    const { words } = frame;
    const email = form.one("email");
    const list = lists.find(({ id }) => id === form.one("list")) ?? lists[0];
    const asked = await requestJoin(pipeline, {
      bulletin,
      list,
      email,
      words,
      wording: words.join.agree(bulletin.organisation, bulletin.name),
      source: sourceNetwork(c),
    });
    switch (asked.kind) {
      case "invalid": {
        const problem = email === "" ? words.join.addressMissing : words.join.addressWrong;
        return sendReadersPage(c, <JoinPage offer={offer} email={email} problem={problem} />, 400);
      }
      case "busy":
        return sendReadersPage(c, <BusyPage offer={offer} />, 429);
      case "asked":
        return sendReadersPage(
          c,
          <CheckEmailPage offer={offer} list={list} address={asked.address} />,
        );
    }
  });

  site.get("/confirm/:token", async c => {
    const found = await findJoinRequest(pipeline, c.req.param("token"));
    if (found.kind !== "found") return refuse(c, room, found);
    const { bulletin, request } = found;
    const frame = frameOf(room, bulletin, request.language);
    return sendReadersPage(
      c,
      <AskConfirmPage frame={frame} bulletin={bulletin} request={request} path={c.req.path} />,
    );
  });

  site.post("/confirm/:token", limited, async c => {
    refuseForeign(c, pipeline);
    await readReaderForm(c);
    const confirmed = await confirmJoin(pipeline, c.req.param("token"));
    if (confirmed.kind !== "joined") return refuse(c, room, confirmed);
    const { bulletin, request, person } = confirmed;
    const bearer = { subscriber: person.id, edition: bulletin.id };
    return sendReadersPage(
      c,
      <ConfirmedPage
        frame={frameOf(room, bulletin, request.language)}
        bulletin={bulletin}
        letters={`/letters/${signLink("letters", bearer, pipeline.linkKeys)}`}
      />,
    );
  });
}

function refuse(
  c: Context,
  room: ReadersRoom,
  found: Exclude<FoundRequest, { kind: "found" }>,
): Response | Promise<Response> {
  if (found.kind === "unknown") return sendUnknownLink(c, room.paths);
  const { bulletin } = found;
  const frame = frameOf(room, bulletin, undefined);
  return sendReadersPage(c, <ExpiredPage frame={frame} bulletin={bulletin} />, 410);
}

function frameOf({ paths }: ReadersRoom, bulletin: Bulletin, language: string | undefined) {
  const words: Words = findWords(language) ?? wordsIn(bulletin.language);
  return { paths, words, organisation: bulletin.organisation };
}

/** Returns what people can join; undefined if the bulletin has no public list. */
async function findOffer(
  room: ReadersRoom,
  id: string,
  language: string | undefined,
): Promise<JoinOffer | undefined> {
  const { table } = room.pipeline;
  // No bulletin's id is longer, and DynamoDB refuses long keys.
  const bulletin = id.length > 200 ? undefined : await getBulletin(table, id);
  if (!bulletin) return undefined;
  const stored = await Promise.all(bulletin.lists.map(list => getList(table, list)));
  const [first, ...others] = stored.filter(list => list !== undefined).filter(isOpenList);
  if (!first) return undefined;
  return { bulletin, lists: [first, ...others], frame: frameOf(room, bulletin, language) };
}
