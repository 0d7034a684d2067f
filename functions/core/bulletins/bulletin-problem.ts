import { parseSender } from "../people/senders/sender.ts";
import type { Bulletin } from "./bulletin.ts";
import { nextSlot } from "./schedule/next-slot.ts";

/** Why a bulletin cannot be stored as it is. */
export type BulletinProblem =
  | { readonly code: "no-name"; readonly field: "name" | "organisation" }
  | { readonly code: "no-list" }
  | { readonly code: "list-unknown"; readonly list: string }
  | { readonly code: "list-archived"; readonly list: string }
  /** The stage may send only from addresses at `domain`. */
  | { readonly code: "sender-elsewhere"; readonly given: string; readonly domain: string }
  /** One command alone must not let editions go with less of an approval. */
  | { readonly code: "weaker-approval" }
  /** A single date in the past, or a schedule on holidays alone. */
  | { readonly code: "no-date" };

/** Returns the problems that need no list of the table. `domain`: the stage's sending domain. */
export function problemsOfBulletin(
  bulletin: Bulletin,
  now: Date,
  domain: string | undefined,
): BulletinProblem[] {
  const problems: BulletinProblem[] = [];
  for (const field of ["name", "organisation"] as const)
    if (bulletin[field] === "") problems.push({ code: "no-name", field });
  const elsewhere = senderProblem(bulletin.sender.from, domain);
  if (elsewhere) problems.push(elsewhere);
  if (bulletin.lists.length === 0) problems.push({ code: "no-list" });
  const { zone, schedule, holidays, exceptions } = bulletin;
  if (schedule && !nextSlot({ zone, schedule, holidays, exceptions }, now))
    problems.push({ code: "no-date" });
  return problems;
}

/** Returns a problem if a sender is not at the stage's domain. */
export function senderProblem(
  from: string,
  domain: string | undefined,
): BulletinProblem | undefined {
  const given = parseSender(from)?.domain;
  // SES accepts subdomains of a verified domain, but the permission of send-batch does not.
  return domain !== undefined && given !== undefined && given.toLowerCase() !== domain.toLowerCase()
    ? { code: "sender-elsewhere", given, domain }
    : undefined;
}

/** The field that a problem is about, with the names of `bulletinSchema`. */
export function fieldOf(
  problem: BulletinProblem,
): "name" | "organisation" | "from" | "lists" | "schedule" | "approval" {
  switch (problem.code) {
    case "no-name":
      return problem.field;
    case "sender-elsewhere":
      return "from";
    case "no-date":
      return "schedule";
    case "weaker-approval":
      return "approval";
    default:
      return "lists";
  }
}

/** Returns what is wrong and what to do, as whole sentences. */
export function bulletinProblemInEnglish(problem: BulletinProblem): string {
  switch (problem.code) {
    case "no-name":
      return problem.field === "name"
        ? "Enter the bulletin’s name."
        : "Enter the organisation’s name.";
    case "no-list":
      return "Choose at least one list.";
    case "list-unknown":
      return `There is no list “${problem.list}”. Create it first, or name another list.`;
    case "list-archived":
      return `The list “${problem.list}” is archived. Restore it first, or choose another list.`;
    case "sender-elsewhere":
      return `This site sends from addresses at ${problem.domain} only, because Amazon SES signs for that domain. Use an address like letters@${problem.domain} instead of one at ${problem.given}.`;
    case "weaker-approval":
      return "The new rules of approval ask for less than before, or let more people approve. Change them on the bulletin’s settings page: a second member confirms them there.";
    case "no-date":
      return "The schedule has no date from today on. Choose a date in the future.";
  }
}
