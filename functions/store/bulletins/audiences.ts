import {
  type CountedAudience,
  countedAudienceSchema,
  type PartialAudience,
  partialAudienceSchema,
} from "../../core/people/list-count.ts";
import { parseDue } from "../due-index.ts";
import {
  getItem,
  type Item,
  type Key,
  type OnUnreadable,
  type Table,
  updateItem,
} from "../table.ts";

/** One item for each bulletin with long lists: the latest count of its audience. */
const audienceKey = (bulletin: string): Key => ({ PK: `BULLETIN#${bulletin}`, SK: "AUDIENCE" });
const audienceDue = "AUDIENCE";

export type StoredAudience = {
  readonly audience: CountedAudience | undefined;
  /** How far a new count has come. */
  readonly partial: PartialAudience | undefined;
};

export async function getAudience(table: Table, bulletin: string): Promise<StoredAudience> {
  const item = (await getItem(table, audienceKey(bulletin))) ?? {};
  return {
    audience: countedAudienceSchema.optional().parse(item.audience),
    partial: partialAudienceSchema.optional().parse(item.partial),
  };
}

/** Asks the clock to count the audience of a bulletin. */
export async function askForAudience(table: Table, bulletin: string, now: Date): Promise<void> {
  await updateItem(table, audienceKey(bulletin), {
    UpdateExpression: "SET due = :due, dueAt = :now, bulletin = :bulletin",
    values: { ":due": audienceDue, ":now": now.toISOString(), ":bulletin": bulletin },
  });
}

/** Returns the ids of the bulletins whose audience is to be counted. */
export function listDueAudiences(table: Table, onUnreadable?: OnUnreadable): Promise<string[]> {
  const read = (item: Item) => String(item.bulletin);
  return parseDue(table, { due: audienceDue }, read, onUnreadable);
}

/** Stores a complete count. It ends the partial one. */
export async function putAudience(
  table: Table,
  bulletin: string,
  audience: CountedAudience,
): Promise<void> {
  await updateItem(table, audienceKey(bulletin), {
    UpdateExpression: "SET audience = :audience REMOVE #partial, due, dueAt",
    ExpressionAttributeNames: { "#partial": "partial" },
    values: { ":audience": audience },
  });
}

export async function putPartialAudience(
  table: Table,
  bulletin: string,
  partial: PartialAudience,
): Promise<void> {
  await updateItem(table, audienceKey(bulletin), {
    UpdateExpression: "SET #partial = :partial",
    ExpressionAttributeNames: { "#partial": "partial" },
    values: { ":partial": partial },
  });
}

/** Takes a bulletin that does not exist any more out of the index. */
export async function forgetAudience(table: Table, bulletin: string): Promise<void> {
  await updateItem(table, audienceKey(bulletin), {
    UpdateExpression: "REMOVE due, dueAt",
    ConditionExpression: "attribute_exists(PK)",
    values: {},
  });
}
