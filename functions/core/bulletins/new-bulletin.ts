import type { Bulletin } from "./bulletin.ts";

/** What a new bulletin has unless its author chooses otherwise. */
export const newBulletin = {
  composition: "digest",
  language: "en-GB",
  salutation: "Dear colleague,",
  signOff: "Yours sincerely,",
  signatories: [],
  approval: "one",
  uncertain: "hold",
} as const satisfies Partial<Bulletin>;
