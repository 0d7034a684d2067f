import * as z from "zod";
import { exactText, instant, type Read } from "../text/schema-parts.ts";

/**
 * Why we do not write to a person. "deferred": too many soft bounces in a row. "ses-list": Amazon
 * SES has the address on its own suppression list and sends nothing to it.
 */
export const suppressionReasonSchema = z.enum([
  "unsubscribed",
  "bounced",
  "complained",
  "erased",
  "deferred",
  "ses-list",
]);
export type SuppressionReason = z.infer<typeof suppressionReasonSchema>;

/**
 * What a suppression covers. "everywhere": all letters, whatever the person wants. "all-letters":
 * all letters, because the person wants none. One bulletin: its editions. One list: the person's
 * place on it.
 */
export type Scope =
  | "everywhere"
  | "all-letters"
  | { readonly bulletin: string }
  | { readonly list: string };

const since = z.object({
  reason: suppressionReasonSchema,
  at: instant,
  /** The edition whose letter was returned, reported or left. */
  edition: exactText.min(1).optional(),
  /**
   * Counts the changes of this scope: of two records the one with more changes is later. Absent in
   * the first.
   */
  change: z.int().min(2).optional(),
  /** The suppression ended at `at`. `reason` is the reason that it had. */
  lifted: z.literal(true).optional(),
});
/** The latest change of one scope. */
export type Since = Read<typeof since>;

const perId = z.record(exactText.min(1), since);

/** Everything that keeps letters from a person, and what kept them before. */
export const suppressionSchema = z.object({
  everywhere: since.optional(),
  allLetters: since.optional(),
  bulletins: perId,
  lists: perId.optional(),
});
export type Suppression = Read<typeof suppressionSchema>;

export const noSuppression: Suppression = { bulletins: {} };

/** Returns the latest change of a scope. */
export function sinceIn(suppression: Suppression, scope: Scope): Since | undefined {
  if (scope === "everywhere") return suppression.everywhere;
  if (scope === "all-letters") return suppression.allLetters;
  return "bulletin" in scope
    ? suppression.bulletins[scope.bulletin]
    : suppression.lists?.[scope.list];
}

/** Returns the reason of a suppression that was not lifted. */
export function activeReason(since: Since | undefined): SuppressionReason | undefined {
  return since?.lifted ? undefined : since?.reason;
}

/** Returns why nobody writes to a person at all. */
export function reasonEverywhere({
  everywhere,
  allLetters,
}: Suppression): SuppressionReason | undefined {
  return activeReason(everywhere) ?? activeReason(allLetters);
}

/** Returns why a bulletin does not write to a person. "Everywhere" wins over the bulletin alone. */
export function reasonIn(
  suppression: Suppression,
  bulletin: string,
): SuppressionReason | undefined {
  return reasonEverywhere(suppression) ?? activeReason(suppression.bulletins[bulletin]);
}

/** Returns whether a person has left a list. No import puts them back. */
export function hasLeftList(suppression: Suppression, list: string): boolean {
  return activeReason(suppression.lists?.[list]) !== undefined;
}

/** Returns whether anything keeps letters from the person, or the person off a list. */
export function isSuppressed(suppression: Suppression): boolean {
  return activeIn(suppression).length > 0;
}

/** Returns what is suppressed now, in all scopes. */
export function activeIn({
  everywhere,
  allLetters,
  bulletins,
  lists = {},
}: Suppression): { readonly scope: Scope; readonly since: Since }[] {
  const all: readonly (readonly [Scope, Since | undefined])[] = [
    ["everywhere", everywhere],
    ["all-letters", allLetters],
    ...Object.entries(bulletins).map(([bulletin, since]) => [{ bulletin }, since] as const),
    ...Object.entries(lists).map(([list, since]) => [{ list }, since] as const),
  ];
  return all.flatMap(([scope, since]) => (since && activeReason(since) ? [{ scope, since }] : []));
}

