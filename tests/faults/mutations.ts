import type { Pipeline } from "../../functions/steps/pipeline.ts";

/** Ways to break a pipeline on purpose. A campaign that sees nothing wrong with one of them could not fail. */
export type Mutation =
  /** Whoever takes a batch does not see who was claimed on it before, nor who has the letter. */
  | "the ledger is not respected"
  /** Some letters are said to be accepted that SES never saw. */
  | "letters are dropped";

const dropped = 0.05;
const sent = ["claimed", "accepted", "evident", "delivered"];

export function mutated(pipeline: Pipeline, mutation: Mutation): Pipeline {
  if (mutation === "letters are dropped") {
    return {
      ...pipeline,
      submit: message =>
        Math.random() < dropped ? Promise.resolve({ kind: "accepted", messageId: "none" }) : pipeline.submit(message),
    };
  }
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
