import { type Actor, byline } from "../../core/access/actor.ts";
import type { SesListing } from "../../core/people/ses-listing.ts";
import {
  activeReason,
  type Scope,
  type Since,
  type SuppressionReason,
  sinceIn,
} from "../../core/people/suppression.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import { changeSubscriber } from "../../store/people/projections.ts";
import { addressHash, getSubscriber } from "../../store/people/subscribers.ts";
import { liftBy } from "../../store/people/suppressions.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

export type Lift = {
  readonly scope: Scope;
  /** Why, in the operator's words. An erasure of the person removes it. */
  readonly reason: string;
  /** The suppression that the operator has seen. Another one is not lifted. */
  readonly seen?: SuppressionReason | undefined;
  /** The second confirmation: the person asks for letters, although they reported one as spam. */
  readonly afterComplaint?: boolean;
};

export type Lifted =
  /** `ses`: what SES's own list held. It holds nothing more then, unless this is "unknown". */
  | { readonly kind: "lifted"; readonly was: Since; readonly ses: SesListing }
  /** Nothing is suppressed in this scope. `ses` as above: its list may have the address alone. */
  | { readonly kind: "not-suppressed"; readonly ses: SesListing }
  | { readonly kind: "changed" | "complained"; readonly since: Since }
  | { readonly kind: "erased" | "unknown" };

type World = Pick<Pipeline, "table" | "now" | "newId" | "addressKey" | "sesList" | "log">;

/**
 * Lifts what keeps letters from a person, on all lists, and on SES's own list. A suppression that
 * comes later counts again. An erasure is never lifted. Editions that have skipped the person stay as
 * they are.
 */
export async function liftSuppression(
  pipeline: World,
  subscriber: string,
  lift: Lift,
  by: Actor,
): Promise<Lifted> {
  const { table } = pipeline;
  const { scope } = lift;
  for (;;) {
    const person = await getSubscriber(table, subscriber);
    if (!person) return { kind: "unknown" };
    const hash = addressHash(person.email, pipeline.addressKey);
    const known = await getSuppression(table, hash);
    if (known.everywhere?.reason === "erased") return { kind: "erased" };
    const since = sinceIn(known, scope);
    const reason = activeReason(since);
    if (since && reason) {
      if (lift.seen && lift.seen !== reason) return { kind: "changed", since };
      if (reason === "complained" && !lift.afterComplaint) return { kind: "complained", since };
      const history = decisionOf(pipeline, subscriber, { ...lift, was: reason }, by);
      // Another change came first: look again.
      if (!(await liftBy(table, hash, { reasons: [reason], scope }, history))) continue;
      pipeline.log("suppression-lifted", { subscriber, was: reason, by: byline(by) });
    }
    // Also if nothing was lifted now: an earlier attempt may have died before this.
    const suppression = await getSuppression(table, hash);
    const now = new Date(pipeline.now());
    await changeSubscriber(table, person, { of: person.email, suppression }, { now });
    const ses = typeof scope === "string" ? await pipeline.sesList.remove(person.email) : notAsked;
    return since && reason ? { kind: "lifted", was: since, ses } : { kind: "not-suppressed", ses };
  }
}

/** Leaving one bulletin or list puts nobody on SES's list. */
const notAsked: SesListing = { kind: "not-listed" };

function decisionOf(
  pipeline: World,
  subscriber: string,
  { was, scope, reason }: Lift & { readonly was: SuppressionReason },
  by: Actor,
) {
  return decision(pipeline, {
    by,
    what: "suppression-lifted",
    on: { kind: "subscriber", id: subscriber },
    changes: {
      suppressed: { before: was },
      ...(typeof scope === "object" && {
        [Object.keys(scope).join()]: { before: Object.values(scope).join() },
      }),
    },
    personal: { reason: { after: reason } },
  });
}
