import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isHeld, isSending } from "../../../functions/core/bulletins/status.ts";
import { emptyAccount } from "../../../functions/core/ledger/account.ts";
import { sayCount } from "../../../functions/core/text/say-count.ts";
import type { SingleLetter } from "../../../functions/core/writing/single-letter.ts";
import { countUnlisted } from "../../../functions/steps/people/restore-listed.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { createLog } from "../../cli/log.ts";
import type { ProgressLine } from "../../cli/progress-line.ts";
import { sayReason } from "../../cli/say-reason.ts";
import { servicesBeside } from "../aws/services/services-beside.ts";
import { type Directory, endWithServices } from "../directory.ts";
import { isWriteRefusal } from "../disk-trouble.ts";
import { writeEndpoints } from "../endpoints.ts";
import { type LocalPipeline, startLocalPipeline } from "../local-pipeline.ts";
import { openSite } from "../site/local-site.ts";
import { runTsx } from "../site/run-tsx.ts";
import type { LetterArguments } from "./letter-arguments.ts";
import type { CheckedColleagues } from "./list/check-colleagues.ts";
import { isAddressedTo } from "./list/letter-list.ts";
import { isPassing } from "./passing-failure.ts";
import { showSending } from "./progress/sending-progress.ts";
import type { LetterImage } from "./read-letter-images.ts";
import { CannotEnd, openRunState, type RunState } from "./run-state.ts";
import { accountAsJson, accountAsText } from "./say-account.ts";
import { sayUnexpected } from "./say-unexpected.ts";
import { sendLetter } from "./send-letter.ts";
import { uncertainFile, writeUncertain } from "./uncertain/uncertain-file.ts";
import { hearEvents, readSent } from "./until-settled.ts";

export type LetterRun = {
  readonly given: LetterArguments;
  readonly letter: SingleLetter;
  /** The files that the letter shows. */
  readonly images: readonly LetterImage[];
  readonly list: CheckedColleagues;
  readonly directory: Directory;
  readonly progress: ProgressLine;
};

/** Between two attempts to reach a service that does not answer. */
const tryAgainMs = 2_000;

/**
 * Starts the pipeline, sends the letter, prints the account, and stops the pipeline. Returns the
 * exit code. Throws BadInput, with nothing printed, if the list cannot be imported.
 */
export async function runLetter(run: LetterRun): Promise<number> {
  const { given, letter, directory, progress } = run;
  const log = createLog(join(directory.path, "pipeline.log"));
  const state = openRunState(directory.path, progress);
  const ended: (() => Promise<void>)[] = [];
  let error: string | undefined;
  let badInput: BadInput | undefined;
  try {
    await Promise.race([sendAll(run, state, log.write, ended), state.cannotEnd]);
    error = state.trouble;
  } catch (cause) {
    if (cause instanceof BadInput) badInput = cause;
    else if (cause instanceof CannotEnd)
      error = "A service did not answer, so the run ended before the letters under way did.";
    else if (isWriteRefusal(cause)) state.refused(cause);
    if (!badInput)
      error ??= state.trouble ?? sayUnexpected(cause, join(given.data, "pipeline.log"));
  }
  await state.release();
  progress.end();
  const sent = state.seen ?? { edition: { id: letter.editionId }, account: emptyAccount };
  if (state.seen && isHeld(state.seen.edition))
    progress.say(`Held: ${sayReason(state.seen.edition.reason)}`);
  if (error !== undefined) progress.say(error);
  const files = { outbox: join(given.data, "outbox"), uncertain: uncertainFile(given.data) };
  if (given.json && !badInput) console.log(accountAsJson(sent, files, error));
  else if (state.seen && !badInput) console.log(accountAsText(sent, files));
  const stopping = Promise.all(ended.reverse().map(end => end())).catch(() => {});
  await Promise.race([
    stopping,
    state.cannotEnd.catch(() => process.exit(state.ending === "interrupted" ? 130 : 1)),
  ]);
  log.close();
  if (badInput) throw badInput;
  if (error !== undefined && state.ending !== "interrupted") return 1;
  if (state.ending === "interrupted") return 130;
  const { pending, rejected, uncertain, audience } = sent.account;
  return pending + rejected + uncertain === 0 && audience > 0 ? 0 : 1;
}

