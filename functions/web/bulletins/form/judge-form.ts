import { type Bulletin, bulletinSchema } from "../../../core/bulletins/bulletin.ts";
import {
  type BulletinProblem,
  bulletinProblemInEnglish,
  fieldOf,
} from "../../../core/bulletins/bulletin-problem.ts";
import { nearestIssue } from "../../../core/text/nearest-issue.ts";
import type { FieldProblem } from "../../kit/fields.tsx";
import { one, type Typed } from "./typed.ts";

export type FormBulletin =
  | { readonly kind: "good"; readonly bulletin: Bulletin }
  | { readonly kind: "problems"; readonly problems: readonly FieldProblem[] };

/** Returns the problems of a step as those of the form's fields. */
export function stepProblems(problems: readonly BulletinProblem[]): FieldProblem[] {
  return problems.map(problem => {
    const field = fieldOf(problem);
    return {
      field: field === "schedule" ? "frequency" : field,
      message: bulletinProblemInEnglish(problem),
    };
  });
}

/** Reads a bulletin from what a form has. Returns the first problem of each field. */
export function judgeForm(input: unknown, typed: Typed): FormBulletin {
  const read = bulletinSchema.safeParse(input);
  const missing = requiredOf(typed);
  if (read.success && missing.length === 0) return { kind: "good", bulletin: read.data };
  const problems = new Map(missing.map(problem => [problem.field, problem]));
  for (const issue of read.error?.issues ?? []) {
    const { path, message } = nearestIssue(issue);
    const field = formField(path, typed);
    // The short name is made from the name.
    if (field === "id" && one(typed, "name") === "") continue;
    const name = fieldNames[field] ?? "This field";
    const what = messages[field] ?? message;
    if (!problems.has(field)) problems.set(field, { field, message: `${name} ${what}` });
  }
  return { kind: "problems", problems: [...problems.values()] };
}

/** In place of the schema's messages, which are about what is stored. */
const messages: Readonly<Record<string, string>> = {
  deadline: "must be a time of 30 days at most, such as 4 hours or 1 day",
};

/** What a person must fill in, in the words of the form. */
function requiredOf(typed: Typed): FieldProblem[] {
  const frequency = one(typed, "frequency");
  const required: Record<string, string | false> = {
    name: "Enter the bulletin’s name",
    organisation: "Enter the organisation’s name",
    from: "Enter the sender",
    lists: "Choose at least one list",
    at: !["none", "cron", ""].includes(frequency) && "Enter a time, such as 09:00",
    days: frequency === "week" && "Choose at least one day",
    from_date: frequency === "weeks" && "Enter the first date, such as 2026-12-01",
    month_days: frequency === "month" && "Enter a date, or words such as first Monday",
    once_date: frequency === "once" && "Enter a date, such as 2026-12-01",
    cron: frequency === "cron" && "Enter a cron expression, such as 0 9 * * 2",
  };
  return Object.entries(required).flatMap(([field, message]) =>
    message !== false && one(typed, field) === "" ? [{ field, message }] : [],
  );
}

const fieldNames: Readonly<Record<string, string>> = {
  id: "The short name",
  language: "The language",
  from: "The sender",
  reply_to: "The reply address",
  zone: "The time zone",
  at: "The time",
  days: "The list of days",
  from_date: "The first date",
  month_days: "The day of the month",
  once_date: "The date and time",
  cron: "The cron expression",
  own_holidays: "An own holiday",
  subject: "The subject",
  template: "The template",
  list_style: "The end of points",
  summary_words: "The number of words",
  footer_reason: "The reason",
  footer_address: "The postal address",
  feed: "The address of the feed",
  footer_privacy: "The privacy link",
  bounce_percent: "The share of bounces",
  complaint_percent: "The share of complaints",
  breaker_after: "The number of letters",
  deferred_after: "The number of editions",
  keep_days: "The number of days",
  deadline: "The copy deadline",
  approvers: "An approver’s address",
  late_hours: "The number of hours",
  hold_minutes: "The number of minutes",
};

const ofPath: Readonly<Record<string, string>> = {
  "sender.from": "from",
  "sender.replyTo": "reply_to",
  signOff: "sign_off",
  "schedule.cron": "cron",
  "schedule.once": "once_date",
  "schedule.at": "at",
  "schedule.from": "from_date",
  "schedule.every": "interval",
  "holidays.calendar": "calendar",
  "holidays.rule": "holiday_rule",
  "footer.reason": "footer_reason",
  "footer.address": "footer_address",
  "footer.privacyUrl": "footer_privacy",
  overQuota: "over_quota",
  summaryWords: "summary_words",
  listStyle: "list_style",
  "breaker.bouncePercent": "bounce_percent",
  "breaker.complaintPercent": "complaint_percent",
  "breaker.after": "breaker_after",
  deferredAfter: "deferred_after",
  keepDays: "keep_days",
  deadlineMinutes: "deadline",
  approveByLink: "approve_by_link",
  "late.withinHours": "late_hours",
  "late.rule": "late",
  holdMinutes: "hold_minutes",
};

function formField(path: readonly PropertyKey[], typed: Typed): string {
  const name = path.map(String).join(".");
  if (name.startsWith("holidays.dates")) return "own_holidays";
  if (name.startsWith("schedule.on"))
    return { month: "month_days", weeks: "interval_day" }[one(typed, "frequency")] ?? "days";
  if (name.startsWith("approvers")) return "approvers";
  if (name.startsWith("signatories")) return `signatory_${Number(path[1] ?? 0) + 1}_name`;
  return ofPath[name] ?? String(path[0]);
}
