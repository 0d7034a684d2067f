import type { FrozenContent } from "../edition.ts";
import { teamMail } from "./approval-mail.ts";

/** What to do about it, for notices, mails and commands. */
export const restoredTodo =
  "Look which letters went out after the backup. Then open the page, and let sending go on.";

/** Returns what happened, with the time of the last tick before the backup, if it is known. */
export function sayRestored(lastTick: number | undefined): string {
  const when =
    lastTick === undefined
      ? ""
      : ` The backup is from ${new Date(lastTick).toISOString().slice(0, 16).replace("T", " ")} (UTC).`;
  return `The data was restored from a backup.${when} Letters may have gone out after it, and the data does not know of them. So nothing is sent until a person decides.`;
}

/** Returns the email to a member who can let sending go on. `link`: the page. */
export function writeRestoredMail(
  lastTick: number | undefined,
  link: string,
  listName: string,
): FrozenContent {
  const paragraphs = [sayRestored(lastTick), restoredTodo, link];
  return teamMail(
    { subject: "Nothing is sent: the data comes from a backup", paragraphs },
    listName,
  );
}
