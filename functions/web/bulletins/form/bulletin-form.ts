import { usualLateRule } from "../../../core/bulletins/approval/lateness.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { slugOf } from "../../../core/bulletins/bulletin-id.ts";
import { readDuration, sayDuration } from "../../../core/bulletins/file/duration.ts";
import { newBulletin } from "../../../core/bulletins/new-bulletin.ts";
import { usualTemplate } from "../../../core/letter/template-name.ts";
import { type FormBulletin, judgeForm } from "./judge-form.ts";
import { scheduleFields, scheduleIn, scheduleTyped } from "./schedule-form.ts";
import { one, some, type Typed } from "./typed.ts";

/** People who can sign a bulletin on its page. A file may name more. */
export const maxSignatories = 4;

const signatoryFields = Array.from({ length: maxSignatories }, (_, index) =>
  ["name", "letters", "role", "signature"].map(part => `signatory_${index + 1}_${part}`),
).flat();

/** The fields of each step. */
export const formSteps = [
  ["name", "organisation", "id", "composition", "language"],
  ["from", "reply_to", "salutation", "sign_off", ...signatoryFields],
  ["lists"],
  [...scheduleFields, "approval", "approve_by_link"],
] as const;

/** The fields that only the settings have. */
export const ruleFields = [
  "subject",
  "template",
  "summary_words",
  "list_style",
  "logo",
  "logo_dark",
  "footer_reason",
  "footer_address",
  "footer_privacy",
  "uncertain",
  "over_quota",
  "bounce_percent",
  "complaint_percent",
  "breaker_after",
  "deferred_after",
  "keep_days",
  "deadline",
  "approvers",
  "late",
  "late_hours",
  "hold_minutes",
  "archive",
  "feed",
] as const;

export const allFields: readonly string[] = [...formSteps.flat(), ...ruleFields];

/** What the form of a new bulletin begins with. */
export const newTyped: Typed = {
  composition: [newBulletin.composition],
  language: [newBulletin.language],
  salutation: [newBulletin.salutation],
  sign_off: [newBulletin.signOff],
  zone: ["Europe/London"],
  frequency: ["week"],
  at: ["09:00"],
  interval: ["2"],
  holiday_rule: ["skip"],
  approval: [newBulletin.approval],
  approve_by_link: ["no"],
};

/** Reads a new bulletin. Returns every problem; a step shows those of its own fields. */
export function newBulletinIn(typed: Typed): FormBulletin {
  const input = { ...newBulletin, ...partsIn(typed), ...scheduleIn(typed), id: idIn(typed) };
  return judgeForm(input, typed);
}

export function idIn(typed: Typed): string {
  return some(typed, "id") ?? slugOf(one(typed, "name"));
}

/** Reads the settings of a bulletin. `keepsSchedule`: the form could not show its schedule. */
export function settingsIn(typed: Typed, stored: Bulletin, keepsSchedule: boolean): FormBulletin {
  const schedule = keepsSchedule ? {} : scheduleIn(typed);
  return judgeForm({ ...stored, ...partsIn(typed), ...rulesIn(typed, stored), ...schedule }, typed);
}

function partsIn(typed: Typed): Partial<Record<keyof Bulletin, unknown>> {
  return {
    name: one(typed, "name"),
    organisation: one(typed, "organisation"),
    composition: one(typed, "composition"),
    language: one(typed, "language"),
    sender: { from: one(typed, "from"), replyTo: some(typed, "reply_to") },
    salutation: one(typed, "salutation"),
    signOff: one(typed, "sign_off"),
    signatories: signatoriesIn(typed),
    lists: [...new Set(typed.lists)],
    approval: one(typed, "approval"),
    approveByLink: one(typed, "approve_by_link") === "yes" ? true : undefined,
  };
}

function signatoriesIn(typed: Typed): unknown[] {
  return Array.from({ length: maxSignatories }, (_, index) => {
    const part = (name: string) => one(typed, `signatory_${index + 1}_${name}`);
    const role = part("role")
      .split("\n")
      .map(line => line.trim())
      .filter(Boolean);
    const signature = some(typed, `signatory_${index + 1}_signature`);
    return { name: part("name"), postNominals: part("letters"), role, signature };
  }).filter(({ name, postNominals, role }) => name + postNominals !== "" || role.length > 0);
}

function rulesIn(typed: Typed, stored: Bulletin): Partial<Record<keyof Bulletin, unknown>> {
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
    logo: logoIn(typed),
    summaryWords: number("summary_words"),
    listStyle: one(typed, "list_style") === "any" ? undefined : some(typed, "list_style"),
    template: unlessUsual(one(typed, "template"), usualTemplate, stored.template),
    footer: has(footer) ? footer : undefined,
    uncertain: one(typed, "uncertain"),
    overQuota: unlessUsual(one(typed, "over_quota"), "refuse", stored.overQuota),
    breaker: has(breaker) ? breaker : undefined,
    deferredAfter: number("deferred_after"),
    keepDays: number("keep_days"),
    deadlineMinutes: deadlineIn(some(typed, "deadline")),
    approvers: approversIn(one(typed, "approvers")),
    late: lateIn(typed, stored),
    holdMinutes: number("hold_minutes"),
    archive: unlessUsual(one(typed, "archive"), "private", stored.archive),
    feed: some(typed, "feed"),
  };
}

/** A logo for dark pages alone is none: the schema says what is missing. */
function logoIn(typed: Typed): unknown {
  const logo = { image: some(typed, "logo"), dark: some(typed, "logo_dark") };
  return logo.image === undefined && logo.dark === undefined ? undefined : logo;
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

/** Returns what the settings show of a bulletin. */
export function typedOf(bulletin: Bulletin): Typed {
  const { sender, logo, footer, breaker, signatories, late = usualLateRule } = bulletin;
  const text = (value: string | number | undefined) => (value === undefined ? [] : [String(value)]);
  const typed: Record<string, readonly string[]> = {
    name: [bulletin.name],
    organisation: [bulletin.organisation],
    id: [bulletin.id],
    composition: [bulletin.composition],
    language: [bulletin.language],
    from: [sender.from],
    reply_to: text(sender.replyTo),
    salutation: [bulletin.salutation],
    sign_off: [bulletin.signOff],
    lists: bulletin.lists,
    ...scheduleTyped(bulletin),
    subject: text(bulletin.subject),
    template: [bulletin.template ?? usualTemplate],
    summary_words: text(bulletin.summaryWords),
    list_style: [bulletin.listStyle ?? "any"],
    logo: text(logo?.image),
    logo_dark: text(logo?.dark),
    footer_reason: text(footer?.reason),
    footer_address: text(footer?.address),
    footer_privacy: text(footer?.privacyUrl),
    uncertain: [bulletin.uncertain],
    over_quota: [bulletin.overQuota ?? "refuse"],
    bounce_percent: text(breaker?.bouncePercent),
    complaint_percent: text(breaker?.complaintPercent),
    breaker_after: text(breaker?.after),
    deferred_after: text(bulletin.deferredAfter),
    keep_days: text(bulletin.keepDays),
    approval: [bulletin.approval],
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
    feed: text(bulletin.feed),
  };
  for (const [index, { name, postNominals, role, signature }] of signatories.entries()) {
    typed[`signatory_${index + 1}_signature`] = text(signature);
    typed[`signatory_${index + 1}_name`] = [name];
    typed[`signatory_${index + 1}_letters`] = [postNominals];
    typed[`signatory_${index + 1}_role`] = [role.join("\n")];
  }
  return typed;
}
