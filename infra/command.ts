import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESClient } from "@aws-sdk/client-ses";
import { BadInput, endForBadInput } from "./cli/bad-input.ts";
import { readArguments } from "./cli/read-arguments.ts";
import { askOnTerminal } from "./deploy/ask-on-terminal.ts";
import { deploy, type World } from "./deploy/deploy.ts";
import { destroy } from "./deploy/destroy.ts";
import { openSession, type Session } from "./deploy/session.ts";
import { readStage, type Stage } from "./read-stage.ts";

const usage = "Usage: npm run synth|diff|deploy|destroy -- [--stage NAME] [--yes]";

const { resolve } = createRequire(import.meta.url);
const cdkProgram = join(dirname(resolve("aws-cdk/package.json")), "bin", "cdk");

/** Runs the CDK. Returns its exit code. */
function cdk(stage: Stage, env: NodeJS.ProcessEnv, given: readonly string[]): Promise<number> {
  const child = spawn(
    process.execPath,
    [cdkProgram, ...given, "--context", `stage=${stage.name}`],
    { stdio: "inherit", env },
  );
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", code => done(code ?? 1));
  });
}

/** Runs the CDK with a session's credentials, renewed first if they would end during the step. */
const cdkIn =
  (stage: Stage, session: Session) =>
  async (...given: readonly string[]) =>
    cdk(stage, await session.environment(), given);

const say = (line: string) => console.log(line);

const commands = {
  synth: async stage => {
    const code = await cdk(stage, process.env, ["synth", "--quiet"]);
    if (code === 0) say(`The stage "${stage.name}" has no findings. Its templates are in cdk.out.`);
    return code;
  },
  diff: async stage => cdkIn(stage, await openSession(stage))("diff"),
  deploy: async (stage, yes) => {
    const session = await openSession(stage);
    const settings = { region: stage.region, credentials: session.credentials };
    const world: World = {
      place: async () => ({ region: stage.region, credentials: await session.credentials() }),
      clients: {
        ses: new SESClient(settings),
        dynamodb: new DynamoDBClient(settings),
        secrets: new SecretsManagerClient(settings),
      },
      cdk: cdkIn(stage, session),
      say,
    };
    return deploy(stage, yes, world);
  },
  destroy: async (stage, yes) => {
    const session = await openSession(stage);
    const ask = (question: string) =>
      askOnTerminal(question, "add --yes to destroy without a question.");
    return destroy(stage, yes, { cdk: cdkIn(stage, session), say, ask });
  },
} satisfies Readonly<Record<string, (stage: Stage, yes: boolean) => Promise<number>>>;

try {
  const options = {
    stage: { type: "string", default: "prod" },
    yes: { type: "boolean", default: false },
  } as const;
  const { values, positionals } = readArguments(process.argv.slice(2), options, usage);
  const [name = "", ...others] = positionals;
  if (!Object.hasOwn(commands, name) || others.length > 0) throw new BadInput(usage);
  process.exitCode = await commands[name as keyof typeof commands](
    readStage(values.stage),
    values.yes,
  );
} catch (error) {
  if (!endForBadInput(error)) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
