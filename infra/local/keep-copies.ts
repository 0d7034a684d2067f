import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Pipeline } from "../../functions/steps/pipeline.ts";

/** Keeps what an SES elsewhere has accepted in the directory's outbox, as the local SES does with its own. */
export function keepCopies(submit: Pipeline["submit"], directory: string): Pipeline["submit"] {
  const outbox = join(directory, "outbox");
  mkdirSync(outbox, { recursive: true });
  return async message => {
    const outcome = await submit(message);
    if (outcome.kind === "accepted") {
      const file = join(outbox, `${outcome.messageId.replace(/[^A-Za-z0-9._-]/g, "_")}.eml`);
      writeFileSync(`${file}.new`, message.data);
      renameSync(`${file}.new`, file);
    }
    return outcome;
  };
}