/** Returns why a bulletin does not write to a person, whatever their address. */
export function ownReasonIn(
  suppression: Suppression,
  bulletin: string,
): SuppressionReason | undefined {
  const { everywhere, allLetters, bulletins } = suppression;
  return [everywhere, allLetters, bulletins[bulletin]]
    .map(activeReason)
    .find(reason => reason !== undefined && !isOfMailbox(reason));
}

/**
 * A reason replaces only a weaker one. So nobody who lifts a bounce lifts a complaint that came
 * after it.
 */
const strength: Readonly<Record<SuppressionReason, number>> = {
  erased: 3,
  complained: 2,
  unsubscribed: 1,
  bounced: 0,
  deferred: 0,
  "ses-list": 0,
};

/** Returns the next record of a scope after a suppression; undefined if it changes nothing. */
export function suppressed(
  current: Since | undefined,
  added: Pick<Since, "reason" | "at" | "edition">,
): Since | undefined {
  const active = activeReason(current);
  if (active !== undefined && strength[active] >= strength[added.reason]) return undefined;
  return { ...added, ...(current && { change: changeOf(current) + 1 }) };
}

/** Returns the suppression with another record of a scope. */
export function withSince(suppression: Suppression, scope: Scope, since: Since): Suppression {
  if (scope === "everywhere") return { ...suppression, everywhere: since };
  if (scope === "all-letters") return { ...suppression, allLetters: since };
  return "bulletin" in scope
    ? { ...suppression, bulletins: { ...suppression.bulletins, [scope.bulletin]: since } }
    : { ...suppression, lists: { ...suppression.lists, [scope.list]: since } };
}

/** Whether a reason is about a mailbox, and not about what its person wants. */
export function isOfMailbox(reason: SuppressionReason): boolean {
  return strength[reason] === 0;
}

/**
 * Returns the suppression of a person's new address: `known`, and what the person wants from their
 * old one. `known` itself if that adds nothing.
 */
export function carriedOver(old: Suppression, known: Suppression): Suppression {
  let carried = known;
  for (const { scope, since } of activeIn(old)) {
    const { reason, at, edition } = since;
    const next = isOfMailbox(reason)
      ? undefined
      : suppressed(sinceIn(carried, scope), { reason, at, edition });
    if (next) carried = withSince(carried, scope, next);
  }
  return carried;
}

/** Returns the next record of a scope after it is lifted; undefined if nothing is to lift. */
export function lifted(current: Since | undefined, at: string): Since | undefined {
  const active = activeReason(current);
  if (!current || active === undefined || active === "erased") return undefined;
  return { reason: current.reason, at, change: changeOf(current) + 1, lifted: true };
}

/**
 * Returns what two records say together, in any order; the first one itself if the second adds
 * nothing. The later change of each scope counts, and an erasure always.
 */
export function bothSuppressions(first: Suppression, second: Suppression): Suppression {
  const everywhere = later(first.everywhere, second.everywhere);
  const allLetters = later(first.allLetters, second.allLetters);
  const bulletins = eachLater(first.bulletins, second.bulletins);
  const lists = eachLater(first.lists, second.lists);
  const isSame =
    everywhere === first.everywhere &&
    allLetters === first.allLetters &&
    bulletins === first.bulletins &&
    lists === first.lists;
  return isSame ? first : { everywhere, allLetters, bulletins: bulletins ?? {}, lists };
}

type PerId = Readonly<Record<string, Since>>;

function eachLater(first: PerId | undefined, second: PerId | undefined): PerId | undefined {
  const newer = Object.entries(second ?? {}).filter(
    ([id, since]) => later(first?.[id], since) !== first?.[id],
  );
  return newer.length === 0 ? first : { ...first, ...Object.fromEntries(newer) };
}

function later(first: Since | undefined, second: Since | undefined): Since | undefined {
  if (!first || !second) return first ?? second;
  if (first.reason === "erased" || second.reason === "erased")
    return first.reason === "erased" ? first : second;
  return changeOf(second) > changeOf(first) ? second : first;
}

function changeOf({ change = 1 }: Since): number {
  return change;
}
