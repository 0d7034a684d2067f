import { actorOf } from "../../../functions/core/access/actor.ts";
import type { Role } from "../../../functions/core/access/role.ts";
import type { Confirmed } from "../../../functions/store/access/members.ts";

export type LocalPerson = Confirmed & { readonly does: string };

/** The people of the local run. They wrote and approved the sample, too. */
export const samplePeople = {
  editor: {
    sub: "sample-editor",
    name: "Esther Quaye",
    address: "esther.quaye@harbour-health.example",
    groups: ["editor"],
    does: "Writes entries and previews the letter.",
  },
  approver: {
    sub: "sample-approver",
    name: "Siân O’Connor",
    address: "sian.oconnor@harbour-health.example",
    groups: ["approver"],
    does: "Writes entries and approves letters for sending.",
  },
  operator: {
    sub: "sample-operator",
    name: "Arjun Mehta",
    address: "arjun.mehta@harbour-health.example",
    groups: ["operator"],
    does: "Reads everything and resumes held editions.",
  },
} as const satisfies Readonly<Record<Role, LocalPerson>>;

export const sampleEditor = actorOf(samplePeople.editor);
export const sampleApprover = actorOf(samplePeople.approver);
export const sampleOperator = actorOf(samplePeople.operator);
