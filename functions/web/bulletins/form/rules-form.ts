import { usualLateRule } from "../../../core/bulletins/approval/lateness.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { readDuration, sayDuration } from "../../../core/bulletins/file/duration.ts";
import { one, some, type Typed } from "./typed.ts";

/** The fields that only the settings have. */
export const ruleFields = [
  "subject",
  "footer_reason",
  "footer_address",
  "footer_privacy",
  "uncertain",
  "over_quota",
  "bounce_percent",
  "complaint_percent",
  "breaker_after",
  "deferred_after",
  "deadline",
  "approvers",
  "approve_by_link",
  "late",
  "late_hours",
  "hold_minutes",
  "archive",
] as const;

/** Returns the stored form of the rules that were typed, for the schema to judge. */
export function rulesIn(typed: Typed, stored: Bulletin): Partial<Record<keyof Bulletin, unknown>> {
  const number = (name: string) => {
    const text = some(typed, name);
    return text === undefined ? undefined : Number(text);
  };
  const footer = {
    reason: some(typed, "footer_reason"),
    address: some(typed, "footer_address"),
    privacyUrl: some(typed, "footer_privacy"),
  };
  const breaker = {
    bouncePercent: number("bounce_percent"),
    complaintPercent: number("complaint_percent"),
    after: number("breaker_after"),
  };
  const has = (part: object) => Object.values(part).some(value => value !== undefined);
  return {
    subject: some(typed, "subject"),
    footer: has(footer) ? footer : undefined,
    uncertain: one(typed, "uncertain"),
    overQuota: unlessUsual(one(typed, "over_quota"), "refuse", stored.overQuota),
    breaker: has(breaker) ? breaker : undefined,
    deferredAfter: number("deferred_after"),
    deadlineMinutes: deadlineIn(some(typed, "deadline")),
    approvers: approversIn(one(typed, "approvers")),
    approveByLink: one(typed, "approve_by_link") === "yes" ? true : undefined,
    late: lateIn(typed, stored),
    holdMinutes: number("hold_minutes"),
    archive: unlessUsual(one(typed, "archive"), "private", stored.archive),
  };
}

/** A choice that the form makes by itself is not stored. */
function unlessUsual(typed: string, usual: string, stored: string | undefined): string | undefined {
  return typed === usual && stored === undefined ? undefined : typed;
}

/** A text that is no time stays as it is, for the schema to judge. */
function deadlineIn(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const minutes = readDuration(text);
  return typeof minutes === "number" ? minutes : text;
}

/** "ann@example.org" or "ann@example.org, ben@example.org": the second is the deputy. */
function approversIn(text: string): unknown {
  const people = text.split("\n").map(line => line.split(/[,;\s]+/).filter(Boolean));
  const named = people.filter(line => line.length > 0);
  if (named.length === 0) return undefined;
  return named.map(([address, deputy, other]) =>
    other === undefined
      ? deputy === undefined
        ? { address }
        : { address, deputy }
      : { address: `${address} ${deputy} ${other}` },
  );
}

function lateIn(typed: Typed, { late }: Bulletin): unknown {
  const rule = one(typed, "late");
  if (rule !== "send") return { rule };
  const withinHours = Number(one(typed, "late_hours"));
  const isUsual = withinHours === usualLateRule.withinHours;
  return isUsual && late === undefined ? undefined : { rule, withinHours };
}

/** Returns the fields of the form for a bulletin's rules. */
export function rulesTyped(bulletin: Bulletin): Typed {
  const { footer, breaker, late = usualLateRule } = bulletin;
  const text = (value: string | number | undefined) => (value === undefined ? [] : [String(value)]);
  return {
    subject: text(bulletin.subject),
    footer_reason: text(footer?.reason),
    footer_address: text(footer?.address),
    footer_privacy: text(footer?.privacyUrl),
    uncertain: [bulletin.uncertain],
    over_quota: [bulletin.overQuota ?? "refuse"],
    bounce_percent: text(breaker?.bouncePercent),
    complaint_percent: text(breaker?.complaintPercent),
    breaker_after: text(breaker?.after),
    deferred_after: text(bulletin.deferredAfter),
    deadline: text(
      bulletin.deadlineMinutes === undefined ? undefined : sayDuration(bulletin.deadlineMinutes),
    ),
    approvers: [
      (bulletin.approvers ?? [])
        .map(({ address, deputy }) => (deputy === undefined ? address : `${address}, ${deputy}`))
        .join("\n"),
    ],
    approve_by_link: [bulletin.approveByLink === true ? "yes" : "no"],
    late: [late.rule],
    late_hours: text(late.rule === "send" ? late.withinHours : undefined),
    hold_minutes: text(bulletin.holdMinutes),
    archive: [bulletin.archive ?? "private"],
  };
}
