import { nameOfLanguage } from "../text/language-name.ts";
import { sayCount } from "../text/say-count.ts";
import type { EditionReason } from "./reason.ts";

/**
 * Returns why an edition is held or stopped, and what to do about the cause. The one catalogue of
 * these sentences: pages, notices and commands take their words from it.
 */
export function reasonInEnglish(reason: EditionReason | undefined): string {
  switch (reason?.code) {
    case "letter-incomplete":
      return `${reason.language === undefined ? "The letter" : `The letter in ${nameOfLanguage(reason.language)}`} has no ${reason.missing.join(" and no ")}.`;
    case "template-error":
      return `${reason.file}, line ${reason.line}: ${reason.message}`;
    case "letter-too-long":
      return `The letter is too long: more than ${reason.maxBytes / 1_000} kB. Shorten its entries.`;
    case "images-missing":
      return `The letter shows ${sayCount(reason.images, "image that was", "images that were")} deleted. Add the files again, or take them out of the entries.`;
    case "changed-since-approval":
      return "An entry changed after the approval.";
    case "nobody-listed":
      return "Nobody is on the edition’s lists.";
    case "over-quota":
      return sayQuota(reason);
    case "quota-spent":
      return "Amazon SES’s quota of letters for 24 hours is used up.";
    case "ses-refused":
      return `Amazon SES refuses to send. ${sentence(reason.answer)} Nobody counts as rejected for it. Fix the cause, then resume the edition.`;
    case "refused-in-a-row":
      return [
        `Amazon SES refused ${number(reason.letters)} letters in a row with the same answer, and accepted none in between: ${sentence(reason.answer)}`,
        "The cause is the letter or the AWS account, not the people. They do not count as rejected. Their letters are still to be sent.",
        "Fix the cause, then resume the edition.",
      ].join(" ");
    case "no-answer":
      return `Amazon SES gave no answer for some people, and none of its events has named them: see who is uncertain.${
        reason.deadLetters
          ? " Some events could not be recorded: they are in the queue of dead letters."
          : ""
      }`;
    case "too-many-returns": {
      const { people, accepted, allowedPercent } = reason;
      const what = reason.figure === "bounced" ? "bounced" : "were reported as spam";
      const share = Math.round((10_000 * people) / accepted) / 100;
      return `${number(people)} of ${number(accepted)} letters ${what} (${share} %): the bulletin allows less than ${allowedPercent} %. Check these people before you resume the edition.`;
    }
    case "paused":
      return "An approver or operator paused it on its page.";
    case "undone":
      return "Sending was undone. Nobody has the letter.";
    case "late":
      return `It was due ${sayMinutes(reason.lateMinutes)} ago, but nothing ran at that time. Resume it to send it now.`;
    case "skipped-unapproved":
      return "Nobody approved the letter in time, so it was not sent. Its entries go to the next edition.";
    case "skipped-late":
      return `It was due ${sayMinutes(reason.lateMinutes)} earlier, too long ago for this bulletin. Its entries go to the next edition.`;
    case "not-scheduled":
      return "The schedule has changed, and nothing is due at this date. Its entries go to the next edition.";
    case "restored":
      return "The data was restored from a backup. Letters may have gone out after that backup, and this page does not show them: to resume it could send them again. Stop the edition, unless you know that they have not gone out.";
    case "skipped-restored":
      return "It was due between a backup and its restore, so it may have gone out. Its entries go to the next edition.";
    case "stopped":
      return reason.words;
    case undefined:
      return "No reason was recorded.";
  }
}

function sayQuota({
  people,
  max24HourSend,
  left,
  reserved,
  days,
}: Extract<EditionReason, { code: "over-quota" }>): string {
  const others = reserved > 0 ? `, less ${number(reserved)} for editions under way` : "";
  const spread =
    days === undefined ? "" : ` It would take ${days} days, if the bulletin allowed it.`;
  return `The edition is for ${number(people)} people. The account may send ${number(max24HourSend)} letters in 24 hours. ${number(left)} are left${others}.${spread} Ask AWS for a higher quota, or send later.`;
}

/** "45 minutes", "3 hours", "2 days" */
function sayMinutes(minutes: number): string {
  if (minutes < 120) return sayCount(minutes, "minute", "minutes");
  if (minutes < 2_880) return sayCount(Math.round(minutes / 60), "hour", "hours");
  return sayCount(Math.round(minutes / 1_440), "day", "days");
}

function number(count: number): string {
  return count.toLocaleString("en-GB");
}

/** Returns quoted words with a full stop. */
function sentence(words: string): string {
  return words.replace(/\.?$/, ".");
}