/** Sends the letter and waits until the account in `state.seen` is final. */
async function sendAll(
  { given, letter, images, list, directory, progress }: LetterRun,
  state: RunState,
  log: LocalPipeline["pipeline"]["log"],
  ended: (() => Promise<void>)[],
): Promise<void> {
  const site = await openSite(3000);
  ended.push(site.stop);
  const sending = showSending(progress, list.count);
  const measure: LocalPipeline["pipeline"]["measure"] = (metric, value) => {
    if (metric === "throttled" && value > 0) state.throttled = true;
    if (metric !== "accepted" || value === 0) return;
    state.watch.moved(true);
    sending.accepted(value);
  };
  const start = () =>
    startLocalPipeline(directory, {
      siteUrl: `http://localhost:${site.port}`,
      // The site ends with this run, so the letters carry their images.
      images: "inline",
      ses: given.rate === undefined ? {} : { maxSendRate: given.rate },
      openServices: servicesBeside(() => endWithServices(given.data)),
      log,
      measure,
      say: progress.say,
      onWriteRefused: state.refused,
    });
  const local = await keepTrying(start, state, log);
  if (!local) return;
  state.local = local;
  ended.push(local.stop);
  site.showWhenAsked(local, runTsx);
  writeEndpoints(directory, local);
  let mark = "";
  const moved = (now: string, on: boolean) => {
    if (now !== mark) {
      state.watch.moved(on);
      state.throttled = false;
    }
    mark = now;
  };
  const send = () =>
    sendLetter(local, {
      letter,
      images,
      colleagues: list.colleagues,
      count: list.count,
      listVersion: list.version,
      onWait: () => progress.say("Waiting: another run is importing this letter's list."),
      onImport: imported => {
        if (state.ending !== undefined) throw new Stopped();
        moved(`import ${imported}`, true);
        progress.show("Listing", imported, list.count);
      },
      onAccount: (edition, account) => {
        state.seen = { edition, account };
        moved(`${edition.status} ${JSON.stringify(account)}`, isSending(edition));
        sending.read(account);
      },
      seemsOut: sending.seemsOut,
      uncertain: given.uncertain,
      onDecided: (decision, people) =>
        progress.say(
          decision === "resend"
            ? `Sending ${sayCount(people, "letter", "letters")} once more: Amazon SES did not confirm ${people === 1 ? "it" : "them"}.`
            : `Counting ${sayCount(people, "letter", "letters")} as delivered: Amazon SES did not confirm ${people === 1 ? "it" : "them"}.`,
        ),
      stopped: () => state.ending !== undefined,
    });
  const settled = await keepTrying(send, state, log);
  await state.watch.stop();
  await local.stopSending();
  if (!(await getEdition(local.pipeline.table, letter.editionId))) return;
  if (state.ending !== undefined && !local.ses) await hearEvents(local.pipeline, letter.editionId);
  await local.endSending();
  const sent = await readSent(local.pipeline, letter.editionId);
  state.seen = { ...sent, unlisted: await countUnlisted(local.pipeline, sent.edition) };
  await writeUncertain(local.pipeline, directory.path);
  if (state.ending === undefined && settled && !isAddressedTo(sent.edition, settled.listVersion))
    state.trouble ??= `The letter is ${sent.edition.status}, so people who are new on the list did not get it.`;
}

/** The run was asked to end before the import of the list was complete. */
class Stopped extends Error {
  override readonly name = "Stopped";
}

/**
 * Repeats `work` while services fail, so `work` must be safe to repeat. Returns undefined if the
 * run is asked to end before `work` succeeds.
 */
async function keepTrying<T>(
  work: () => Promise<T>,
  state: RunState,
  log: LocalPipeline["pipeline"]["log"],
): Promise<T | undefined> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (state.ending !== undefined && (error instanceof Stopped || isPassing(error)))
        return undefined;
      if (!isPassing(error)) throw error;
      log("waiting", { error: String(error) });
    }
    await setTimeout(tryAgainMs);
  }
}
