import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { slugOf } from "../../../core/bulletins/bulletin-id.ts";
import { newBulletin } from "../../../core/bulletins/new-bulletin.ts";
import { type FormBulletin, judgeForm } from "./judge-form.ts";
import { ruleFields, rulesIn, rulesTyped } from "./rules-form.ts";
import { scheduleFields, scheduleIn, scheduleTyped } from "./schedule-form.ts";
import { one, some, type Typed } from "./typed.ts";

/** People who can sign a bulletin on its page. A file may name more. */
export const maxSignatories = 4;

const signatoryFields = Array.from({ length: maxSignatories }, (_, index) =>
  ["name", "letters", "role"].map(part => `signatory_${index + 1}_${part}`),
).flat();

/** The fields of each step. */
export const formSteps = [
  ["name", "organisation", "id", "composition", "language"],
  ["from", "reply_to", "salutation", "sign_off", ...signatoryFields],
  ["lists"],
  [...scheduleFields, "approval"],
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
  };
}

function signatoriesIn(typed: Typed): unknown[] {
  return Array.from({ length: maxSignatories }, (_, index) => {
    const part = (name: string) => one(typed, `signatory_${index + 1}_${name}`);
    const role = part("role")
      .split("\n")
      .map(line => line.trim())
      .filter(Boolean);
    return { name: part("name"), postNominals: part("letters"), role };
  }).filter(({ name, postNominals, role }) => name + postNominals !== "" || role.length > 0);
}

/** Returns what the settings show of a bulletin. */
export function typedOf(bulletin: Bulletin): Typed {
  const { sender, signatories } = bulletin;
  const typed: Record<string, readonly string[]> = {
    name: [bulletin.name],
    organisation: [bulletin.organisation],
    id: [bulletin.id],
    composition: [bulletin.composition],
    language: [bulletin.language],
    from: [sender.from],
    reply_to: sender.replyTo === undefined ? [] : [sender.replyTo],
    salutation: [bulletin.salutation],
    sign_off: [bulletin.signOff],
    lists: bulletin.lists,
    ...scheduleTyped(bulletin),
    approval: [bulletin.approval],
    ...rulesTyped(bulletin),
  };
  for (const [index, { name, postNominals, role }] of signatories.entries()) {
    typed[`signatory_${index + 1}_name`] = [name];
    typed[`signatory_${index + 1}_letters`] = [postNominals];
    typed[`signatory_${index + 1}_role`] = [role.join("\n")];
  }
  return typed;
}
