import type { Account } from "../../../../functions/core/ledger/account.ts";
import type { ProgressLine } from "../../../cli/progress-line.ts";

/**
 * Shows how far the sending of a letter is: by its account, and until that is read again by SES's
 * answers. To read the account of a large audience takes long.
 */
export type SendingProgress = {
  readonly read: (account: Account) => void;
  /** SES has accepted letters to so many people. */
  readonly accepted: (people: number) => void;
  /** Whether SES has answered for everyone who was pending, so that the account is worth a look. */
  readonly seemsOut: () => boolean;
};

/** `listed`: the people on the list: not all may be addressed yet. */
export function showSending(progress: ProgressLine, listed: number): SendingProgress {
  let last: Account | undefined;
  let since = 0;
  const show = ({ audience, accepted, delivered, bounced, pending }: Account) => {
    const left = Math.max(0, pending - since);
    if (audience > 0 && pending === 0 && accepted > 0)
      progress.show("Delivered", delivered + bounced, accepted);
    else progress.show("Sending", audience - left, Math.max(audience, listed));
  };
  return {
    read: account => {
      last = account;
      since = 0;
      show(account);
    },
    accepted: people => {
      since += people;
      if (last) show(last);
    },
    seemsOut: () => last !== undefined && since > 0 && since >= last.pending,
  };
}
