import { describe, expect, it } from "vitest";
import { destroy } from "../../../infra/deploy/destroy.ts";
import { readStage, type StageSettings } from "../../../infra/read-stage.ts";
import { settings } from "../cdk/a-deployment.ts";

async function run({ yes = false, answer = "", change = {} as Partial<StageSettings> }) {
  const [runs, said, asked]: [string[], string[], string[]] = [[], [], []];
  const code = await destroy(readStage("prod", { prod: { ...settings, ...change } }), yes, {
    cdk: async (...given) => {
      runs.push(given.join(" "));
      return 0;
    },
    say: line => said.push(line),
    ask: async question => {
      asked.push(question);
      return answer;
    },
  }).catch(error => error.message);
  return { code, runs, asked, said: said.join("\n") };
}

const command = "destroy dear-colleague-prod-pipeline --exclusively --force";

describe("destroying a pipeline", () => {
  it("says what it takes and what stays, and asks for the stage's name", async () => {
    const { code, runs, said, asked } = await run({ answer: "prod" });
    expect([code, runs]).toEqual([0, [command]]);
    expect(asked).toEqual(["Type the stage's name (prod) to destroy its pipeline: "]);
    const [taken = "", kept = ""] = said.split("It keeps:");
    for (const part of [
      "both sites",
      "waits in the queues",
      "SES identity letters.example.org",
      "subscription of alarmEmail",
    ])
      expect(taken).toContain(part);
    for (const part of [
      "table dear-colleague-prod,",
      "secrets dear-colleague-prod/",
      "log groups",
      "user pool",
      "DNS records",
    ])
      expect(kept).toContain(part);
  });

  it("destroys nothing if the answer differs", async () => {
    for (const answer of ["", "y", "production"])
      expect(await run({ answer })).toMatchObject({ code: "Nothing was destroyed.", runs: [] });
  });

  it("does not ask with --yes, and says the same", async () => {
    const { runs, asked, said } = await run({ yes: true });
    expect([runs, asked]).toEqual([[command], []]);
    expect(said).toContain("It keeps:");
  });

  it("says that an identity stays if it is not the stage's own", async () => {
    const { said } = await run({ yes: true, change: { identity: "existing" } });
    expect(said.split("It keeps:")[1]).toContain(
      "SES identity letters.example.org, which is not the stage's",
    );
  });
});
