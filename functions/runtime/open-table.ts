import { setTimeout } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { fullJitter } from "../store/back-off.ts";
import type { InsertThrough } from "../store/insert-items.ts";
import type { Table } from "../store/table.ts";

/** Returns a table that really waits before it repeats a request. */
export function openTable(
  client: DynamoDBClient,
  name: string,
  insertThrough: InsertThrough = "batches",
): Table {
  const sleep = (milliseconds: number) => setTimeout(milliseconds);
  return { client, name, insertThrough, backOff: fullJitter({ random: Math.random, sleep }) };
}
