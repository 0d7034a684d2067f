import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { type JoinBearer, verifyJoin } from "../../core/people/join-token.ts";
import { isOpenList } from "../../core/people/letters/letters-choice.ts";
import type { List } from "../../core/people/list.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import {
  endJoinRequest,
  getJoinRequest,
  type JoinRequest,
} from "../../store/people/join-requests.ts";
import { getList } from "../../store/people/lists.ts";
import type { Pipeline } from "../pipeline.ts";
import { joinList } from "./join-list.ts";
import { welcome } from "./welcome.ts";

export type FoundRequest =
  /** The token is not one of ours. */
  | { readonly kind: "unknown" }
  /** The link has expired or was used, or nobody can join the list any more. */
  | { readonly kind: "expired"; readonly bulletin: Bulletin }
  | {
      readonly kind: "found";
      readonly bulletin: Bulletin;
      readonly list: List;
      readonly request: JoinRequest;
      readonly bearer: JoinBearer;
    };

/** Returns the request of a confirmation's link. Changes nothing. */
export async function findJoinRequest(pipeline: Pipeline, token: string): Promise<FoundRequest> {
  const { table } = pipeline;
  const bearer = verifyJoin(token, pipeline.linkKeys);
  const bulletin = bearer && (await getBulletin(table, bearer.bulletin));
  if (!bulletin) return { kind: "unknown" };
  const expired = { kind: "expired", bulletin } as const;
  if (pipeline.now() >= bearer.expires * 1000) return expired;
  const request = await getJoinRequest(table, bearer.hash, bearer.bulletin);
  if (request?.id !== bearer.request) return expired;
  const list = await getList(table, request.list);
  if (!list || !isOpenList(list) || !bulletin.lists.includes(list.id)) return expired;
  return { kind: "found", bulletin, list, request, bearer };
}

export type JoinConfirmed =
  | Exclude<FoundRequest, { kind: "found" }>
  | {
      readonly kind: "joined";
      readonly bulletin: Bulletin;
      readonly request: JoinRequest;
      readonly person: Subscriber;
    };

/** Puts the person on the list who asked for it with a form. The link works once. */
export async function confirmJoin(pipeline: Pipeline, token: string): Promise<JoinConfirmed> {
  const found = await findJoinRequest(pipeline, token);
  if (found.kind !== "found") return found;
  const { bulletin, list, request, bearer } = found;
  const joined = await joinList(pipeline, {
    email: request.email,
    language: request.language,
    bulletin: bulletin.id,
    list: list.id,
    consent: {
      at: new Date(pipeline.now()).toISOString(),
      how: "joined",
      source: `/subscribe/${bulletin.id}`,
      wording: request.wording,
      askedAt: request.askedAt,
    },
  });
  // The last write: after an interruption, the link still works.
  await endJoinRequest(pipeline.table, bearer.hash, bulletin.id, request.id);
  if (joined.kind === "refused") return { kind: "expired", bulletin };
  if (joined.isNew) await welcome(pipeline, bulletin, list, joined.person);
  return { kind: "joined", bulletin, request, person: joined.person };
}
