import { join } from "node:path";
import type { SingleLetter } from "../../functions/core/single-letter.ts";
import type { CheckedColleagues } from "./check-colleagues.ts";
import type { Directory } from "./directory.ts";
import type { LetterArguments } from "./letter-arguments.ts";
import { startLocalPipeline, writeEndpoints } from "./local-pipeline.ts";
import { createLog } from "./log.ts";
import type { ProgressLine } from "./progress-line.ts";
import { accountAsJson, accountAsText } from "./say-account.ts";
import { sendLetter } from "./send-letter.ts";
import { openSite } from "./site.ts";

export type LetterRun = {
  readonly given: LetterArguments;
  readonly letter: SingleLetter;
  readonly list: CheckedColleagues;
  readonly directory: Directory;
  readonly progress: ProgressLine;
};

/** Starts the pipeline, sends the letter, prints the account, and ends the pipeline; gives the exit code. */
export async function runLetter({ given, letter, list, directory, progress }: LetterRun): Promise<number> {
  const log = createLog(join(directory.path, "pipeline.log"));
  let stopping = false;
  process.once("SIGINT", () => {
    stopping = true;
    progress.say("Stopping after the letters under way. The same command goes on from there.");
  });
  const site = await openSite(3000);
  const local = await startLocalPipeline(directory, { siteUrl: `http://localhost:${site.port}`, log: log.write });
  try {
    await site.show(local);
    writeEndpoints(directory, local);
    const sent = await sendLetter(local, {
      letter,
      colleagues: list.colleagues,
      count: list.count,
      listVersion: list.version,
      onWait: () => progress.say("Waiting: another run is putting people on this letter's list."),
      onImport: imported => progress.show("Listing", imported, list.count),
      onAccount: (_, { audience, accepted, delivered, bounced, pending }) => {
        const allOut = audience > 0 && pending === 0;
        if (allOut && accepted > 0) progress.show("Delivered", delivered + bounced, accepted);
        else progress.show("Sending", audience - pending, Math.max(audience, list.count));
      },
      stopped: () => stopping,
    });
    progress.end();
    if (sent.edition.status === "held") progress.say(`Held: ${sent.edition.reason}`);
    console.log((given.json ? accountAsJson : accountAsText)(sent, join(given.data, "outbox")));
    if (stopping) return 130;
    return sent.account.pending + sent.account.rejected + sent.account.uncertain === 0 && sent.account.audience > 0 ? 0 : 1;
  } finally {
    await site.stop();
    await local.stop();
    log.close();
  }
}
