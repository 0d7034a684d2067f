import {
  DeleteTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { openTable } from "../../../functions/runtime/open-table.ts";
import { readVersion, tableVersion } from "../../../functions/store/data-version.ts";
import { putItem } from "../../../functions/store/table.ts";
import { deploy } from "../../../infra/deploy/deploy.ts";
import { createTable } from "../../../infra/local/aws/create-table.ts";
import { readStage, type Stage, type StageSettings } from "../../../infra/read-stage.ts";
import { settings } from "../cdk/a-deployment.ts";
import { type Account, aWorld, emptyAccount, type Stack } from "./an-account.ts";

const prefix = "dear-colleague-local";
const data = `${prefix}-data`;
const pipeline = `${prefix}-pipeline`;
const there = {
  "address-key": "k".repeat(40),
  "link-keys": `[{"id":"a","secret":"${"l".repeat(40)}"}]`,
  "session-key": "s".repeat(40),
};
const secrets = () =>
  Object.fromEntries(Object.entries(there).map(([name, text]) => [`${prefix}/${name}`, text]));
const domain: readonly [string, string] = ["AWS::SES::EmailIdentity", settings.sendingDomain];
const pool: readonly [string, string] = ["AWS::Cognito::UserPool", "eu-west-2_a"];
const deployed = (): Pick<Account, "stacks" | "secrets" | "identities" | "userPools"> => ({
  stacks: {
    [data]: { status: "UPDATE_COMPLETE", protected: true },
    [pipeline]: { status: "CREATE_COMPLETE", resources: [["AWS::SNS::Topic", "t"], domain, pool] },
  },
  secrets: secrets(),
  identities: [settings.sendingDomain],
  userPools: { "eu-west-2_a": { CaseSensitive: false } },
});

const stageWith = (change: Partial<StageSettings> = {}): Stage =>
  readStage("local", { local: { ...settings, ...change } });

/** The tests of a worker share one DynamoDB, and every account here has the same stage. */
async function dropTable(client: DynamoDBClient, TableName: string): Promise<void> {
  try {
    await client.send(new DeleteTableCommand({ TableName }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}

/** Deploys into an account that is as given. The CDK's runs succeed, unless one is to fail; a stack that was created is there. */
async function deployTo(
  given: Partial<Account>,
  how: { change?: Partial<StageSettings>; failing?: string } = {},
) {
  const account = { ...emptyAccount(), ...given };
  const run = await aWorld(account, command => {
    const name = command.split(" ")[1] ?? "";
    const failed = command.includes(how.failing ?? "nothing");
    account.stacks[name] = {
      ...account.stacks[name],
      status: failed ? "ROLLBACK_COMPLETE" : "CREATE_COMPLETE",
    };
    return failed ? 1 : 0;
  });
  const table = openTable(run.world.clients.dynamodb, prefix);
  await dropTable(table.client, prefix);
  await createTable(table.client, prefix);
  const go = () => deploy(stageWith(how.change), true, run.world);
  return { ...run, account, items: table, go };
}

const creating = (name: string) =>
  `deploy ${name} --exclusively --import-existing-resources --context protect=no --require-approval never`;
const updating = (name: string) => `deploy ${name} --exclusively --require-approval never`;

describe("a first deployment", () => {
  it("makes the secrets before any stack, creates each stack, and then protects it", async () => {
    const { runs, said, account, items, go } = await deployTo({});
    expect(await go()).toBe(0);
    expect(runs).toEqual([creating(data), updating(data), creating(pipeline), updating(pipeline)]);
    expect(Object.keys(account.secrets).sort()).toEqual(Object.keys(secrets()).sort());
    expect(said.join("\n")).toContain("Made the secret address-key.");
    expect(await readVersion(items)).toBe(tableVersion);
  });

  it("asks before permissions grow, unless an option says not to", async () => {
    const { runs, world } = await deployTo({});
    await deploy(stageWith(), false, world);
    for (const run of runs) expect(run).toMatch(/--require-approval broadening$/);
  });

  it("can be repeated when the pipeline could not be created: the same secrets, the table's stack updated, nothing in the way", async () => {
    const first = await deployTo({}, { failing: creating(pipeline) });
    expect(await first.go()).toBe(1);
    expect(first.runs).toEqual([creating(data), updating(data), creating(pipeline)]);
    expect(first.said.at(-1)).toContain(
      `${pipeline} could not be created. Fix what CloudFormation names above`,
    );
    const { stacks, secrets: made } = structuredClone(first.account);
    const again = await deployTo({ stacks, secrets: made });
    expect(await again.go()).toBe(0);
    expect(again.runs).toEqual([updating(data), creating(pipeline), updating(pipeline)]);
    expect(again.said.join("\n")).toContain(
      `The last creation of ${pipeline} failed. Its remains are removed first.`,
    );
    expect(again.account.secrets).toEqual(made);
  });

  it("can be repeated when the protection could not be put on", async () => {
    const { runs, go } = await deployTo({ stacks: { [data]: { status: "CREATE_COMPLETE" } } });
    expect(await go()).toBe(0);
    expect(runs).toEqual([updating(data), creating(pipeline), updating(pipeline)]);
  });

  it("notes its version when the pipeline is created, even if the protection cannot be put on", async () => {
    const { items, go } = await deployTo({}, { failing: updating(pipeline) });
    expect(await go()).toBe(1);
    expect(await readVersion(items)).toBe(tableVersion);
  });

  it("takes back a table with its content after its stack was deleted", async () => {
    const { runs, said, items, go } = await deployTo({ secrets: secrets() });
    await putItem(items, { PK: "BULLETIN#b", SK: "BULLETIN" });
    expect(await go()).toBe(0);
    expect(said).toContain(
      `The table ${prefix} exists: its stack takes it over, with its content.`,
    );
    expect(runs[0]).toBe(creating(data));
  });
});

describe("a later deployment", () => {
  it("updates both stacks, the data first, and changes no secret", async () => {
    const { runs, account, go } = await deployTo(deployed());
    expect(await go()).toBe(0);
    expect(runs).toEqual([updating(data), updating(pipeline)]);
    expect(account.secrets).toEqual(secrets());
    expect(account.asked).not.toContain("CreateSecret");
    expect(account.asked).not.toContain("PutSecretValue");
  });

  it("updates the pipeline first if it uses exports of an older version's data stack", async () => {
    const given = deployed();
    given.stacks[data] = { status: "UPDATE_COMPLETE", protected: true, exports: true };
    const { runs, go } = await deployTo(given);
    expect(await go()).toBe(0);
    expect(runs).toEqual([updating(pipeline), updating(data)]);
  });

  it("notes its version when the pipeline runs, even if the data stack of an older version fails after it", async () => {
    const given = deployed();
    given.stacks[data] = { status: "UPDATE_COMPLETE", protected: true, exports: true };
    const { items, go } = await deployTo(given, { failing: updating(data) });
    expect(await go()).toBe(1);
    expect(await readVersion(items)).toBe(tableVersion);
  });

  it("stops at the first stack that fails, and notes no version", async () => {
    const { runs, items, go } = await deployTo(deployed(), { failing: updating(data) });
    expect(await go()).toBe(1);
    expect(runs).toEqual([updating(data)]);
    expect(await readVersion(items)).toBe(0);
  });
});

describe("a deployment that would fail half-way", () => {
  const nothingRan = async (given: Partial<Account>, change: Partial<StageSettings> = {}) => {
    const { runs, account, go } = await deployTo(given, { change });
    const before = { ...account.secrets };
    const refusal = await go().catch(error => error);
    expect(refusal).toMatchObject({ name: "Refusal" });
    expect([runs, account.secrets]).toEqual([[], before]);
    return (refusal as Error).message;
  };
  const withStack = (name: string, stack: Stack) => ({
    ...deployed(),
    stacks: { ...deployed().stacks, [name]: stack },
  });

  it("is refused if SES knows the domain and the stack did not create it", async () => {
    const said = await nothingRan({ identities: [settings.sendingDomain] });
    expect(said).toContain(
      "SES in eu-west-2 knows letters.example.org already, and this stage did not create it.",
    );
    expect(said).toContain('set identity: "existing" for "local" in infra/stages.ts');
  });

  it("is refused if an identity called “existing” does not exist, or is the stack's own", async () => {
    expect(await nothingRan({}, { identity: "existing" })).toContain(
      'does not know letters.example.org, but the stage "local" has',
    );
    expect(await nothingRan(deployed(), { identity: "existing" })).toContain(
      "its stack would delete it",
    );
  });

  it("goes on with an existing identity if the settings say so", async () => {
    const { go } = await deployTo(
      { identities: [settings.sendingDomain] },
      { change: { identity: "existing" } },
    );
    expect(await go()).toBe(0);
  });

  it("is refused if the user pool's names are case-sensitive, and goes on if the settings keep it so", async () => {
    const given = { ...deployed(), userPools: { "eu-west-2_a": {} } };
    const said = await nothingRan(given);
    expect(said).toContain(
      "In the user pool eu-west-2_a in eu-west-2, Ada@… and ada@… are two people, and Cognito cannot change that.",
    );
    expect(said).toContain("caseSensitiveNames: true");
    const signIn = { kind: "cognito", mfa: "required", caseSensitiveNames: true } as const;
    expect(await (await deployTo(given, { change: { signIn } })).go()).toBe(0);
    expect(await nothingRan(deployed(), { signIn })).toContain(
      "Leave caseSensitiveNames out of signIn",
    );
  });

  it.each<[string, Stack, string]>([
    [
      "is being changed",
      { status: "UPDATE_IN_PROGRESS" },
      "is being changed (UPDATE_IN_PROGRESS). Wait",
    ],
    [
      "failed and is protected",
      { status: "ROLLBACK_COMPLETE", protected: true },
      "--no-enable-termination-protection",
    ],
    [
      "was half deleted",
      { status: "DELETE_FAILED" },
      "aws cloudformation delete-stack --stack-name",
    ],
  ])("is refused if a stack %s", async (_, stack, says) => {
    for (const name of [data, pipeline])
      expect(await nothingRan(withStack(name, stack))).toContain(says);
  });

  it("is refused if the table has items of a newer version", async () => {
    const { runs, items, go } = await deployTo(deployed());
    await putItem(items, { PK: "VERSION", SK: "VERSION", version: tableVersion + 1 });
    await expect(go()).rejects.toThrow("deploy the newer code again");
    expect(runs).toEqual([]);
  });

  it("is refused if the table has items and the key that hashed them is missing", async () => {
    const { runs, account, items, go } = await deployTo({ ...deployed(), secrets: {} });
    await putItem(items, { PK: "BULLETIN#b", SK: "BULLETIN" });
    await expect(go()).rejects.toThrow(
      `there is no secret ${prefix}/address-key. A new one is not created: nobody would be known`,
    );
    expect([runs, account.secrets]).toEqual([[], {}]);
  });
});
