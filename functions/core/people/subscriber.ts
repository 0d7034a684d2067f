import * as z from "zod";
import { exactText, instant, type Read, textLine } from "../text/schema-parts.ts";
import { addressIdentity, parseMailbox } from "./mailbox.ts";
import {
  bothSuppressions,
  noSuppression,
  type Suppression,
  suppressionSchema,
} from "./suppression.ts";

const line = (maxLength: number) =>
  textLine.min(1, "must not be empty").max(maxLength, `is longer than ${maxLength} characters`);

/** BCP 47 */
const languageTag = line(35).regex(
  /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i,
  'is not a language tag such as "en" or "cy"',
);

/** What we know of a person: what a row of colleagues.csv gives, and what a letter needs. */
export const profileSchema = z.object({
  /** As `parseMailbox` returns it. */
  email: exactText
    .refine(isCleanAddress, "is not an email address")
    .meta({ examples: ["amina@example.org", "Jörg.O'Neill@xn--mnchen-3ya.example"] }),
  name: line(200).optional(),
  /** "Dear Dr Okafor,": replaces the letter's salutation. */
  salutation: line(200).optional(),
  language: languageTag.optional(),
});
export type Profile = Read<typeof profileSchema>;

/** What a person chose themself. An import never changes it. */
export const preferencesSchema = z.object({
  /** Of pages and emails to the person; replaces the language of their profile. */
  language: languageTag.optional(),
  /** Until then the person gets no letters. */
  pausedUntil: instant.optional(),
  /** The person wants letters without HTML. */
  plainText: z.literal(true).optional(),
});
export type Preferences = Read<typeof preferencesSchema>;

/**
 * How a person came onto a list. "import": by a file. "added": one by one, by a person of the team.
 * "joined": by themself, with the form. "returned": by themself, after they had left.
 * "reconfirmed": they were on the list, and said that they still want its letters.
 */
export const joinedHow = z.enum(["import", "added", "joined", "returned", "reconfirmed"]);
export type JoinedHow = z.infer<typeof joinedHow>;

/** How a person came onto a list. `source`: the id of the import, or of the decision's history. */
export const consentSchema = z.object({
  at: instant,
  how: joinedHow,
  source: exactText.min(1),
  /** The sentence that they agreed to, as it was shown. */
  wording: exactText.max(4_000).optional(),
  /** When they sent the form, if they confirmed it by email at `at`. */
  askedAt: instant.optional(),
});
export type Consent = Read<typeof consentSchema>;

/** A person's place on a list. `version`: the subscriber's at the last change of this place. */
const membershipSchema = consentSchema.extend({ version: z.int().positive() });

/**
 * A person, with everything that their places on lists are made from. Each change gives a new
 * `version`. Ids sort by the time of the first import.
 */
export const subscriberSchema = profileSchema.extend({
  id: exactText.min(1),
  version: z.int().positive(),
  lists: z.record(exactText.min(1), membershipSchema),
  suppression: suppressionSchema,
  preferences: preferencesSchema.optional(),
  /** The keyed hashes of earlier addresses: why we do not write to the person applies to all. */
  formerly: z.array(exactText.min(1)).min(1).optional(),
});
export type Subscriber = Read<typeof subscriberSchema>;

/** A person to write to. */
export type Addressee = Profile & { readonly id: string };

/** Returns a person who is new, on their first list. */
export function newSubscriber(given: {
  readonly id: string;
  readonly person: Profile;
  readonly suppression: Suppression;
  readonly list: string;
  readonly consent: Consent;
}): Subscriber {
  const { id, person, suppression, list, consent } = given;
  return {
    ...profileOf(person),
    id,
    version: 1,
    lists: { [list]: { ...consent, version: 1 } },
    suppression,
  };
}

/**
 * What a change of a subscriber consists of. `profile` and `preferences` replace what is stored as a
 * whole. `of`: the address that the change is about. If the person has another one by now, nothing
 * changes.
 */
export type SubscriberChange = {
  readonly of?: string | undefined;
  readonly profile?: Profile | undefined;
  /** `renews`: the consent replaces that of a person who is on the list. */
  readonly join?: { readonly list: string; readonly consent: Consent; readonly renews?: boolean };
  readonly leave?: string;
  readonly suppression?: Suppression | undefined;
  readonly preferences?: Preferences | undefined;
};

/**
 * Returns the subscriber after a change; the same object if nothing changes. A place has the new
 * version if its content changes: a new place does, and a new profile, suppression or preference
 * changes all.
 */
export function changed(before: Subscriber, change: SubscriberChange): Subscriber {
  const { of, join, leave } = change;
  if (of !== undefined && !isAddressOf(before, of)) return before;
  const suppression = bothSuppressions(before.suppression, change.suppression ?? noSuppression);
  const isNewProfile = change.profile !== undefined && !isSameProfile(before, change.profile);
  const joins = join !== undefined && (join.renews || before.lists[join.list] === undefined);
  const leaves = leave !== undefined && before.lists[leave] !== undefined;
  const preferences = change.preferences ?? before.preferences;
  const isNewForAll =
    isNewProfile ||
    suppression !== before.suppression ||
    !isSamePreferences(before.preferences, preferences);
  if (!isNewForAll && !joins && !leaves) return before;
  const version = before.version + 1;
  const kept = Object.entries(before.lists).filter(([list]) => list !== leave);
  const lists = Object.fromEntries([
    ...kept.map(([list, place]) => [list, isNewForAll ? { ...place, version } : place]),
    ...(joins ? [[join.list, { ...join.consent, version }]] : []),
  ]);
  return {
    ...before,
    ...profileOf(change.profile ?? before),
    version,
    lists,
    suppression,
    preferences,
  };
}

/** Whether an address is the person's own, in any spelling. */
export function isAddressOf({ email }: Pick<Profile, "email">, address: string): boolean {
  return addressIdentity(email) === addressIdentity(address);
}

/** Returns the lists whose rows a change has made out of date, those that the person left too. */
export function listsChanged(before: Subscriber, after: Subscriber): string[] {
  const left = Object.keys(before.lists).filter(list => after.lists[list] === undefined);
  const newer = Object.entries(after.lists)
    .filter(([list, { version }]) => before.lists[list]?.version !== version)
    .map(([list]) => list);
  return [...newer, ...left];
}

export function profileOf({ email, name, salutation, language }: Profile): Profile {
  return { email, name, salutation, language };
}

/** Returns the language that a person wants or, without a wish, that of their profile. */
export function languageOf({ language, preferences }: Subscriber): string | undefined {
  return preferences?.language ?? language;
}

function isCleanAddress(text: string): boolean {
  const parsed = parseMailbox(text);
  return parsed.kind === "mailbox" && parsed.mailbox.address === text;
}

function isSameProfile(a: Profile, b: Profile): boolean {
  return (
    a.email === b.email &&
    a.name === b.name &&
    a.salutation === b.salutation &&
    a.language === b.language
  );
}

function isSamePreferences(a: Preferences = {}, b: Preferences = {}): boolean {
  return (
    a.language === b.language && a.pausedUntil === b.pausedUntil && a.plainText === b.plainText
  );
}
