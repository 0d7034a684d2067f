import type { HistoryItem } from "../../core/access/history-item.ts";
import {
  type AskedMark,
  type AskingEmail,
  askedMarkSchema,
  isAskingOver,
  nextWorkAt,
  type Reconfirmation,
  reconfirmationSchema,
} from "../../core/people/reconfirm/reconfirmation.ts";
import { getItems } from "../batch-requests.ts";
import { parseDue } from "../due-index.ts";
import { historyWrite } from "../history/histories.ts";
import {
  getItem,
  type Item,
  type Key,
  type OnUnreadable,
  putItemIf,
  type Table,
  updateItem,
} from "../table.ts";
import { transact } from "../transact.ts";

/** A list's own item sorts after every subscriber id: those begin with a digit. */
const reconfirmationKey = (list: string): Key => ({ PK: `LIST#${list}`, SK: "RECONFIRM" });
const markKey = (id: string, subscriber: string): Key => ({ PK: `ASKED#${id}`, SK: subscriber });

/** The marks stay for a year after the last day: they prove who was asked. */
const markDays = 365;

function itemOf(reconfirmation: Reconfirmation): Key & Item {
  const at = nextWorkAt(reconfirmation);
  return {
    ...reconfirmationKey(reconfirmation.list),
    ...reconfirmationSchema.parse(reconfirmation),
    ...(at !== undefined && { due: "RECONFIRM", dueAt: new Date(at).toISOString() }),
  };
}

/** Returns the latest reconfirmation of a list. */
export async function getReconfirmation(
  table: Table,
  list: string,
): Promise<Reconfirmation | undefined> {
  const item = await getItem(table, reconfirmationKey(list), { consistent: true });
  return item && reconfirmationSchema.parse(item);
}

/** Returns the reconfirmations with something to do at `now`. */
export function dueReconfirmations(
  table: Table,
  now: Date,
  onUnreadable?: OnUnreadable,
): Promise<Reconfirmation[]> {
  const read = (item: Item) => reconfirmationSchema.parse(item);
  return parseDue(table, { due: "RECONFIRM", until: now }, read, onUnreadable);
}

/** Stores a new one; returns false if the list has another that is not over. */
export async function insertReconfirmation(
  table: Table,
  reconfirmation: Reconfirmation,
  history: HistoryItem,
  known: Reconfirmation | undefined,
): Promise<boolean> {
  if (known && !isAskingOver(known)) return false;
  const condition = known ? isKnown(known) : { expression: "attribute_not_exists(PK)" };
  const put = { kind: "put", item: itemOf(reconfirmation), condition } as const;
  return (await transact(table, [put, historyWrite(history)], history.id)).kind === "written";
}

const isKnown = ({ id, version }: Pick<Reconfirmation, "id" | "version">) => ({
  expression: "id = :id AND version = :version",
  values: { ":id": id, ":version": version },
});

/**
 * Stores what `next` is, with the decision's history item if it is one. Returns what is stored, or
 * undefined if another change came after `known`.
 */
export async function changeReconfirmation(
  table: Table,
  known: Reconfirmation,
  next: Reconfirmation,
  history?: HistoryItem,
): Promise<Reconfirmation | undefined> {
  const stored = { ...next, version: known.version + 1 };
  const item = itemOf(stored);
  const condition = isKnown(known);
  const isStored = history
    ? (await transact(table, [{ kind: "put", item, condition }, historyWrite(history)], history.id))
        .kind === "written"
    : await putItemIf(table, item, condition);
  return isStored ? stored : undefined;
}

/** Returns the marks of some people, by person. */
export async function getAskedMarks(
  table: Table,
  id: string,
  subscribers: readonly string[],
): Promise<Map<string, AskedMark>> {
  const items = await getItems(
    table,
    subscribers.map(each => markKey(id, each)),
  );
  return new Map(items.map(item => [String(item.SK), askedMarkSchema.parse(item)]));
}

type AskedEmail = {
  readonly reconfirmation: Pick<Reconfirmation, "id" | "answerBy">;
  readonly subscriber: string;
  readonly email: AskingEmail;
};

/** Claims an email to a person before it goes out; returns false if it is claimed or sent. */
export async function claimAsking(
  table: Table,
  { reconfirmation, subscriber, email }: AskedEmail,
  claimed: { readonly at: string; readonly claim: string },
): Promise<boolean> {
  const lastDay = Date.parse(reconfirmation.answerBy) / 1000;
  const done = await updateItem(table, markKey(reconfirmation.id, subscriber), {
    UpdateExpression: "SET #email = :email, expires = :expires",
    ConditionExpression: "attribute_not_exists(#email) OR #email.#claim = :claim",
    ExpressionAttributeNames: { "#email": email, "#claim": "claim" },
    values: {
      ":email": claimed,
      ":claim": claimed.claim,
      ":expires": Math.ceil(lastDay) + markDays * 86_400,
    },
  });
  return done !== undefined;
}

/** Stores what became of a claimed email. Undefined: it did not go out, and is claimed again. */
export async function settleAsking(
  table: Table,
  { reconfirmation, subscriber, email }: AskedEmail,
  settled: AskedMark[AskingEmail],
): Promise<void> {
  await updateItem(table, markKey(reconfirmation.id, subscriber), {
    UpdateExpression: settled ? "SET #email = :email" : "REMOVE #email",
    ExpressionAttributeNames: { "#email": email },
    values: settled ? { ":email": settled } : {},
  });
}
