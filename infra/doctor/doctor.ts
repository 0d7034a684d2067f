import { endForBadInput } from "../cli/bad-input.ts";
import { endWithParent } from "../cli/end-with-parent.ts";
import { readNamedStage } from "../read-named-stage.ts";
import { createResolver } from "./checks/domain/dns.ts";
import { checksOf } from "./checks.ts";
import { readDoctorArguments } from "./doctor-arguments.ts";
import { type Examined, examine } from "./examine.ts";
import type { Deployment } from "./examined-deployment.ts";
import { localDeployment } from "./local-deployment.ts";
import { exitCodeOf, findingAsJson, findingAsText, type Look, summaryAsText } from "./report.ts";
import { stageDeployment } from "./stage-deployment.ts";
import { useOneSession } from "./use-one-session.ts";

type Target =
  | { readonly title: string; readonly deployment: Deployment }
  | { readonly title: string; readonly finding: Examined };

async function findTarget(of: ReturnType<typeof readDoctorArguments>["of"]): Promise<Target> {
  if (of.kind === "stage") {
    const stage = readNamedStage(of.stage);
    await useOneSession(stage);
    const deployment = stageDeployment(stage, createResolver(of.dns ?? process.env.DNS_SERVER));
    return {
      title: `The stage ${stage.name}: account ${stage.account}, ${stage.region}`,
      deployment,
    };
  }
  const title = `The local pipeline in ${of.data}`;
  const found = await localDeployment(of.data);
  if (found.kind === "deployment") return { title, deployment: found.deployment };
  const { what, fix } = found;
  return {
    title,
    finding: { check: "pipeline", verdict: "wrong", what, fix, weight: "stops sending" },
  };
}

/** Runs the command line. Returns the exit code. */
async function run(args: readonly string[]): Promise<number> {
  const { of, json, mail } = readDoctorArguments(args);
  const target = await findTarget(of);
  const { isTTY = false, columns } = process.stdout;
  const look: Look = {
    colours: isTTY && process.env.NO_COLOR === undefined,
    width: Math.max(60, Math.min(columns || 100, 110)),
  };
  const say = (text: string) => {
    if (!json) console.log(text);
  };
  const clear = isTTY ? "\x1b[2K" : "";
  const onStart = (check: string) => {
    if (!json && isTTY) process.stdout.write(`${clear}… ${check}\r`);
  };
  say(`${target.title}\n`);
  const manner = {
    mail,
    eventWaitMs: 60_000,
    tickWaitMs: of.kind === "local" ? 8_000 : 0,
    now: Date.now,
  };
  const all: Examined[] = [];
  const findings =
    "finding" in target
      ? [target.finding]
      : examine(checksOf(target.deployment, manner), target.deployment.unreachable, onStart);
  for await (const finding of findings) {
    all.push(finding);
    if (finding.weight !== "passed over") say(clear + findingAsText(finding, look));
  }
  if (json) console.log(JSON.stringify(all.map(findingAsJson), null, 2));
  say(clear + summaryAsText(all, look));
  return exitCodeOf(all);
}

endWithParent();
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!endForBadInput(error)) throw error;
}
