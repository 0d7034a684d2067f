import { writeSync } from "node:fs";
import type { Pipeline } from "../../functions/steps/pipeline.ts";

/** The file descriptor on which a process of the campaign tells what it is at. */
export const notesDescriptor = 3;

/**
 * Writes a note, which is with the campaign even if this process dies at once. `*`: is at work; `t`: has ticked; `+edition`, `-edition`: begins
 * and ends work at it; `aedition batch position`: SES has answered; `!point`: dies at the point; `=edition batch positions`: an event of each of these is in the ledger.
 */
export function note(text: string): void {
  writeSync(notesDescriptor, `${text}\n`);
}

type Input = {
  readonly Key?: { PK?: { S?: string }; SK?: { S?: string } };
  readonly Item?: { PK?: { S?: string } };
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeValues?: Record<string, { N?: string; NS?: string[] }>;
};

/** Tells at which editions the pipeline is at work: it writes to them, submits their letters, or holds a lease of theirs. */
export function noted(pipeline: Pipeline): Pipeline {
  pipeline.table.client.middlewareStack.add(
    next => async args => {
      const input = args.input as Input;
      const key = (input.Key ?? input.Item)?.PK?.S ?? "";
      if (!key.startsWith("EDITION#") || !(input.UpdateExpression ?? input.Item)) return next(args);
      const edition = key.slice("EDITION#".length);
      note(`+${edition}`);
      try {
        const answer = await next(args);
        if (/leaseOwner = :owner,/.test(input.UpdateExpression ?? "")) note(`+${edition}`);
        if (input.ExpressionAttributeValues?.[":until"]?.N === "0") note(`-${edition}`);
        const { ":evident": sent, ":delivered": delivered } = input.ExpressionAttributeValues ?? {};
        const evident = [...(sent?.NS ?? []), ...(delivered?.NS ?? [])];
        if (evident.length > 0)
          note(`=${edition} ${input.Key?.SK?.S?.slice("PROGRESS#".length)} ${evident.join()}`);
        return answer;
      } finally {
        note(`-${edition}`);
      }
    },
    { step: "initialize" },
  );
  return {
    ...pipeline,
    submit: async message => {
      note(`+${message.place?.edition}`);
      const outcome = await pipeline.submit(message);
      const { edition, batch, position } = message.place ?? {};
      if (outcome.kind === "accepted") note(`a${edition} ${batch} ${position}`);
      note(`-${message.place?.edition}`);
      return outcome;
    },
  };
}
