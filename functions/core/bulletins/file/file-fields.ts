import type { HolidayCalendar } from "../schedule/schedule.ts";
import { readDuration, sayDuration } from "./duration.ts";
import { readMinute, readSchedule } from "./read-schedule.ts";
import { asList, isMapping, type Tree, Unreadable } from "./unreadable.ts";

/** A field of a bulletin's file. */
export type FileField = {
  /** Where the bulletin has it: "sender.from". */
  readonly stored: string;
  /** The names of the fields in it. */
  readonly inner?: readonly string[];
  readonly read: (value: Tree) => unknown;
  /** Returns what the file shows for a stored value. */
  readonly write: (stored: never) => unknown;
};

const same = <T>(value: T): T => value;
const text = (stored: string): FileField => ({ stored, read: same, write: same });
const number = (stored: string): FileField => ({ stored, read: numberIn, write: same });

/** The names of design and documentation, and what each is in `bulletinSchema`. */
export const fileFields: Readonly<Record<string, FileField>> = {
  id: text("id"),
  name: text("name"),
  organisation: text("organisation"),
  from: text("sender.from"),
  reply_to: text("sender.replyTo"),
  language: text("language"),
  zone: text("zone"),
  lists: { stored: "lists", read: asList, write: same },
  composition: text("composition"),
  salutation: text("salutation"),
  sign_off: text("signOff"),
  signatories: {
    stored: "signatories",
    inner: ["name", "post_nominals", "role", "mark", "signature"],
    read: value => asList(value).map(readSignatory),
    write: (people: readonly object[]) => people.map(snakeKeys),
  },
  subject: text("subject"),
  logo: {
    stored: "logo",
    inner: ["image", "dark"],
    read: value => (typeof value === "string" ? { image: value } : value),
    write: same,
  },
  template: text("template"),
  summary_words: number("summaryWords"),
  list_style: text("listStyle"),
  footer: {
    stored: "footer",
    inner: ["reason", "address", "privacy"],
    read: value =>
      isMapping(value)
        ? { reason: value.reason, address: value.address, privacyUrl: value.privacy }
        : { reason: value },
    write: ({ reason, address, privacyUrl }: Record<string, string>) => ({
      reason,
      address,
      privacy: privacyUrl,
    }),
  },
  schedule: {
    stored: "schedule",
    inner: ["every", "on", "at", "from", "cron", "once"],
    read: readSchedule,
    write: same,
  },
  holidays: {
    stored: "holidays",
    inner: ["calendar", "dates", "rule"],
    read: readHolidays,
    write: same,
  },
  exceptions: {
    stored: "exceptions",
    inner: ["skip", "move", "to"],
    read: value =>
      asList(value).map(each =>
        isMapping(each)
          ? Object.fromEntries(Object.entries(each).map(([key, day]) => [key, readMinute(day)]))
          : each,
      ),
    write: same,
  },
  approval: text("approval"),
  deadline: { stored: "deadlineMinutes", read: readDuration, write: sayDuration },
  approvers: {
    stored: "approvers",
    inner: ["address", "deputy"],
    read: value => asList(value).map(each => (typeof each === "string" ? { address: each } : each)),
    write: same,
  },
  approve_by_link: {
    stored: "approveByLink",
    read: value =>
      value === "true" || value === "false"
        ? value === "true"
        : new Unreadable("must be true or false"),
    write: same,
  },
  late: { stored: "late", read: readLate, write: sayLate },
  hold_minutes: number("holdMinutes"),
  uncertain: text("uncertain"),
  over_quota: text("overQuota"),
  breaker: {
    stored: "breaker",
    inner: ["bounce_percent", "complaint_percent", "after"],
    read: value =>
      isMapping(value)
        ? {
            bouncePercent: numberIn(value.bounce_percent),
            complaintPercent: numberIn(value.complaint_percent),
            after: numberIn(value.after),
          }
        : new Unreadable("must have bounce_percent, complaint_percent and after"),
    write: snakeKeys,
  },
  deferred_after: number("deferredAfter"),
  keep_days: number("keepDays"),
  archive: text("archive"),
  feed: text("feed"),
};

/** The schema's message follows if it is no number. */
function numberIn(value: Tree | undefined): unknown {
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

function readSignatory(value: Tree): unknown {
  if (typeof value === "string") return { name: value, postNominals: "", role: [] };
  if (!isMapping(value)) return value;
  const { name, post_nominals: postNominals = "", role = [], mark, signature } = value;
  return { name, postNominals, role: asList(role), mark, signature };
}

function snakeKeys(value: object): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== "" && !(Array.isArray(part) && part.length === 0))
      .map(([key, part]) => [key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`), part]),
  );
}

/** Other names of the calendars. */
const calendarNames: Readonly<Record<string, HolidayCalendar>> = {
  "england-and-wales": "england",
  us: "us-federal",
  usa: "us-federal",
  "united-states": "us-federal",
  german: "germany",
  "german-federal": "germany",
  french: "france",
};

function readHolidays(value: Tree): unknown {
  if (!isMapping(value))
    return new Unreadable(
      "must have a calendar or dates, and a rule: { calendar: england, rule: skip }",
    );
  const { calendar, dates, ...others } = value;
  const name =
    typeof calendar === "string"
      ? calendar
          .trim()
          .toLowerCase()
          .replace(/[\s_]+/g, "-")
      : calendar;
  return Object.assign(
    others,
    name !== undefined && {
      calendar: typeof name === "string" ? (calendarNames[name] ?? name) : name,
    },
    dates !== undefined && { dates: asList(dates) },
  );
}

function readLate(value: Tree): unknown {
  const words = String(value).trim().toLowerCase().replace(/\s+/g, " ");
  if (words === "hold" || words === "skip") return { rule: words };
  const hours = /^send within (\d{1,4}) hours?$/.exec(words)?.[1];
  return hours === undefined
    ? new Unreadable('must be "hold", "skip" or "send within 4 hours"')
    : { rule: "send", withinHours: Number(hours) };
}

function sayLate(late: { readonly rule: string; readonly withinHours?: number }): string {
  return late.rule === "send"
    ? `send within ${late.withinHours} hour${late.withinHours === 1 ? "" : "s"}`
    : late.rule;
}
