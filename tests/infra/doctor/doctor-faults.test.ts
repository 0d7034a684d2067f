import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../../infra/doctor/report.ts";
import { queueNames } from "../../../infra/names.ts";
import { isFullSize } from "../../size.ts";
import { aStage, examineStage, type TestStage } from "./a-stage.ts";
import { dataFaults } from "./data-faults.ts";
import { domainFaults } from "./domain-faults.ts";
import type { Fault } from "./fault.ts";
import { sendingFaults } from "./sending-faults.ts";
import { wayFaults } from "./way-faults.ts";
import { workFaults } from "./work-faults.ts";

const faults = [...sendingFaults, ...domainFaults, ...dataFaults, ...workFaults, ...wayFaults];
const kindOf = ({ check }: Fault) => check.replace(new RegExp(` (${queueNames.join("|")})$`), "");
/** The small size plants one fault for each kind of check. */
const planted = isFullSize
  ? faults
  : [...Map.groupBy(faults, kindOf).values()].flatMap(([one]) => (one ? [one] : []));

/**
 * The small size plants those together that stop nothing and that no other check waits for. The full
 * size plants each alone, and so shows that no other check mistakes it for its own.
 */
const together = isFullSize
  ? []
  : planted.filter(({ stops, check }) => !stops && !["MAIL FROM", "alignment"].includes(check));
const alone = planted.filter(fault => !together.includes(fault));

const findingOf = ({ check, says, stops }: Fault) => ({
  check,
  verdict: "wrong",
  what: expect.stringMatching(says),
  fix: expect.any(String),
  weight: stops ? "stops sending" : "fix later",
});

describe("the doctor, looking at a stage,", () => {
  it("finds nothing wrong if nothing is", async () => {
    const stage = await aStage();
    stage.local.start();
    const all = await examineStage(stage);
    expect(all.filter(({ verdict }) => verdict !== "right")).toEqual([]);
    expect(exitCodeOf(all)).toBe(0);
    // Otherwise a check could be blind, and no test would say so.
    expect(new Set(faults.map(({ check }) => check))).toEqual(
      new Set(all.map(({ check }) => check)),
    );
  });

  const namesOnly = async (faults: readonly Fault[]) => {
    const stage = await aStage(faults[0]?.ses);
    stage.local.start();
    for (const { plant } of faults) await plant(stage);
    const all = await examineStage(stage);
    const order = all.map(({ check }) => check);
    const expected = faults.map(findingOf);
    expect(all.filter(({ verdict }) => verdict === "wrong")).toEqual(
      expected.sort((a, b) => order.indexOf(a.check) - order.indexOf(b.check)),
    );
    // A check that depends on a fault is passed over, not reported as wrong.
    expect(
      all.filter(({ verdict, weight }) => verdict === "unknown" && weight !== "passed over"),
    ).toEqual([]);
    expect(exitCodeOf(all)).toBe(faults.some(({ stops }) => stops) ? 1 : 0);
    expect(JSON.stringify(all)).not.toMatch(/hunter2|kkkk|ssss|llll/);
  };

  it.each(alone)("names this fault and no other: $fault", fault => namesOnly([fault]));

  it.runIf(together.length > 0)("names each of the faults that stop nothing, and no others", () =>
    namesOnly(together),
  );

  it.each([
    {
      what: "is not there",
      check: "identity",
      advice: /identity: "new" in infra\/stages\.ts/,
      plant: (s: TestStage) => {
        s.identity = undefined;
      },
    },
    {
      what: "has no MAIL FROM",
      check: "MAIL FROM",
      advice: /^Set one up/,
      plant: (s: TestStage) => void delete s.identity?.mailFrom,
    },
  ])(
    "does not send the operator to deploy where an identity that exists already $what",
    async ({ check, advice, plant }) => {
      const stage = await aStage();
      stage.local.start();
      plant(stage);
      stage.stage = { ...stage.stage, identity: "existing" };
      const found = (await examineStage(stage)).find(each => each.check === check);
      expect(found?.fix).toMatch(advice);
      expect(found?.fix).not.toContain("npm run deploy");
    },
  );

  it("sends no trial message if SES would refuse it for a fault already found", async () => {
    const stage = await aStage();
    stage.local.start();
    if (stage.identity?.mailFrom)
      Object.assign(stage.identity.mailFrom, { status: "Failed", onMxFailure: "RejectMessage" });
    const all = await examineStage(stage);
    expect(all.find(({ check }) => check === "event path")).toMatchObject({
      weight: "passed over",
      what: expect.stringContaining("MAIL FROM"),
    });
    expect(stage.local.ses.outbox.list({ limit: 10 })).toEqual([]);
  });

  it("says where the events are stuck", async () => {
    const stage = await aStage();
    stage.manner.eventWaitMs = 700;
    const all = await examineStage(stage);
    expect(all.filter(({ verdict }) => verdict !== "right")).toMatchObject([
      {
        check: "event path",
        verdict: "wrong",
        what: expect.stringMatching(/Events wait in the queue/),
        fix: expect.stringMatching(/trigger/),
      },
      { check: "sending role", weight: "passed over" },
    ]);
  });

  it.each([
    ["GetSecretValue", ["secret"]],
    ["GetSchedule", ["clock schedule"]],
    ["DescribeTable", ["table", "table protection"]],
  ])(
    "says what the credentials do not allow if that is %s, accuses nothing, and vouches for nothing",
    async (action, checks) => {
      const stage = await aStage();
      stage.local.start();
      stage.rest.denied.push(action);
      const all = await examineStage(stage);
      const unseen = all.filter(({ verdict }) => verdict !== "right");
      expect(unseen.map(({ check }) => check)).toEqual(checks);
      for (const { verdict, what, fix } of unseen)
        expect({ verdict, what, fix }).toEqual({
          verdict: "unknown",
          what: `These credentials may not use service:${action}.`,
          fix: expect.stringContaining("docs/doctor.md"),
        });
      expect(exitCodeOf(all)).toBe(1);
    },
  );

  it("knows that DNS gave no answer from a record that is missing", async () => {
    const stage = await aStage();
    stage.local.start();
    stage.dns = "127.0.0.1:9";
    const all = await examineStage(stage);
    expect(
      all.filter(({ verdict, weight }) => verdict !== "right" && weight !== "passed over"),
    ).toMatchObject([
      { check: "DKIM records", verdict: "unknown", what: "DNS does not answer (ECONNREFUSED)." },
    ]);
    expect(exitCodeOf(all)).toBe(0);
  });

  it("finds the policy of a domain above, and a record that is in several strings", async () => {
    const stage = await aStage();
    delete stage.zone["_dmarc.letters.harbour-health.example TXT"];
    stage.zone["_dmarc.harbour-health.example TXT"] = [
      `v=DMARC1; p=reject; sp=none; rua=${"mailto:a@b.example,".repeat(20)}`,
    ];
    stage.manner.mail = false;
    const all = await examineStage(stage);
    expect(all.find(({ check }) => check === "DMARC")).toMatchObject({
      verdict: "right",
      what: expect.stringMatching(/policy none, at _dmarc\.harbour-health/),
    });
  });

  it("leaves out the trial messages if asked to", async () => {
    const stage = await aStage();
    stage.manner.mail = false;
    const all = await examineStage(stage);
    expect(all.filter(({ verdict }) => verdict !== "right")).toMatchObject([
      { check: "event path", verdict: "unknown", weight: "passed over" },
      { check: "sending role", verdict: "unknown", weight: "passed over" },
    ]);
    expect(stage.local.ses.outbox.list({ limit: 10 })).toEqual([]);
  });
});
