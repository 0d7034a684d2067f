import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { bulletinIn } from "../../core/bulletins/edition.ts";
import {
  type LinkBearer,
  type LinkPurpose,
  signLink,
  verifyLink,
} from "../../core/people/link-token.ts";
import { parseSender } from "../../core/people/senders/sender.ts";
import { languageOf, type Subscriber } from "../../core/people/subscriber.ts";
import { wordsIn } from "../../core/text/words/catalogue.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { getSubscriber } from "../../store/people/subscribers.ts";
import type { AssetPaths } from "../kit/assets.ts";
import type { ReadersFrame } from "./readers-page.tsx";

export type ReadersRoom = { readonly pipeline: Pipeline; readonly paths: AssetPaths };

/** The reader who opened a link. */
export type LinkReader = {
  readonly bearer: LinkBearer;
  /** Undefined after they were erased. */
  readonly person: Subscriber | undefined;
  /** The bulletin whose letter has the link. */
  readonly bulletin: Pick<Bulletin, "id" | "name" | "organisation" | "lists">;
  readonly frame: ReadersFrame & { readonly organisation: string };
  /** Returns the path of a page of this reader. */
  readonly linkTo: (purpose: LinkPurpose) => string;
};

/** Returns the reader of a link; undefined if it is not one of ours. */
export async function findLinkReader(
  { pipeline, paths }: ReadersRoom,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkReader | undefined> {
  const { table, linkKeys } = pipeline;
  const bearer = verifyLink(purpose, token, linkKeys);
  if (!bearer) return undefined;
  const [person, stored] = await Promise.all([
    getSubscriber(table, bearer.subscriber),
    getBulletin(table, bulletinIn(bearer.edition)),
  ]);
  const id = bulletinIn(bearer.edition);
  const bulletin = stored ?? { id, name: id, organisation: id, lists: [] };
  const { organisation } = bulletin;
  const chosen = person?.preferences?.language;
  const words = wordsIn(chosen, stored?.language, person && languageOf(person));
  return {
    bearer,
    person,
    bulletin,
    frame: { paths, words, organisation },
    linkTo: to => `/${to}/${signLink(to, bearer, linkKeys)}`,
  };
}

/** Returns the address that answers for a bulletin: its reply-to, or its sender. */
export function contactOf({ sender }: Pick<Bulletin, "sender">): string {
  const mailbox = sender.replyTo ?? sender.from;
  return parseSender(mailbox)?.address ?? mailbox;
}
