import { join } from "node:path";
import { lazily } from "../../functions/runtime/lazily.ts";
import { fetchPublic } from "../../functions/runtime/outside/fetch-public.ts";
import { runClock } from "../../functions/steps/clock/run-clock.ts";
import { readFeeds } from "../../functions/steps/feeds/read-feeds.ts";
import { readAccount } from "../../functions/steps/ledger/read-account.ts";
import { BadInput, endForBadInput } from "../cli/bad-input.ts";
import { endWithParent } from "../cli/end-with-parent.ts";
import { onInterrupt, surviveClosedTerminal } from "../cli/interrupt.ts";
import { createLog } from "../cli/log.ts";
import { readArguments, refuseArguments } from "../cli/read-arguments.ts";
import { rateIn } from "./aws/services/rate-argument.ts";
import { servicesBeside } from "./aws/services/services-beside.ts";
import { endAfterLoss, endWithServices, openDirectory } from "./directory.ts";
import { isWriteRefusal, sayWriteRefusal } from "./disk-trouble.ts";
import { writeEndpoints } from "./endpoints.ts";
import { startLocalPipeline } from "./local-pipeline.ts";
import { makeFilesPrivate, makePrivate } from "./private-files.ts";
import { sampleBulletin, sendSample, setSampleClock } from "./sample.ts";
import { openSite } from "./site/local-site.ts";
import { correctSample } from "./site/sample-correction.ts";

const startUsage = "Usage: npm start -- [--data DIR] [--clock fast] [--rate N]";
const wantedPort = 3000;

/** On AWS the clock ticks once a minute. Here a person is watching. */
const tickEveryMs = 5_000;
/** On AWS, feeds are read every 15 minutes. */
const readFeedsEveryMs = 60_000;

async function start(): Promise<void> {
  const options = {
    data: { type: "string", default: ".local" },
    clock: { type: "string" },
    rate: { type: "string" },
  } as const;
  const { values, positionals } = readArguments(process.argv.slice(2), options, startUsage);
  refuseArguments(positionals, "Name a directory with --data.", startUsage);
  if (values.clock !== undefined && values.clock !== "fast")
    throw new BadInput(`--clock can only be "fast", not "${values.clock}".`, startUsage);
  const maxSendRate = rateIn(values.rate, startUsage);
  const directory = await openDirectory(values.data, { onLost: () => endAfterLoss(values.data) });
  if (!directory) {
    console.error(
      `${values.data}: another run uses this directory. End it, or name another directory: npm start -- --data DIR`,
    );
    process.exitCode = 2;
    return;
  }
  makePrivate(directory.path);
  const log = createLog(join(directory.path, "pipeline.log"));
  const site = await openSite(wantedPort);
  if (site.port !== wantedPort)
    console.log(`Port ${wantedPort} is taken. The site is at port ${site.port}.`);
  const siteUrl = `http://localhost:${site.port}`;
  const onWriteRefused = (error: unknown, file: string) => {
    if (isWriteRefusal(error)) console.error(sayWriteRefusal(error, file));
  };
  const [local] = await Promise.all([
    startLocalPipeline(directory, {
      siteUrl,
      ses: maxSendRate === undefined ? {} : { maxSendRate },
      openServices: servicesBeside(() => endWithServices(values.data)),
      log: log.write,
      say: console.error,
      onWriteRefused,
    }),
    import("./site/site-pages.ts"), // While the services start, this process loads the pages.
  ]);
  await site.show(local);
  writeEndpoints(directory, local);
  local.start();
  const edition = await sendSample(local);
  const isFast = values.clock === "fast";
  await setSampleClock(local, isFast);
  const clock = setInterval(() => {
    runClock(local.pipeline, local.template).catch(error =>
      log.write("clock-failed", { error: String(error) }),
    );
  }, tickEveryMs);
  const feeds = setInterval(() => {
    readFeeds(local.pipeline, fetchPublic).catch(error =>
      log.write("feeds-failed", { error: String(error) }),
    );
  }, readFeedsEveryMs);
  console.log(
    `\n  Editors   ${local.pipeline.siteUrl}/\n  Outbox    ${local.pipeline.siteUrl}/outbox\n  Log       ${join(values.data, "pipeline.log")}\n\nPress Ctrl-C to stop.`,
  );
  if (isFast)
    console.log(`${sampleBulletin.name} is due each minute. Mark an entry as ready, and wait.`);

  const end = lazily(async () => {
    clearInterval(clock);
    clearInterval(feeds);
    await site.stop();
    await local.stop();
    log.close();
    directory.release();
  });
  onInterrupt(
    () => void end(),
    () => process.exit(130),
  );
  await sayWhenSent(local, edition);
  const correction = await correctSample(local, edition);
  if (correction !== undefined)
    console.log(`It had a mistake. Its correction: ${siteUrl}/editions/${correction}`);
}

async function sayWhenSent(
  { pipeline }: Awaited<ReturnType<typeof startLocalPipeline>>,
  edition: string,
): Promise<void> {
  for (let looks = 0; looks < 100; looks++) {
    const account = await readAccount(pipeline, edition);
    if (
      account.audience > 0 &&
      account.pending === 0 &&
      account.delivered + account.bounced >= account.accepted
    ) {
      console.log(
        `The sample edition went to ${account.audience} colleagues: ${account.accepted} accepted, ${account.delivered} delivered, ${account.bounced} bounced, ${account.rejected} rejected.`,
      );
      return;
    }
    await pipeline.sleep(200);
  }
}

makeFilesPrivate();
surviveClosedTerminal();
endWithParent();
await start().catch(error => {
  if (endForBadInput(error)) process.exit();
  console.error(isWriteRefusal(error) ? sayWriteRefusal(error) : `Cannot start: ${String(error)}.`);
  process.exit(1);
});
