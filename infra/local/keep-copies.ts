import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { joined } from "../../functions/mail/pieces.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { isWriteRefusal } from "./disk-trouble.ts";

/**
 * Keeps copies of the letters that another SES accepts in the directory's outbox, as the local SES
 * does. Each copy is written before its letter is submitted: if the disk is full, the letter waits.
 * If a copy cannot be given its name afterwards, that is logged.
 */
export function keepCopies(
  submit: Pipeline["submit"],
  directory: string,
  log: Pipeline["log"],
  onWriteRefused: (error: unknown, file: string) => void = () => {},
): Pipeline["submit"] {
  const outbox = join(directory, "outbox");
  mkdirSync(outbox, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(outbox))
    if (name.endsWith(".new")) rmSync(join(outbox, name), { force: true });
  let number = 0;
  return async message => {
    const copy = join(outbox, `${process.pid}-${number++}.new`);
    try {
      writeFileSync(copy, joined(message.data), { mode: 0o600 });
    } catch (error) {
      rmSync(copy, { force: true });
      if (!isWriteRefusal(error)) throw error;
      onWriteRefused(error, outbox);
      return { kind: "throttled" };
    }
    let kept: string | undefined;
    try {
      const outcome = await submit(message);
      if (outcome.kind === "accepted")
        kept = `${outcome.messageId.replace(/[^A-Za-z0-9._-]/g, "_")}.eml`;
      return outcome;
    } finally {
      try {
        if (kept === undefined) rmSync(copy, { force: true });
        else renameSync(copy, join(outbox, kept));
      } catch (error) {
        log("copy-not-kept", { error: String(error) });
      }
    }
  };
}
