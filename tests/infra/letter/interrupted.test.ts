import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { until } from "../../local-pipeline.ts";
import { argumentsOf } from "../../programs.ts";
import { isFullSize } from "../../size.ts";
import { accountOf, aLetterTo } from "./a-letter.ts";
import { anSesElsewhere } from "./an-ses-elsewhere.ts";

/** At ten letters a second that takes longer than to interrupt it, on a busy machine too, and again. */
const people = 150;
const slowly = "10";

const signals = isFullSize
  ? (["SIGINT", "SIGTERM", "SIGHUP"] as const)
  : (["SIGINT", "SIGHUP"] as const);

describe("npm run letter, interrupted,", () => {
  it("finishes the letters under way at each signal, prints the true account, and goes on when it runs again", async () => {
    const ses = await anSesElsewhere();
    const { send } = await aLetterTo(people);
    for (const signal of signals) {
      const before = ses.taken.length;
      ses.quota.maxSendRate = slowly;
      const run = send({ AWS_ENDPOINT_URL_SES: ses.url }, "--json");
      await until("some are sent", () => ses.taken.length >= before + 5);
      run.child.kill(signal);
      expect(await run.ended, signal).toBe(130);
      const sent = ses.taken.length;
      expect(sent).toBeLessThan(people);
      expect(accountOf(run)).toMatchObject({
        audience: people,
        accepted: sent,
        pending: people - sent,
        uncertain: 0,
      });
    }
    ses.quota.maxSendRate = "200";
    const last = send({ AWS_ENDPOINT_URL_SES: ses.url }, "--json");
    expect(await last.ended).toBe(0);
    expect(accountOf(last)).toMatchObject({ audience: people, accepted: people });
    expect([ses.taken.length, new Set(ses.taken).size]).toEqual([people, people]);
  });

  it("finishes the letters under way when its parent npm is killed", async () => {
    const ses = await anSesElsewhere();
    ses.quota.maxSendRate = slowly;
    const { data, list } = await aLetterTo(people);
    const command = [...argumentsOf("letter"), "docs/examples/exam-reform-as-pasted.txt"];
    const npm = spawn(
      "sh",
      [
        "-c",
        '"$@" & wait',
        "sh",
        process.execPath,
        ...command,
        "--to",
        list,
        "--data",
        data,
        "--json",
      ],
      {
        stdio: ["ignore", "pipe", "ignore"],
        env: { ...process.env, AWS_ENDPOINT_URL_SES: ses.url, npm_lifecycle_event: "letter" },
      },
    );
    const output = text(npm.stdout);
    await until("some are sent", () => ses.taken.length >= 5);
    npm.kill("SIGKILL");
    // The end of its output: nobody writes to it any more.
    const account = JSON.parse(await output);
    const sent = ses.taken.length;
    expect(sent).toBeLessThan(people);
    expect(account).toMatchObject({
      audience: people,
      accepted: sent,
      pending: people - sent,
      uncertain: 0,
    });
  });

  it("ends at once at the second Ctrl-C", async () => {
    const ses = await anSesElsewhere();
    ses.treat = () => "never answer";
    const { send } = await aLetterTo(5);
    let asked = 0;
    ses.treat = () => {
      asked++;
      return "never answer";
    };
    const run = send({ AWS_ENDPOINT_URL_SES: ses.url });
    await until("SES is asked", () => asked > 0);
    run.child.kill("SIGINT");
    await until("it says so", () => run.output().includes("Press Ctrl-C again"));
    // npm passes on what the terminal has said already; a second wish comes later than that.
    const again = setInterval(() => run.child.kill("SIGINT"), 300);
    expect(await run.ended).toBe(130);
    clearInterval(again);
    expect(run.output()).not.toContain("audience");
  });
});
