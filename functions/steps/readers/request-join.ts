import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { signJoin } from "../../core/people/join-token.ts";
import type { List } from "../../core/people/list.ts";
import { parseMailbox, refusedBySes } from "../../core/people/mailbox.ts";
import { activeReason, hasLeftList, reasonIn } from "../../core/people/suppression.ts";
import { sayDays } from "../../core/text/words/say-in.ts";
import type { Words } from "../../core/text/words/words.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import { putJoinRequest } from "../../store/people/join-requests.ts";
import { countWithin } from "../../store/people/rate-limits.ts";
import { addressHash } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";
import { joinList } from "./join-list.ts";
import { sendConfirmation } from "./join-mails.ts";
import { welcome } from "./welcome.ts";

/** How long the link of a confirmation works. */
export const confirmDays = 3;

const hour = 3_600_000;
/** A stranger's mailbox gets few emails, however many forms name it and wherever they come from. */
const limits = {
  all: { most: 1_000, windowMs: hour },
  source: { most: 10, windowMs: hour },
  addressInAnHour: { most: 2, windowMs: hour },
  addressInADay: { most: 4, windowMs: 24 * hour },
} as const;

export type Asking = {
  readonly bulletin: Bulletin;
  readonly list: List;
  readonly email: string;
  readonly words: Words;
  /** The sentence that the form showed. */
  readonly wording: string;
  /** The network that the form came from. Only a keyed hash of it is stored, for an hour or two. */
  readonly source: string;
};

export type JoinAsked =
  | { readonly kind: "invalid"; readonly reason: string }
  /** Too many forms, or SES takes no more emails now. Says nothing about the address. */
  | { readonly kind: "busy" }
  /** The same for every address, whether anybody knows it, gets letters, or gets an email now. */
  | { readonly kind: "asked"; readonly address: string };

/**
 * Takes a form of a person who wants a bulletin. With double opt-in they get an email and confirm in
 * it. With single opt-in they are on the list at once, unless they had left.
 */
export async function requestJoin(pipeline: Pipeline, asking: Asking): Promise<JoinAsked> {
  const parsed = parseMailbox(asking.email);
  if (parsed.kind === "invalid") return parsed;
  const { address } = parsed.mailbox;
  const refused = refusedBySes(address);
  if (refused !== undefined) return { kind: "invalid", reason: refused };
  const isWithin = (what: string, limit: (typeof limits)[keyof typeof limits]) =>
    countWithin(pipeline.table, { what, key: pipeline.addressKey, now: pipeline.now() }, limit);
  if (!(await isWithin(`source ${asking.source}`, limits.source))) return { kind: "busy" };
  if (!(await isWithin("all", limits.all))) return { kind: "busy" };
  const asked = { kind: "asked", address } as const;
  const hash = addressHash(address, pipeline.addressKey);
  const suppression = await getSuppression(pipeline.table, hash);
  if (activeReason(suppression.everywhere)) return asked;
  if (!(await isWithin(`address ${hash}`, limits.addressInAnHour))) return asked;
  if (!(await isWithin(`address ${hash}`, limits.addressInADay))) return asked;
  const { bulletin, list } = asking;
  const hasLeft =
    reasonIn(suppression, bulletin.id) !== undefined || hasLeftList(suppression, list.id);
  if (list.optIn === "single" && !hasLeft) {
    await joinAtOnce(pipeline, asking, address);
    return asked;
  }
  const outcome = await askToConfirm(pipeline, asking, address, hash);
  pipeline.log("join-asked", { bulletin: bulletin.id, list: list.id, outcome });
  return outcome === "accepted" || outcome === "rejected" ? asked : { kind: "busy" };
}

async function joinAtOnce(pipeline: Pipeline, asking: Asking, email: string): Promise<void> {
  const { bulletin, list, words, wording } = asking;
  const joined = await joinList(pipeline, {
    email,
    language: words.language,
    bulletin: bulletin.id,
    list: list.id,
    consent: {
      at: new Date(pipeline.now()).toISOString(),
      how: "joined",
      source: `/subscribe/${bulletin.id}`,
      wording,
    },
  });
  if (joined.kind === "joined" && joined.isNew)
    await welcome(pipeline, bulletin, list, joined.person);
}

async function askToConfirm(
  pipeline: Pipeline,
  { bulletin, list, words, wording }: Asking,
  email: string,
  hash: string,
): Promise<string> {
  const now = pipeline.now();
  const expires = Math.ceil(now / 1000) + confirmDays * 86_400;
  const id = pipeline.newId();
  await putJoinRequest(pipeline.table, hash, bulletin.id, {
    id,
    list: list.id,
    email,
    language: words.language,
    wording,
    askedAt: new Date(now).toISOString(),
    expires,
  });
  const token = signJoin({ hash, bulletin: bulletin.id, request: id, expires }, pipeline.linkKeys);
  const { kind } = await sendConfirmation(pipeline, {
    bulletin,
    email,
    words,
    url: `${pipeline.siteUrl}/confirm/${token}`,
    days: sayDays(words, confirmDays),
  });
  return kind;
}
