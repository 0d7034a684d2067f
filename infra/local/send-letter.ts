import type { Account } from "../../functions/core/account.ts";
import type { Colleague } from "../../functions/core/colleague.ts";
import type { Edition } from "../../functions/core/edition.ts";
import type { SingleLetter } from "../../functions/core/single-letter.ts";
import { addressAgain } from "../../functions/steps/address-edition.ts";
import { composeEdition } from "../../functions/steps/compose-edition.ts";
import { resumeEdition } from "../../functions/steps/hold-edition.ts";
import { readAccount } from "../../functions/steps/read-account.ts";
import { redriveEdition } from "../../functions/steps/redrive-edition.ts";
import { countUnlisted } from "../../functions/steps/restore-listed.ts";
import { putBulletin } from "../../functions/store/bulletins.ts";
import { getEdition } from "../../functions/store/editions.ts";
import { addEntry } from "../../functions/store/entries.ts";
import { fillLetterList, restoreAllListed } from "./letter-list.ts";
import type { LocalPipeline } from "./local-pipeline.ts";

export type SendLetterOptions = {
  readonly letter: SingleLetter;
  readonly colleagues: () => AsyncIterable<Colleague>;
  /** How many colleagues those are. */
  readonly count: number;
  /** Names the list's content: with another, those who are new to it get the letter as well. */
  readonly listVersion: string;
  /** Another run is putting people on the letter's list; this one waits. */
  readonly onWait?: () => void;
  readonly onImport: (imported: number) => void;
  readonly onAccount: (edition: Edition, account: Account) => void;
  readonly stopped: () => boolean;
};

/** `unlisted`: of the suppressed, those who are only not on the list that was given this time. */
export type Sent = { readonly edition: Edition; readonly account: Account; readonly unlisted?: number | undefined };

/** Sends one letter to one list with the steps of the pipeline, or goes on where an earlier run stopped. */
export async function sendLetter(local: LocalPipeline, options: SendLetterOptions): Promise<Sent> {
  const { pipeline, template } = local;
  const { letter } = options;
  const known = await getEdition(pipeline.table, letter.editionId);
  await putBulletin(pipeline.table, letter.bulletin, new Date(pipeline.now()));
  const listVersion = await fillLetterList(pipeline, known, options);
  await addEntry(pipeline.table, letter.entry);
  const edition = known && (await resumeEdition(pipeline, known));
  if (edition && edition.listVersion !== listVersion) await restoreAllListed(pipeline, edition);
  if (!edition || edition.status === "composing") {
    await composeEdition(pipeline, template, letter.bulletin, new Date(edition?.slot ?? pipeline.now()), {
      id: letter.editionId,
      entries: [letter.entry.id],
      listVersion,
    });
  } else await redriveEdition(pipeline, edition);
  local.start();
  const sent = await untilSettled(local, { ...options, listVersion });
  return { ...sent, unlisted: await countUnlisted(pipeline, sent.edition) };
}

/** Milliseconds. */
const lookEvery = 200;
const quiet = { withoutEvents: 3_000, withEvents: 10_000 };

/** Looks after the edition as the clock does, until all is settled and SES's events have come, or come no more. */
async function untilSettled({ pipeline }: LocalPipeline, options: SendLetterOptions): Promise<Sent> {
  let last = { mark: "", at: pipeline.now(), redriven: pipeline.now() };
  for (;;) {
    const began = pipeline.now();
    const edition = await getEdition(pipeline.table, options.letter.editionId);
    if (!edition) throw new Error("the edition is gone from the table");
    const account = await readAccount(pipeline, edition.id);
    options.onAccount(edition, account);
    const mark = `${edition.status} ${JSON.stringify(account)}`;
    if (mark !== last.mark) last = { ...last, mark, at: pipeline.now() };
    const still = pipeline.now() - last.at;
    const resting =
      edition.status === "finished" || edition.status === "held" || edition.status === "stopped" || edition.status === "empty";
    const heard = account.delivered + account.bounced + account.deferred;
    if (options.stopped()) return { edition, account };
    if (edition.listVersion !== options.listVersion && edition.status !== "addressing") {
      if (!(await addressAgain(pipeline, edition, options.listVersion))) return { edition, account };
    } else if (resting && (heard >= account.accepted || still > (heard > 0 ? quiet.withEvents : quiet.withoutEvents)))
      return { edition, account };
    else if (
      !resting &&
      (account.pending === 0 || still > pipeline.limits.stall) &&
      pipeline.now() - last.redriven > Math.min(pipeline.limits.stall, 1_000)
    ) {
      await redriveEdition(pipeline, edition);
      last = { ...last, redriven: pipeline.now() };
    }
    // Reading the account of a large audience takes its time; the sending comes first.
    await pipeline.sleep(Math.max(lookEvery, (pipeline.now() - began) * 10));
  }
}
