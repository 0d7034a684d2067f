import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { describe, expect, it, onTestFinished } from "vitest";
import { openTable } from "../../../functions/runtime/open-table.ts";
import { listTeam } from "../../../functions/store/access/members.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { BadInput } from "../../../infra/cli/bad-input.ts";
import { runTeam } from "../../../infra/commands/team.ts";
import { createTable } from "../../../infra/local/aws/create-table.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { openDirectory } from "../../../infra/local/directory.ts";
import { writeEndpoints } from "../../../infra/local/endpoints.ts";
import { startLocalPipeline } from "../../../infra/local/local-pipeline.ts";
import { readStage } from "../../../infra/read-stage.ts";
import { aBulletin, aDecision } from "../../examples/builders.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { aTemporaryDirectory } from "../a-process.ts";
import { emptyAccount, serve } from "../deploy/an-account.ts";
import { aCommand } from "./a-command.ts";

const team = aCommand("team-command.ts");

const ann = ["ann@example.org", "--name", "Ann Quaye"];
const operator = ["--roles", "operator", "--bulletins"];

describe("npm run team", { timeout: 240_000 }, () => {
  it("adds, shows and removes on the running services of a directory", async () => {
    const path = await aTemporaryDirectory();
    const directory = await openDirectory(path);
    if (!directory) throw new Error("a new directory is taken");
    const local = await startLocalPipeline(directory, {
      siteUrl: "http://localhost:3000",
      log: () => {},
    });
    onTestFinished(async () => {
      await local.stop();
      directory.release();
    });
    writeEndpoints(directory, local);
    const { table } = local.pipeline;
    await putBulletin(table, aBulletin({ id: "care-weekly" }), new Date(), aDecision());
    const here = ["--data", path];

    const added = await team(["add", ...ann, "--roles", "editor,approver", ...here]);
    expect([added.code, added.err]).toEqual([0, ""]);
    expect(added.out).toMatch(
      /^Added: Ann Quaye <ann@example\.org>: editor, approver \(not signed in yet\)$/m,
    );
    const json = await team([
      "add",
      "ANN@example.org",
      ...operator,
      "care-weekly",
      "--json",
      ...here,
    ]);
    expect(json.err).toBe("");
    expect(JSON.parse(json.out)).toMatchObject({
      kind: "invited",
      member: { address: "ann@example.org" },
    });
    const shown = await runTeam(["show", ...here]);
    expect(shown).toMatchObject({ code: 0, value: await listTeam(table) });
    expect(shown.lines).toEqual([
      "Ann Quaye <ann@example.org>: approver, editor, operator of care-weekly (not signed in yet)",
    ]);
    await expect(runTeam(["add", ...ann, ...operator, "winter-notes", ...here])).rejects.toThrow(
      'There is no bulletin "winter-notes". There are care-weekly.',
    );
    expect(await runTeam(["remove", "ann@example.org", ...here])).toMatchObject({ code: 0 });
    const again = await team(["remove", "ann@example.org", ...here]);
    expect([again.code, again.out]).toEqual([1, ""]);
    expect(again.err).toBe("ann@example.org is not on the team.\n");
    const log = await readFile(join(path, "pipeline.log"), "utf8");
    expect(log).toContain('"member-removed"');
    expect(log).not.toContain("example.org");
  });

  it("works in a directory that nobody uses, and leaves it free", async () => {
    const path = await aTemporaryDirectory();
    const run = async () => {
      const directory = await openDirectory(path);
      if (!directory) throw new Error("the directory is taken");
      const local = await startLocalPipeline(directory, {
        siteUrl: "http://localhost:3000",
        log: () => {},
      });
      writeEndpoints(directory, local);
      const members = await listTeam(local.pipeline.table);
      await local.stop();
      directory.release();
      return members;
    };
    expect(await run()).toEqual([]);
    await runTeam(["add", ...ann, "--roles", "editor", "--data", path]);
    expect(await run()).toMatchObject([{ name: "Ann Quaye", grants: [{ role: "editor" }] }]);
  });

  it("works on a stage with its table and key, after it has checked the account", async () => {
    const stage = readStage("prod");
    const account = { ...emptyAccount(), number: stage.account };
    account.secrets["dear-colleague-prod/address-key"] = "k".repeat(32);
    const aws = await serve(account);
    const { endpoints } = await aPipeline();
    const client = new DynamoDBClient(localEndpoint(endpoints.dynamodb));
    onTestFinished(() => client.destroy());
    await createTable(client, "dear-colleague-prod");
    const given = {
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_ENDPOINT_URL_STS: aws,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: aws,
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    };
    const added = await team(["add", ...ann, "--roles", "editor", "--stage", "prod"], given);
    expect([added.code, added.err]).toEqual([0, ""]);
    expect(await listTeam(openTable(client, "dear-colleague-prod"))).toMatchObject([
      { address: "ann@example.org", grants: [{ role: "editor" }] },
    ]);
    const other = await serve({ ...emptyAccount(), number: "999999999999" });
    const refused = await team(["show", "--stage", "prod"], {
      ...given,
      AWS_ENDPOINT_URL_STS: other,
    });
    expect([refused.code, refused.out]).toEqual([2, ""]);
    expect(refused.err).toContain("Name a profile of that account");
  });

  it.each<[string, string[], RegExp]>([
    ["nothing", [], /^Say what to do: add, show or remove\.\nUsage: /],
    ["an unknown verb", ["promote"], /^There is no "promote"\./],
    ["an unknown option", ["show", "--all"], /^There is no option --all\./],
    [
      "an option of add",
      ["show", "--name", "Ann"],
      /^--name, --roles and --bulletins belong to add/,
    ],
    ["nobody", ["remove"], /^Name a person by their address\./],
    ["two people", ["remove", "a@example.org", "b@example.org"], /^Unexpected argument "b@/],
    ["no role", ["add", ...ann], /^Name at least one role/],
    ["an unknown role", ["add", ...ann, "--roles", "admin"], /^There is no role "admin"\./],
    ["a bad address", ["add", "ann@", "--roles", "editor"], /^ann@: the part after the "@"/],
    [
      "a bad bulletin",
      ["add", ...ann, "--roles", "editor", "--bulletins", "Care"],
      /^"Care" is not the id of a bulletin/,
    ],
    ["two places", ["show", "--stage", "prod", "--data", "x"], /Give only one of them\./],
    ["an unknown stage", ["show", "--stage", "nowhere"], /^There is no stage "nowhere"/],
    [
      "an unused directory",
      ["show", "--data", "/nowhere"],
      /no pipeline has run in this directory/,
    ],
  ])("says what to do for %s", async (_name, args, words) => {
    await expect(runTeam(args)).rejects.toThrow(words);
    await expect(runTeam(args)).rejects.toBeInstanceOf(BadInput);
  });
});
