import { escapeHtml } from "../../text/escape-html.ts";
import { sayCount } from "../../text/say-count.ts";
import { withoutAddresses } from "../../text/without-addresses.ts";
import type { Bulletin } from "../bulletin.ts";
import type { Edition, FrozenContent } from "../edition.ts";
import type { EditionReason } from "../reason.ts";
import { reasonInEnglish } from "../reason-in-english.ts";
import { type LookAheadProblem, sayProblem } from "./look-ahead-problem.ts";
import { sayChange } from "./say-change.ts";

/** What a member is told about an edition by email. `link`: where they see it and can act. */
export type ApprovalMail = {
  readonly bulletin: Pick<Bulletin, "name" | "zone">;
  readonly edition: Pick<Edition, "slot" | "subject" | "proposal" | "reason" | "corrects">;
  readonly link: string;
} & (
  | { readonly kind: "asked"; readonly isReminder: boolean; readonly byLink: boolean }
  | { readonly kind: "changes-wanted" }
  /** `next`: the date on which its entries are sent now. */
  | { readonly kind: "date-gone"; readonly next: Date | undefined }
  | { readonly kind: "unapproved" }
  | { readonly kind: "skipped"; readonly reason: EditionReason | undefined }
  | { readonly kind: "held"; readonly reason: EditionReason | undefined }
  | { readonly kind: "look-ahead"; readonly problems: readonly LookAheadProblem[] }
);

/** Returns an email to a member of the team, in plain sentences. */
export function writeApprovalMail(mail: ApprovalMail): FrozenContent {
  return teamMail(wordsOf(mail), mail.bulletin.name);
}

type Words = { readonly subject: string; readonly paragraphs: readonly string[] };

/** Returns an email of plain paragraphs to a member of the team. */
export function teamMail({ subject, paragraphs }: Words, listName: string): FrozenContent {
  return {
    subject,
    text: `${paragraphs.join("\n\n")}\n`,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body>${paragraphs.map(asHtml).join("")}</body></html>`,
    salutation: "",
    language: "en",
    listName,
  };
}

function wordsOf(mail: ApprovalMail): Words {
  const { bulletin, edition, link } = mail;
  const when = sayWhen(edition.slot, bulletin.zone);
  const about = `${bulletin.name}, ${when}`;
  switch (mail.kind) {
    case "asked":
      return wordsOfAsking(mail, about);
    case "changes-wanted": {
      const { name = "An approver", comment = "" } = edition.proposal?.asked ?? {};
      return {
        subject: `Changes wanted: ${about}`,
        paragraphs: [
          `${name} asks for changes in “${edition.subject}”:`,
          comment,
          `Change its entries, then ask for approval again:\n${link}`,
        ],
      };
    }
    case "date-gone":
      return {
        subject: `Date removed: ${about}`,
        paragraphs: [
          `“${edition.subject}” was to be sent on ${when}. The bulletin does not have this date any more, so nothing is sent then.`,
          mail.next
            ? `Its entries go to the edition of ${sayWhen(mail.next.toISOString(), bulletin.zone)}.`
            : "The bulletin has no other date: its entries wait.",
          link,
        ],
      };
    case "unapproved":
      return {
        subject: `Not sent: ${about}`,
        paragraphs: [
          `“${edition.subject}” was due on ${when}. Nobody has approved it, so it is not sent.`,
          "An approver can still approve it, if the bulletin allows late editions. Otherwise its entries go to the next edition.",
          link,
        ],
      };
    case "skipped":
      return {
        subject: `Skipped: ${about}`,
        paragraphs: [`The edition of ${when} is skipped.`, reasonInEnglish(mail.reason), link],
      };
    case "held":
      return {
        subject: `Paused: ${about}`,
        paragraphs: [
          `The edition of ${when} is paused. Nothing more is sent until someone resumes it.`,
          withoutAddresses(reasonInEnglish(mail.reason)),
          `See it, and resume it or stop it:\n${link}`,
        ],
      };
    case "look-ahead":
      return {
        subject: `Check before it is sent: ${about}`,
        paragraphs: [
          `The edition of ${when} would not go out as it is now:`,
          mail.problems.map(problem => `- ${sayProblem(problem)}`).join("\n"),
          link,
        ],
      };
  }
}

function wordsOfAsking(mail: Extract<ApprovalMail, { kind: "asked" }>, about: string): Words {
  const { edition, isReminder, byLink, link } = mail;
  const { proposal } = edition;
  const { people = 0, changes = [], hadApproval = false, unscheduled = false } = proposal ?? {};
  const verb = isReminder ? "Reminder: approve" : hadApproval ? "Approve again" : "Approve";
  const { corrects } = edition;
  const day = corrects && sayWhen(corrects.slot, mail.bulletin.zone).split(",", 1)[0];
  const entries = (proposal?.entries ?? []).map(({ title }) => `- ${title || "(no title)"}`);
  const gone =
    hadApproval && !isReminder
      ? ["The letter has changed since it was approved, so the approval has ended."]
      : [];
  return {
    subject: `${verb}: ${about}`,
    paragraphs: [
      ...gone,
      unscheduled
        ? `“${edition.subject}” is sent to ${sayCount(people, "person", "people")} as soon as you approve it.`
        : `“${edition.subject}” is due on ${sayWhen(edition.slot, mail.bulletin.zone)}, to ${sayCount(people, "person", "people")}. It is not sent without your approval.`,
      ...(corrects
        ? [
            `It corrects the letter of ${day}${corrects.to === "everyone" ? "" : ", and goes only to those who have that letter"}.`,
          ]
        : []),
      `It has ${sayCount(entries.length, "entry", "entries")}:\n${entries.join("\n")}`,
      ...(changes.length > 0
        ? [`What changed:\n${changes.map(change => `- ${sayChange(change)}`).join("\n")}`]
        : []),
      `Read the letter, then approve it or ask for changes:\n${link}`,
      byLink
        ? "This link is yours alone and works once, for this letter and this date. Do not forward this email."
        : "Sign in to approve.",
    ],
  };
}

/** "Tuesday 1 December 2026, 09:00 (London)" */
export function sayWhen(slot: string, zone: string): string {
  const date = new Date(slot);
  const day = date
    .toLocaleDateString("en-GB", {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: zone,
    })
    .replace(",", "");
  const time = date.toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  });
  return `${day}, ${time} (${zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ")})`;
}

function asHtml(paragraph: string): string {
  const lines = escapeHtml(paragraph)
    .split("\n")
    .map(line => (/^https?:\S+$/.test(line) ? `<a href="${line}">${line}</a>` : line));
  return `<p>${lines.join("<br>")}</p>`;
}
