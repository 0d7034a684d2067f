import { setTimeout } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { fullJitter } from "../store/back-off.ts";
import type { Table } from "../store/table.ts";

/** Returns a table that really waits before it repeats a request. */
export function openTable(client: DynamoDBClient, name: string): Table {
  const sleep = (milliseconds: number) => setTimeout(milliseconds);
  return { client, name, backOff: fullJitter({ random: Math.random, sleep }) };
}
