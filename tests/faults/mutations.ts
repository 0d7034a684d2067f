import type { Pipeline } from "../../functions/steps/pipeline.ts";

/** Ways to break a pipeline on purpose. A campaign that sees nothing wrong with one of them could not fail. */
export type Mutation =
  /** A worker that takes a batch does not see earlier claims, nor who has the letter. */
  | "the ledger is not respected"
  /** Some letters are said to be accepted that SES never saw. */
  | "letters are dropped"
  /** A person's older version, and rows made from it, replace newer ones. */
  | "versions do not count";

const dropped = 0.2;
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
  if (mutation === "versions do not count") return withoutVersions(pipeline);
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

/** A write that needs an older version is always done. */
function withoutVersions(pipeline: Pipeline): Pipeline {
  pipeline.table.client.middlewareStack.add(
    next => args => {
      const input = args.input as { Item?: { PK?: { S?: string } }; ConditionExpression?: string };
      if (!/^(SUBSCRIBER|LIST)#/.test(input.Item?.PK?.S ?? "") || !input.ConditionExpression)
        return next(args);
      // In other words: always. What is named in a request must stand in it.
      const always = input.ConditionExpression.replace(
        "version = :version",
        "version = :version OR version <> :version",
      ).replace("version < :version", "version < :version OR version >= :version");
      return next({ ...args, input: { ...args.input, ConditionExpression: always } });
    },
    { step: "initialize" },
  );
  return pipeline;
}
