import * as z from "zod";
import type { ToldEvent } from "./events/told-events.ts";
import type { JsonReply, Setting } from "./protocol/http.ts";

const listSchema = z.record(z.string(), z.enum(["BOUNCE", "COMPLAINT"]));
type Entry = { readonly reason: "BOUNCE" | "COMPLAINT"; readonly at: number };

/** The account's own suppression list. At first it is empty; nothing but `setting` adds to it. */
export type SuppressionList = {
  /** On `/_local/suppressed`: `{"amina@example.org":"BOUNCE"}`. */
  readonly setting: Setting;
  /** Returns the events of a message to these addresses: SES does not try to deliver it. */
  readonly eventsFor: (addresses: readonly string[]) => { to: string; event: ToldEvent }[];
  /** GetSuppressedDestination and DeleteSuppressedDestination of API version 2. */
  readonly serve: (method: string, path: string) => JsonReply | undefined;
};

const path = "/v2/email/suppression/addresses/";

export function createSuppressionList(now: () => number): SuppressionList {
  let entries = new Map<string, Entry>();
  return {
    setting: {
      get: () => Object.fromEntries([...entries].map(([address, { reason }]) => [address, reason])),
      set: given => {
        const reasons = Object.entries(listSchema.parse(given));
        entries = new Map(
          reasons.map(([address, reason]) => [address.toLowerCase(), { reason, at: now() }]),
        );
      },
    },
    eventsFor: addresses =>
      addresses
        .filter(address => entries.has(address.toLowerCase()))
        .map(to => ({
          to,
          event: {
            type: "Bounce",
            bounceType: "Permanent",
            bounceSubType: "OnAccountSuppressionList",
          },
        })),
    serve: (method, asked) => {
      if (!asked.startsWith(path) || (method !== "GET" && method !== "DELETE")) return undefined;
      const address = decodeURIComponent(asked.slice(path.length));
      const entry = entries.get(address.toLowerCase());
      if (!entry) return notFound(address);
      if (method === "DELETE") {
        entries.delete(address.toLowerCase());
        return { status: 200, json: {} };
      }
      const { reason: Reason, at } = entry;
      const found = { EmailAddress: address, Reason, LastUpdateTime: at / 1_000 };
      return { status: 200, json: { SuppressedDestination: found } };
    },
  };
}

function notFound(address: string): JsonReply {
  return {
    status: 404,
    error: "NotFoundException",
    json: { message: `Email address ${address} does not exist on your suppression list.` },
  };
}
