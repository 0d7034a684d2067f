import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { fillSecret } from "./fill-secret.ts";
import { namesOf } from "./names.ts";
import { readStage, type Stage } from "./read-stage.ts";

const usage = "npm run synth|diff|deploy|destroy -- [--stage NAME] [--yes]";

const { resolve } = createRequire(import.meta.url);
const cdkProgram = join(dirname(resolve("aws-cdk/package.json")), "bin", "cdk");

/** Runs the CDK, and gives its exit code. */
function cdk(stage: Stage, ...given: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [cdkProgram, ...given, "--context", `stage=${stage.name}`], { stdio: "inherit" });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", code => done(code ?? 1));
  });
}

const commands = {
  synth: async stage => {
    const code = await cdk(stage, "synth", "--quiet");
    if (code === 0) console.log(`The stage "${stage.name}" is in cdk.out: nothing was found against it.`);
    return code;
  },
  diff: stage => cdk(stage, "diff"),
  deploy: async (stage, yes) => {
    const approval = ["--require-approval", yes ? "never" : "broadening"];
    const { dataStack, pipelineStack, secret } = namesOf(stage.name);
    const data = await cdk(stage, "deploy", dataStack, "--exclusively", ...approval);
    if (data !== 0) return data;
    const filled = await fillSecret(new SecretsManagerClient({ region: stage.region }), secret);
    console.log(filled === "filled" ? `Made the keys: ${secret}.` : `The keys are there: ${secret}.`);
    return cdk(stage, "deploy", pipelineStack, "--exclusively", ...approval);
  },
  destroy: async (stage, yes) => {
    const { dataStack, pipelineStack, table } = namesOf(stage.name);
    const code = await cdk(stage, "destroy", pipelineStack, "--exclusively", ...(yes ? ["--force"] : []));
    if (code === 0) console.log(`The data is kept: stack ${dataStack}, table ${table}.`);
    return code;
  },
} satisfies Readonly<Record<string, (stage: Stage, yes: boolean) => Promise<number>>>;

try {
  const { values, positionals } = parseArgs({
    options: { stage: { type: "string", default: "prod" }, yes: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [name = "", ...others] = positionals;
  if (!Object.hasOwn(commands, name) || others.length > 0) throw new Error(`Usage: ${usage}`);
  process.exitCode = await commands[name as keyof typeof commands](readStage(values.stage), values.yes);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
