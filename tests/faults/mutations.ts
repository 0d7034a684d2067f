import type { Pipeline } from "../../functions/steps/pipeline.ts";

/** Ways to break a pipeline on purpose. A campaign that sees nothing wrong with one of them could not fail. */
export type Mutation =
  /** A worker that takes a batch does not see earlier claims, nor who has the letter. */
  | "the ledger is not respected"
  /** Some letters are said to be accepted that SES never saw. */
  | "letters are dropped"
  /** Every run imports the list at once, and each import removes people that only another has named. */
  | "imports hold no lease";

const dropped = 0.05;
const sent = ["claimed", "accepted", "evident", "delivered"];

export function mutated(pipeline: Pipeline, mutation: Mutation): Pipeline {
  if (mutation === "letters are dropped") {
    return {
      ...pipeline,
      submit: message =>
        Math.random() < dropped
          ? Promise.resolve({ kind: "accepted", messageId: "none" })
          : pipeline.submit(message),
    };
  }
  if (mutation === "imports hold no lease") return withoutLeases(pipeline);
  pipeline.table.client.middlewareStack.add(
    next => async args => {
      const answer = await next(args);
      const { Attributes } = answer.output as { Attributes?: Record<string, unknown> };
      for (const fact of sent) if (Attributes) delete Attributes[fact];
      return answer;
    },
    { step: "initialize" },
  );
  return pipeline;
}

/** What an import may do only while the list is its own, it may always. */
function withoutLeases(pipeline: Pipeline): Pipeline {
  pipeline.table.client.middlewareStack.add(
    next => args => {
      const input = args.input as { Key?: { PK?: { S?: string } }; ConditionExpression?: string };
      if (!/^(IMPORT|LIST)#/.test(input.Key?.PK?.S ?? "") || !input.ConditionExpression)
        return next(args);
      // In other words: always. What is named in a request must stand in it.
      const always = input.ConditionExpression.replace(
        "leaseUntil <= :now",
        "leaseUntil <= :now OR leaseUntil > :now",
      )
        .replace(
          "fence = :fence AND attribute_exists(leaseUntil)",
          "fence = :fence OR fence <> :fence",
        )
        .replace("fence < :fence", "fence < :fence OR fence >= :fence");
      return next({ ...args, input: { ...args.input, ConditionExpression: always } });
    },
    { step: "initialize" },
  );
  return pipeline;
}
