import * as z from "zod";
import { instant, textLine } from "../text/schema-parts.ts";
import type { Bulletin } from "./bulletin.ts";

/** The subject of a digest whose bulletin has no pattern of its own. */
export const usualSubject = "{{bulletin}}, {{date}}";

const placeForm = /\{\{\s*([^{}]*?)\s*\}\}/g;
const places = ["bulletin", "organisation", "date"] as const;
type Place = (typeof places)[number];

/** The pattern of a digest's subject: text with {{bulletin}}, {{organisation}} and {{date}}. */
export const subjectPattern = textLine
  .min(1, "must not be empty")
  .max(200, "must be 200 characters or fewer")
  .superRefine((pattern, context) => {
    const unknown = [...pattern.matchAll(placeForm)].find(([, place]) => !isPlace(place));
    if (unknown)
      context.addIssue({
        code: "custom",
        message: `has ${unknown[0]}: use {{bulletin}}, {{organisation}} and {{date}}`,
      });
  })
  .meta({ examples: [usualSubject, "News of {{organisation}}: {{ date }}", "Letters"] });

/** The subject that an editor chose for the digest of one slot, in place of the pattern. */
export const ownSubjectSchema = z.object({ slot: instant, subject: subjectPattern });

type Subjects = "name" | "organisation" | "subject" | "ownSubjects" | "language" | "zone";

/**
 * Returns the subject of a digest, with the day on the bulletin's clocks and in its language: the
 * editor's own, or else by the bulletin's pattern.
 */
export function digestSubject(bulletin: Pick<Bulletin, Subjects>, slot: Date): string {
  return fill(ownSubject(bulletin, slot) ?? bulletin.subject ?? usualSubject, bulletin, slot);
}

/** Returns the subject of a digest by the bulletin's pattern. */
export function usualDigestSubject(bulletin: Pick<Bulletin, Subjects>, slot: Date): string {
  return fill(bulletin.subject ?? usualSubject, bulletin, slot);
}

function fill(pattern: string, bulletin: Pick<Bulletin, Subjects>, slot: Date): string {
  const values: Readonly<Record<Place, string>> = {
    bulletin: bulletin.name,
    organisation: bulletin.organisation,
    date: longDate(slot, bulletin.language, bulletin.zone),
  };
  return pattern.replace(placeForm, (whole, place: string) =>
    isPlace(place) ? values[place] : whole,
  );
}

/** Returns the subject that an editor chose for a slot; undefined if the pattern counts. */
export function ownSubject(
  { ownSubjects = [] }: Pick<Bulletin, "ownSubjects">,
  slot: Date,
): string | undefined {
  return ownSubjects.find(own => own.slot === slot.toISOString())?.subject;
}

/** Returns the bulletin with an own subject for the digest of a slot, before anyone stores it. */
export function withOwnSubject(
  bulletin: Bulletin,
  slot: Date,
  subject: string | undefined,
): Bulletin {
  if (subject === undefined || bulletin.composition !== "digest") return bulletin;
  const at = slot.toISOString();
  const others = (bulletin.ownSubjects ?? []).filter(own => own.slot !== at);
  return { ...bulletin, ownSubjects: [...others, { slot: at, subject }] };
}

function isPlace(text: string | undefined): text is Place {
  return places.includes(text as Place);
}

/** "1 December 2026". English without a region is British. */
function longDate(instant: Date, language: string, zone: string): string {
  const format = (locale: string) =>
    new Intl.DateTimeFormat(locale, {
      dateStyle: "long",
      calendar: "gregory",
      timeZone: zone,
    }).format(instant);
  try {
    return format(language.toLowerCase() === "en" ? "en-GB" : language);
  } catch {
    // A tag may have the form of one, and still be none: "en-12".
    return format("en-GB");
  }
}
