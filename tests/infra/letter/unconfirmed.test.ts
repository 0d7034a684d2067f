import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readLetterFile } from "../../../functions/core/writing/letter-file.ts";
import { singleLetter } from "../../../functions/core/writing/single-letter.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { openDirectory } from "../../../infra/local/directory.ts";
import { sendLetter } from "../../../infra/local/letter/send-letter.ts";
import type { UncertainDecision } from "../../../infra/local/letter/uncertain/uncertain-decision.ts";
import { writeUncertain } from "../../../infra/local/letter/uncertain/uncertain-file.ts";
import { startLocalPipeline } from "../../../infra/local/local-pipeline.ts";
import { aDecision } from "../../examples/builders.ts";
import { aTemporaryDirectory } from "../a-process.ts";
import { accountOf, aLetterTo } from "./a-letter.ts";
import { anSesElsewhere } from "./an-ses-elsewhere.ts";

describe("letters that an external SES does not confirm", () => {
  it("are listed in a private uncertain.csv, and a person decides about them", async () => {
    const ses = await anSesElsewhere();
    ses.treat = address => (address === "p1@example.org" ? "accept, then reset" : "accept");
    const { data, send } = await aLetterTo(4);
    const first = send({ AWS_ENDPOINT_URL_SES: ses.url });
    expect(await first.ended).toBe(1);
    const file = join(data, "uncertain.csv");
    expect(first.output()).toContain(
      `Amazon SES did not confirm 1 letter. It may have arrived. The names are in ${file}.\n`,
    );
    expect(first.output()).toContain("--uncertain resend");
    expect(first.output()).toContain("--uncertain accept");
    const [header, row, end] = readFileSync(file, "utf8").split("\r\n");
    expect([header, end]).toEqual(["email,name,since,letter,edition", ""]);
    expect(row).toMatch(/^p1@example\.org,Person 1,20\d\d-[-T:.\d]+Z,.*,letters_/);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const second = send({ AWS_ENDPOINT_URL_SES: ses.url }, "--json", "--uncertain", "accept");
    expect(await second.ended).toBe(0);
    expect(accountOf(second)).toMatchObject({
      audience: 4,
      accepted: 4,
      uncertain: 0,
      pending: 0,
      resent: 0,
    });
    expect(existsSync(file)).toBe(false);
    expect(ses.taken).toHaveLength(4);
  });

  it("are sent once more to just these people, who become uncertain again if unconfirmed", async () => {
    const ses = await anSesElsewhere();
    ses.treat = address => (/^p[12]@/.test(address) ? "accept, then reset" : "accept");
    const run = await aRun(ses.url);
    expect(await run()).toMatchObject({
      edition: { status: "held" },
      account: { accepted: 2, uncertain: 2, resent: 0 },
    });
    expect(await run()).toMatchObject({
      edition: { status: "held" },
      account: { accepted: 2, uncertain: 2 },
    });
    expect(ses.taken).toHaveLength(4);

    ses.treat = address => (address === "p2@example.org" ? "accept, then reset" : "accept");
    expect(await run("resend")).toMatchObject({
      edition: { status: "held" },
      account: { accepted: 3, uncertain: 1, resent: 2 },
    });
    expect(ses.taken.slice(4).sort()).toEqual(["p1@example.org", "p2@example.org"]);
    expect(await run.names()).toEqual(["p2@example.org"]);

    expect(await run("accept")).toMatchObject({
      edition: { status: "finished" },
      account: { accepted: 4, uncertain: 0, resent: 2 },
    });
    expect(ses.taken).toHaveLength(6);
    expect(await run.names()).toEqual([]);
  });

  it("are listed also while the edition is addressed again", async () => {
    const ses = await anSesElsewhere();
    ses.treat = address => (address === "p1@example.org" ? "accept, then reset" : "accept");
    const run = await aRun(ses.url);
    const { edition } = await run();
    const held = { id: edition.id, status: "held", heldFrom: "sending" } as const;
    expect(await changeEdition(run.table, held, { kind: "resume", history: aDecision() })).toBe(
      true,
    );
    const sending = { id: edition.id, status: "sending", rounds: edition.rounds } as const;
    expect(
      await changeEdition(run.table, sending, { kind: "address-again", listVersion: "2" }),
    ).toBe(true);
    expect(await run.names()).toEqual(["p1@example.org"]);
  });
});

/** Runs of one letter to p0 to p3 in one process, with little patience. */
async function aRun(sesUrl: string) {
  const before = process.env.AWS_ENDPOINT_URL_SES;
  process.env.AWS_ENDPOINT_URL_SES = sesUrl;
  const path = await aTemporaryDirectory();
  const directory = await openDirectory(path);
  if (!directory) throw new Error("a new directory is taken");
  const limits = { submitTimeoutMs: 2_000, slackMs: 1_000, graceMs: 300, stallMs: 500 };
  const local = await startLocalPipeline(directory, {
    siteUrl: "http://localhost:3000",
    limits,
    log: () => {},
  });
  if (before === undefined) delete process.env.AWS_ENDPOINT_URL_SES;
  else process.env.AWS_ENDPOINT_URL_SES = before;
  onTestFinished(local.stop);
  const file = readLetterFile(readFileSync("docs/examples/exam-reform-as-pasted.txt"));
  if (file.kind !== "letter-file") throw new Error("the example is no letter");
  const letter = singleLetter(file.file, new Date("2026-11-20T09:00:00Z"));
  async function* colleagues() {
    for (const name of ["p0", "p1", "p2", "p3"]) yield { email: `${name}@example.org`, name };
  }
  const run = (uncertain?: UncertainDecision) =>
    sendLetter(local, {
      images: [],
      letter,
      colleagues,
      count: 4,
      listVersion: "1",
      onImport: () => {},
      onAccount: () => {},
      onDecided: () => {},
      uncertain,
      stopped: () => false,
    });
  /** The people in uncertain.csv. */
  const names = async () => {
    const people = await writeUncertain(local.pipeline, path);
    if (people === 0) return [];
    const [, ...rows] = readFileSync(join(path, "uncertain.csv"), "utf8").trim().split("\r\n");
    return rows.map(row => row.split(",")[0] ?? "");
  };
  return Object.assign(run, { names, table: local.pipeline.table });
}
