import { describe, expect, it } from "vitest";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import type { Account } from "../../../functions/core/ledger/account.ts";
import { accountAsJson, accountAsText } from "../../../infra/local/letter/say-account.ts";
import { anAccount } from "../../examples/builders.ts";

const edition: Edition = {
  id: "care_01",
  bulletin: "care",
  slot: "2026-11-17T09:00:00.000Z",
  status: "finished",
  entries: ["1"],
  lists: ["care"],
  sender: { from: "a@example.org" },
  subject: "Winter",
  hash: "x",
  audience: 0,
  rounds: 1,
};
const files = { outbox: ".letter/outbox", uncertain: ".letter/uncertain.csv" };
const say = (changed: Partial<Account>) =>
  accountAsText({ edition, account: anAccount(changed) }, files);

describe("the account at the end", () => {
  it("lists the figures under each other, then says what they mean", () => {
    expect(
      say({
        audience: 1_200,
        accepted: 1_190,
        delivered: 1_180,
        bounced: 10,
        suppressed: 10,
      }).split("\n"),
    ).toEqual([
      "",
      "audience     1,200",
      "accepted     1,190",
      "  delivered  1,180",
      "  bounced       10",
      "suppressed      10",
      "rejected         0",
      "uncertain        0",
      "pending          0",
      "",
      "1,190 colleagues: letter accepted. The other 10 unsubscribed, could not be reached before, or are on Amazon SES's own suppression list.",
      "Edition care_01, its letters in .letter/outbox",
    ]);
  });

  it.each<[Partial<Account>, string]>([
    [{ audience: 2, accepted: 2 }, "Every colleague's letter was accepted."],
    [
      { audience: 2, accepted: 1, rejected: 1 },
      "1 colleague could not be written to: SES does not accept the address.",
    ],
    [
      { audience: 2, accepted: 1, uncertain: 1 },
      "Amazon SES did not confirm 1 letter. It may have arrived. The names are in .letter/uncertain.csv.\nTo send it once more, run the same command with --uncertain resend. To count it as delivered, run it with --uncertain accept.",
    ],
    [
      { audience: 14, accepted: 2, uncertain: 12 },
      "Amazon SES did not confirm 12 letters. They may have arrived. The names are in .letter/uncertain.csv.\nTo send them once more, run the same command with --uncertain resend. To count them as delivered, run it with --uncertain accept.",
    ],
    [
      { audience: 5, accepted: 5, resent: 3 },
      "3 colleagues may have two letters: SES did not confirm the first, and it was sent once more.",
    ],
    [
      { audience: 2, pending: 2 },
      "2 colleagues not written to yet: run the same command to continue.",
    ],
    [
      { audience: 2, accepted: 2, delivered: 1, deferred: 1 },
      "Every colleague's letter was accepted.\n1 colleague did not get it for now: a full mailbox, for example. “npm start” shows the people and the reasons.",
    ],
    [{}, "Nobody is on the list any more: nothing was sent."],
  ])("says of %j: %s", (changed, sentence) => {
    expect(say(changed)).toContain(`\n\n${sentence}\nEdition`);
  });

  it("tells the people who are not on the list given this time from those who left", () => {
    const said = (account: Partial<Account>, unlisted: number) =>
      accountAsText({ edition, account: anAccount(account), unlisted }, files);
    expect(said({ audience: 400, accepted: 202, suppressed: 198 }, 198)).toContain(
      "\n\n202 colleagues: letter accepted.\n198 colleagues not written to: not on this run's list.\nEdition",
    );
    expect(said({ audience: 4, accepted: 1, suppressed: 3 }, 1)).toContain(
      "\n1 colleague: letter accepted. The other 2 unsubscribed, could not be reached before, or are on Amazon SES's own suppression list.\n1 colleague not written to: not on",
    );
    expect(said({ audience: 4, accepted: 2, rejected: 1, suppressed: 1 }, 1)).toContain(
      "SES does not accept the address.\n1 colleague not written to: not on this run's list.\nEdition",
    );
  });

  it("says for how many people a person has assumed delivery", () => {
    expect(say({ audience: 3, accepted: 3, delivered: 2, assumed: 1 })).toContain(
      "\n  delivered  2\n  assumed    1\nsuppressed",
    );
  });

  it("is one object for a program", () => {
    const account = anAccount({ audience: 2, accepted: 1, delivered: 1, rejected: 1 });
    expect(JSON.parse(accountAsJson({ edition, account }, files))).toEqual({
      edition: "care_01",
      audience: 2,
      accepted: 1,
      delivered: 1,
      bounced: 0,
      deferred: 0,
      complained: 0,
      suppressed: 0,
      rejected: 1,
      uncertain: 0,
      pending: 0,
      resent: 0,
      outbox: ".letter/outbox",
    });
  });

  it("says to a program why the run could not go on", () => {
    const told = JSON.parse(
      accountAsJson({ edition, account: anAccount({}) }, files, "The disk is full."),
    );
    expect(told).toMatchObject({ edition: "care_01", audience: 0, error: "The disk is full." });
  });
});
