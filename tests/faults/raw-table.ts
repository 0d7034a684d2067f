import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  paginateQuery,
} from "@aws-sdk/client-dynamodb";
import { placeOf } from "./copies.ts";

/** A person's standing, from the ledger's sets as stored in the table. */
export type RawStanding = "accepted" | "rejected" | "suppressed" | "claimed" | "untouched";

/** `isResent`: was handed to SES once more in doubt, and so may have two copies. */
export type RawPlace = {
  readonly subscriber: string;
  readonly standing: RawStanding;
  readonly isResent: boolean;
};

/** An edition's ledger: for each place who has it, and how they stand. */
export type RawLedger = ReadonlyMap<string, RawPlace>;

export type RawTable = {
  readonly ledgerOf: (edition: string) => Promise<RawLedger>;
  /** Forgets a bulletin, so that earlier rounds do not disturb later ones. */
  readonly forgetBulletin: (bulletin: string) => Promise<void>;
  readonly close: () => void;
};

/** Sets that say that SES has the message. */
const known = ["accepted", "evident", "delivered", "bounced", "deferred", "complained"];
/** Of these, what says that the message has left SES. */
const left = ["delivered", "bounced", "deferred", "complained"];

/** Reads the table by its keys, with no code of the product. */
export function openRawTable(endpoint: string, TableName: string): RawTable {
  const client = new DynamoDBClient({
    endpoint,
    region: "eu-west-2",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const items = async (pk: string, sk: string): Promise<Record<string, AttributeValue>[]> => {
    const query = {
      TableName,
      KeyConditionExpression: "PK = :pk AND begins_with(SK, :sk)",
      ExpressionAttributeValues: { ":pk": { S: pk }, ":sk": { S: sk } },
      ConsistentRead: true,
    };
    const found: Record<string, AttributeValue>[] = [];
    for await (const page of paginateQuery({ client }, query)) found.push(...(page.Items ?? []));
    return found;
  };
  return {
    ledgerOf: async edition => {
      // The batches first: progress that is read later knows no less.
      const batches = await items(`EDITION#${edition}`, "BATCH#");
      const progress = new Map(
        (await items(`EDITION#${edition}`, "PROGRESS#")).map(item => [nameOf(item), item]),
      );
      const ledger = new Map<string, RawPlace>();
      for (const batch of batches) {
        const sets = progress.get(nameOf(batch)) ?? {};
        for (const [position, { S: subscriber = "" }] of (batch.subscribers?.L ?? []).entries())
          ledger.set(placeOf(nameOf(batch), position), {
            subscriber,
            ...standing(sets, String(position)),
          });
      }
      return ledger;
    },
    forgetBulletin: async bulletin => {
      await client.send(
        new DeleteItemCommand({
          TableName,
          Key: { PK: { S: `BULLETIN#${bulletin}` }, SK: { S: "BULLETIN" } },
        }),
      );
    },
    close: () => client.destroy(),
  };
}

function nameOf(item: Record<string, AttributeValue>): string {
  return item.SK?.S?.slice(item.SK.S.indexOf("#") + 1) ?? "";
}

function standing(
  sets: Record<string, AttributeValue>,
  position: string,
): Omit<RawPlace, "subscriber"> {
  const has = (name: string) => sets[name]?.NS?.includes(position) ?? false;
  return { standing: standingOf(has), isResent: isResent(has) };
}

/** A copy that SES has refused is none. */
function isResent(has: (name: string) => boolean): boolean {
  return has("releasedAgain") || (has("released") && has("claimed") && !has("rejected"));
}

function standingOf(has: (name: string) => boolean): RawStanding {
  if (!left.some(has) && has("withheld")) return "suppressed";
  if (!left.some(has) && has("discarded")) return "rejected";
  if (known.some(has)) return "accepted";
  if (has("rejected")) return "rejected";
  if (has("suppressed")) return "suppressed";
  return has("claimed") ? "claimed" : "untouched";
}
