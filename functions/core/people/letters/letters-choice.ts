import type { List } from "../list.ts";
import type { Preferences, Subscriber } from "../subscriber.ts";
import { subscriptionOf } from "../subscription.ts";
import { activeReason, hasLeftList, reasonIn, type Scope } from "../suppression.ts";

/** The fields of a bulletin that decide who gets it. */
type Bulletin = { readonly id: string; readonly name: string; readonly lists: readonly string[] };

/** A bulletin that a person gets or can get. */
export type OfferedBulletin = Bulletin & { readonly gets: boolean };

/**
 * A list that a person is on, or has left. `language`: of the list's own texts, which is that of a
 * bulletin to the list; undefined if no bulletin uses it.
 */
export type OfferedList = {
  readonly list: List;
  readonly isOn: boolean;
  readonly language: string | undefined;
};

/** What a person can choose among. */
export type LettersOffer = {
  readonly bulletins: readonly OfferedBulletin[];
  readonly lists: readonly OfferedList[];
  /** The person wants no letters at all. */
  readonly isAllStopped: boolean;
};

/**
 * Returns what a person can choose among: the lists that they came onto, the bulletins that use these
 * lists, and the bulletins of public lists.
 */
export function offerLetters(
  person: Subscriber,
  bulletins: readonly (Bulletin & { readonly language: string })[],
  lists: readonly List[],
): LettersOffer {
  const isOnOnce = (list: string) => person.lists[list] !== undefined;
  const isOpen = (list: string) => lists.some(each => each.id === list && isOpenList(each));
  return {
    bulletins: bulletins
      .filter(({ lists }) => lists.some(list => isOnOnce(list) || isOpen(list)))
      .map(({ id, name, lists }) => ({
        id,
        name,
        lists,
        gets:
          reasonIn(person.suppression, id) === undefined &&
          lists.some(list => subscriptionOf(person, list) !== undefined),
      })),
    lists: lists
      .filter(({ id }) => isOnOnce(id))
      .map(list => ({
        list,
        isOn: !hasLeftList(person.suppression, list.id),
        language: bulletins.find(({ lists }) => lists.includes(list.id))?.language,
      })),
    isAllStopped: activeReason(person.suppression.allLetters) !== undefined,
  };
}

/** Returns whether people can join a list themselves. */
export function isOpenList(list: List): boolean {
  return list.visibility === "public" && list.archivedAt === undefined;
}

/** A person's choice: the ids of what is ticked, and of what the form showed. */
export type LettersChoice = {
  readonly shown: { readonly bulletins: readonly string[]; readonly lists: readonly string[] };
  readonly ticked: { readonly bulletins: readonly string[]; readonly lists: readonly string[] };
};

/** What follows from a choice. `join`: the ids of lists. */
export type ChosenChanges = {
  readonly leave: readonly Scope[];
  readonly comeBack: readonly Scope[];
  readonly join: readonly string[];
};

/**
 * Returns what a choice changes. Something that the form did not show stays. If the person had
 * stopped all letters, they get those that they ticked, and no others.
 */
export function chooseLetters(
  person: Subscriber,
  offer: LettersOffer,
  openLists: readonly string[],
  { shown, ticked }: LettersChoice,
): ChosenChanges {
  const bulletins = offer.bulletins.filter(({ id }) => shown.bulletins.includes(id));
  const lists = offer.lists.filter(({ list }) => shown.lists.includes(list.id));
  const wanted = bulletins.filter(({ id }) => ticked.bulletins.includes(id));
  const startsAgain = offer.isAllStopped && wanted.length > 0;
  const leave: Scope[] = bulletins
    .filter(each => !wanted.includes(each) && (each.gets || startsAgain))
    .map(({ id }) => ({ bulletin: id }));
  if (startsAgain)
    for (const { id } of offer.bulletins)
      if (!shown.bulletins.includes(id)) leave.push({ bulletin: id });
  const comeBack: Scope[] = startsAgain ? ["all-letters"] : [];
  const join: string[] = [];
  const stays = (list: string) =>
    person.lists[list] !== undefined &&
    (lists.find(each => each.list.id === list)
      ? ticked.lists.includes(list)
      : !hasLeftList(person.suppression, list));
  for (const { list, isOn } of lists) {
    const isTicked = ticked.lists.includes(list.id);
    if (isOn && !isTicked) leave.push({ list: list.id });
    if (!isOn && isTicked) comeBack.push({ list: list.id });
  }
  for (const bulletin of wanted.filter(({ gets }) => !gets)) {
    comeBack.push({ bulletin: bulletin.id });
    if (bulletin.lists.some(stays)) continue;
    // A bulletin reaches a person through a list alone.
    const left = bulletin.lists.find(list => person.lists[list] !== undefined);
    const open = bulletin.lists.find(list => openLists.includes(list));
    if (open !== undefined && person.lists[open] === undefined) join.push(open);
    else if (left !== undefined) comeBack.push({ list: left });
  }
  return { leave, comeBack, join };
}

/** The most weeks of a pause. */
export const maxPauseWeeks = 12;
const weekMs = 7 * 86_400_000;

/** Returns the instant at which a pause ends that begins at `now` (epoch milliseconds). */
export function pauseOf(weeks: number, now: number): string {
  return new Date(now + weeks * weekMs).toISOString();
}

/** Returns preferences whose pause is over, or longer than allowed, without it. */
export function withoutPastPause(preferences: Preferences, now: number): Preferences {
  const until = Date.parse(preferences.pausedUntil ?? "");
  const isValid = until > now && until <= now + maxPauseWeeks * weekMs;
  return isValid ? preferences : { ...preferences, pausedUntil: undefined };
}
