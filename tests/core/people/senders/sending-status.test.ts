import { describe, expect, it } from "vitest";
import {
  identitiesOf,
  type SendingStatus,
  sayStatusProblem,
  statusProblems,
} from "../../../../functions/core/people/senders/sending-status.ts";

const good = { name: "example.org", verification: "Success", dkim: "Success", signs: true };

describe("what SES says about a sender", () => {
  it.each([
    [{ isEnabled: true, identity: good }, []],
    [{ isEnabled: false, identity: good }, ["Sending is paused for the whole AWS account."]],
    [{ isEnabled: true, identity: undefined }, ["Amazon SES does not know news.example.org."]],
    [
      { isEnabled: true, identity: { ...good, verification: "Pending" } },
      ["example.org is not verified (Pending)."],
    ],
    [
      { isEnabled: false, identity: { ...good, dkim: undefined } },
      [
        "Sending is paused for the whole AWS account.",
        "Letters are not signed for example.org (not set up).",
      ],
    ],
    [
      { isEnabled: true, identity: { ...good, signs: false } },
      ["Signing is switched off for example.org."],
    ],
  ] satisfies [SendingStatus, string[]][])("%j", (status, said) => {
    expect(statusProblems(status, "letters@News.example.org").map(sayStatusProblem)).toEqual(said);
  });

  it("may be about the address, its domain, or a domain above it", () => {
    expect(identitiesOf("Letters@news.example.org")).toEqual([
      "letters@news.example.org",
      "news.example.org",
      "example.org",
    ]);
  });
});
