import { parseMailbox } from "../../../functions/core/people/mailbox.ts";
import type { SesListing } from "../../../functions/core/people/ses-listing.ts";
import {
  activeIn,
  type Scope,
  type SuppressionReason,
} from "../../../functions/core/people/suppression.ts";
import { cleanLine } from "../../../functions/core/text/clean-text.ts";
import { type Lifted, liftSuppression } from "../../../functions/steps/people/lift-suppression.ts";
import { getSuppression } from "../../../functions/store/people/find-suppressions.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { commandActor } from "../../cli/command-actor.ts";
import type { ActionResult, ListAction, OptionValues } from "./list-action.ts";

/** Lifts what keeps letters from an address: in all bulletins, or in one. */
export const liftAction: ListAction = {
  usage: "ADDRESS --reason TEXT [--bulletin ID | --list LIST] [--after-complaint]",
  options: {
    reason: { type: "string" },
    bulletin: { type: "string" },
    list: { type: "string" },
    "after-complaint": { type: "boolean", default: false },
  },
  words: 1,
  secrets: ["address-key"],
  mayBegin: false,
  read: ({ words: [given = ""], values }) => {
    const read = parseMailbox(given);
    if (read.kind === "invalid") throw new BadInput(`${given}: ${read.reason}.`);
    const { address } = read.mailbox;
    const reason = cleanLine(String(values.reason ?? ""));
    if (reason === "" || reason.length > 500)
      throw new BadInput("Say why, in 1 to 500 characters: --reason TEXT.");
    const named = scopeIn(values);
    const afterComplaint = values["after-complaint"] === true;
    return async pipeline => {
      const hash = addressHash(address, pipeline.addressKey);
      const [ids, suppression] = await Promise.all([
        findSubscriberIds(pipeline.table, [hash]),
        getSuppression(pipeline.table, hash),
      ]);
      if (suppression.everywhere?.reason === "erased") return sayLifted(address, erased);
      const subscriber = ids.get(hash);
      if (subscriber === undefined) return sayLifted(address, { kind: "unknown" });
      const active = activeIn(suppression).map(({ scope }) => scope);
      const scope = named ?? active.find(each => typeof each === "string") ?? "everywhere";
      const lift = { scope, reason, afterComplaint };
      const lifted = await liftSuppression(pipeline, subscriber, lift, commandActor());
      const parts = named ? [] : active.filter(each => typeof each === "object");
      return { ...sayLifted(address, lifted, parts), value: { address, ...lifted } };
    };
  },
};

/** Returns the part that the options name. Without one, the lift is about all letters. */
function scopeIn({ bulletin, list }: OptionValues): Scope | undefined {
  if (bulletin !== undefined && list !== undefined)
    throw new BadInput("Give only one of --bulletin and --list.");
  if (bulletin !== undefined) return { bulletin: String(bulletin) };
  return list === undefined ? undefined : { list: String(list) };
}

const erased = { kind: "erased" } as const;

const reasonWords: Readonly<Record<SuppressionReason, string>> = {
  unsubscribed: "they had unsubscribed",
  bounced: "a letter had bounced",
  complained: "they had reported a letter as spam",
  erased: "they were erased",
  deferred: "too many letters in a row could not be delivered",
  "ses-list": "the address was on Amazon SES's own suppression list",
};

/** `left`: the bulletins and lists that the person has left. */
function sayLifted(address: string, lifted: Lifted, left: readonly Scope[] = []): ActionResult {
  const options = left.flatMap(scope =>
    typeof scope === "object" ? Object.entries(scope).map(([part, id]) => `--${part} ${id}`) : [],
  );
  const has = left.length > 0 ? ` But they have left a part: add ${options.join(" or ")}.` : "";
  const failed = (line: string) => ({
    value: { address, ...lifted },
    lines: [`${address}: ${line}`],
    code: 1 as const,
  });
  switch (lifted.kind) {
    case "unknown":
      return failed("nobody has this address.");
    case "erased":
      return failed("this person was erased. That cannot be lifted.");
    case "complained":
      return failed(
        "they reported a letter as spam. If they have asked for letters again, add --after-complaint.",
      );
    case "changed":
      return failed(`the reason has changed: ${reasonWords[lifted.since.reason]}.`);
    case "not-suppressed":
      return lifted.ses.kind === "listed"
        ? { value: lifted, lines: [`${address}: ${sayListing(lifted.ses)}`], code: 0 }
        : failed(`nothing keeps all letters from this address.${has}`);
    case "lifted":
      return {
        value: lifted,
        lines: [
          `${address}: lifted (${reasonWords[lifted.was.reason]}). They get letters again from the next edition on.`,
          `${address}: ${sayListing(lifted.ses)}`,
        ],
        code: 0,
      };
  }
}

function sayListing(listing: SesListing): string {
  switch (listing.kind) {
    case "listed":
      return "removed from Amazon SES's own suppression list.";
    case "not-listed":
      return "not on Amazon SES's own suppression list.";
    case "unknown":
      return "Amazon SES does not say whether its own suppression list has the address. If it does, lift again later.";
  }
}
