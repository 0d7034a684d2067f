import { expect, it } from "vitest";
import { emptyAccount } from "../../../functions/core/ledger/account.ts";
import { showSending } from "../../../infra/local/letter/progress/sending-progress.ts";

it("counts SES's answers between two looks at the account, and asks for a look once all have come", () => {
  const shown: string[] = [];
  const sending = showSending(
    {
      show: (what, done, of) => void shown.push(`${what} ${done} of ${of}`),
      say: () => {},
      end: () => {},
    },
    100,
  );
  sending.accepted(3); // Nothing is known of the audience yet.
  sending.read({ ...emptyAccount, audience: 60, accepted: 10, pending: 50 });
  sending.accepted(20);
  expect(sending.seemsOut()).toBe(false);
  sending.accepted(40); // Ten of them were in the account already.
  expect(sending.seemsOut()).toBe(true);
  sending.read({ ...emptyAccount, audience: 100, accepted: 70, pending: 30 });
  expect(sending.seemsOut()).toBe(false);
  sending.read({ ...emptyAccount, audience: 100, accepted: 100, delivered: 80 });
  expect(sending.seemsOut()).toBe(false);
  expect(shown).toEqual([
    "Sending 10 of 100",
    "Sending 30 of 100",
    "Sending 60 of 100",
    "Sending 70 of 100",
    "Delivered 80 of 100",
  ]);
});
