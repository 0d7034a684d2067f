import type { ConsumedCapacity, DynamoDBClient } from "@aws-sdk/client-dynamodb";

export type Units = { readonly readUnits: number; readonly writeUnits: number };

/** Has DynamoDB say what each answer of a client has cost, and sums it. Indexes are in it. */
export function countUnits(client: DynamoDBClient): () => Units {
  let readUnits = 0;
  let writeUnits = 0;
  client.middlewareStack.add(
    (next, context) => async args => {
      const writes = /Put|Update|Delete|Write|Statement/.test(context.commandName ?? "");
      (args.input as { ReturnConsumedCapacity?: string }).ReturnConsumedCapacity = "TOTAL";
      try {
        const answer = await next(args);
        const units = sumOf(
          (answer.output as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] })
            .ConsumedCapacity,
        );
        if (writes) writeUnits += units;
        else readUnits += units;
        return answer;
      } catch (error) {
        // A condition that does not hold costs what the write would have, and the answer does not say how much: these items have a kilobyte at most.
        if (error instanceof Error && error.name === "ConditionalCheckFailedException")
          writeUnits += 1;
        throw error;
      }
    },
    { step: "initialize", name: "countUnits" },
  );
  return () => ({ readUnits, writeUnits });
}

function sumOf(consumed: ConsumedCapacity | readonly ConsumedCapacity[] | undefined): number {
  return [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}
