import { describe, expect, it } from "vitest";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { whyNotCorrected } from "../../../functions/steps/approval/corrections/begin-correction.ts";
import { undoEdition } from "../../../functions/steps/approval/undo-edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { sendAgain } from "../../../functions/steps/control/send-again.ts";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { getBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { listEditions } from "../../../functions/store/bulletins/editions.ts";
import { listOpenEntries } from "../../../functions/store/bulletins/entries.ts";
import { takeLease } from "../../../functions/store/ledger/batch-progress.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { aBulletin, ann } from "../../examples/builders.ts";
import { isFullSize } from "../../size.ts";
import { colleagues, fillList, letterTo, never } from "../an-edition.ts";
import { stepByStep } from "../people/step-by-step.ts";
import { aWrongEdition, idOf } from "./a-wrong-edition.ts";

/** The addresses with one of some standings. */
const having = (standings: Readonly<Record<string, string>>, ...wanted: string[]) =>
  Object.keys(standings)
    .filter(address => wanted.includes(standings[address] ?? ""))
    .sort();

describe("a correction", () => {
  it("goes to exactly those who have the wrong letter or may have it, once", async () => {
    const wrong = await aWrongEdition();
    const before = await wrong.standings(wrong.id);
    expect(having(before, "accepted")).toHaveLength(5);
    expect(having(before, "uncertain")).toHaveLength(1);
    expect(having(before, "rejected")).toHaveLength(2);
    const account = await readAccount(wrong.local.pipeline, wrong.id);
    // Someone joins after the wrong letter: they never had it.
    await fillList(wrong.local, "staff", colleagues(9));
    const id = idOf(await wrong.correct());
    expect((await wrong.edition(id)).proposal?.people).toBe(6);
    await wrong.sendCorrection(id);
    expect(having(await wrong.standings(id), "accepted")).toEqual(
      having(before, "accepted", "uncertain"),
    );
    for (const address of having(before, "accepted"))
      expect(wrong.subjectsTo(address)).toEqual(["Correction: Winter clinics", "Winter clinics"]);
    for (const address of [...having(before, "rejected"), "p8@example.org"])
      expect(wrong.subjectsTo(address)).toEqual([]);
    expect(await readAccount(wrong.local.pipeline, wrong.id)).toEqual(account);
    expect(await readAccount(wrong.local.pipeline, id)).toMatchObject({ audience: 6, accepted: 6 });
  });

  it("says what it corrects, and each edition names the other", async () => {
    const wrong = await aWrongEdition();
    const [address = ""] = having(await wrong.standings(wrong.id), "uncertain");
    const id = idOf(await wrong.correct());
    await wrong.sendCorrection(id);
    const { text, html } = await letterTo(wrong.local, address);
    for (const part of [text, html]) {
      expect(part).toMatch(/This letter corrects our letter of 24\s+November\s+2026\./);
      expect(part).toContain("The clinics open at 8 am.");
      expect(part).not.toContain("7 am");
    }
    expect((await wrong.edition(id)).corrects).toMatchObject({ edition: wrong.id });
    expect((await wrong.edition()).correctedBy).toBe(id);
  });

  it("goes to everyone else of the lists too, if someone wants that; to nobody twice", async () => {
    const wrong = await aWrongEdition();
    await fillList(wrong.local, "staff", colleagues(9));
    const id = idOf(await wrong.correct({ to: "everyone" }));
    await wrong.sendCorrection(id);
    expect(having(await wrong.standings(id), "accepted")).toHaveLength(9);
    for (const { email } of colleagues(9))
      expect(wrong.subjectsTo(email).filter(each => each.startsWith("Correction"))).toHaveLength(1);
  });

  it("does not go to a person who left after the wrong letter", async () => {
    const wrong = await aWrongEdition();
    const [address = ""] = having(await wrong.standings(wrong.id), "accepted");
    const { pipeline } = wrong.local;
    const subscriber = await wrong.subscriberWith(address);
    const id = idOf(await wrong.correct());
    await unsubscribe(pipeline, { edition: wrong.id, subscriber }, ann);
    await wrong.sendCorrection(id);
    expect((await wrong.standings(id))[address]).toBe("suppressed");
    expect(wrong.subjectsTo(address)).toEqual(["Winter clinics"]);
  });

  it("waits for a person's yes by the rule none too, and can be undone", async () => {
    const wrong = await aWrongEdition({ approval: "none" });
    const { pipeline, template } = wrong.local;
    const bulletin = aBulletin({ approval: "none", holdMinutes: 5 });
    await saveBulletin(pipeline, bulletin, ann);
    const id = idOf(await wrong.correct());
    await runClock(pipeline, template);
    expect((await wrong.edition(id)).status).toBe("waiting");
    const { hash } = await wrong.edition(id);
    const slot = new Date((await wrong.edition(id)).slot);
    expect(await composeEdition(pipeline, template, { bulletin, slot, by: ann })).toEqual({
      kind: "not-approved",
      obstacle: { kind: "not-approved" },
    });
    await approveEdition(pipeline, template, { edition: id, hash, by: ann });
    expect((await wrong.edition(id)).status).toBe("addressing");
    expect((await undoEdition(pipeline, id, ann)).kind).toBe("undone");
    expect((await wrong.edition(id)).status).toBe("waiting");
  });

  it("keeps the wrong letter from being sent again", async () => {
    const wrong = await aWrongEdition();
    const { pipeline } = wrong.local;
    await wrong.correct();
    const stored = await wrong.edition();
    const finished = { ...stored, status: "finished" } as const;
    expect(await sendAgain(pipeline, finished, ["uncertain", "rejected"], ann)).toBe(0);
    expect(
      await sendAgain(pipeline, { ...finished, correctedBy: undefined }, ["rejected"], ann),
    ).toBe(0);
    expect(await changeEdition(pipeline.table, finished, { kind: "reopen" })).toBe(false);
    expect(having(await wrong.standings(wrong.id), "rejected")).toHaveLength(2);
  });

  it("is the only one of its edition, until it has ended before anyone had it", async () => {
    const wrong = await aWrongEdition();
    const first = idOf(await wrong.correct());
    expect(await wrong.correct({ body: "Others." })).toEqual({
      kind: "corrected-before",
      edition: first,
    });
    await stopEdition(wrong.local.pipeline, first, "Not needed.", ann);
    await new Promise(resolve => setTimeout(resolve, 2));
    const second = idOf(await wrong.correct({ body: "The clinics open at 9 am." }));
    expect(second).not.toBe(first);
    expect((await wrong.edition()).correctedBy).toBe(second);
    const open = await listOpenEntries(wrong.local.pipeline.table, "harbour-letters");
    expect(open.filter(({ corrects }) => corrects).map(({ body }) => body)).toEqual([
      "The clinics open at 9 am.",
    ]);
  });

  it("has entries that no other edition takes", async () => {
    const wrong = await aWrongEdition();
    const { pipeline, template } = wrong.local;
    await wrong.correct();
    const bulletin = await getBulletin(pipeline.table, "harbour-letters");
    if (!bulletin) throw new Error("the bulletin is gone");
    const slot = new Date("2026-12-01T09:00:00Z");
    const result = await composeEdition(pipeline, template, { bulletin, slot, by: ann });
    expect(result).toMatchObject({ kind: "composed", edition: { status: "empty" } });
  });

  it("is refused before the letter is over, while Amazon SES may still answer, and if nobody has it", async () => {
    const wrong = await aWrongEdition();
    const { pipeline } = wrong.local;
    const edition = await wrong.edition();
    const why = (changed: Partial<Edition>, at = pipeline.now()) =>
      whyNotCorrected({ ...pipeline, now: () => at }, { ...edition, ...changed });
    expect(await why({})).toBeUndefined();
    expect(await why({ status: "sending" })).toEqual({ kind: "not-over" });
    expect(await why({ id: "harbour-letters_other" })).toEqual({ kind: "nobody-has-it" });
    const [batch = ""] = await Array.fromAsync(
      listBatches(pipeline.table, wrong.id),
      ({ id }) => id,
    );
    const lease = { owner: "a worker", until: pipeline.now() + 60_000 };
    const extent = { size: 8, through: 8 };
    await takeLease(pipeline.table, wrong.id, batch, { extent, lease, now: pipeline.now() });
    expect(await why({})).toEqual({ kind: "still-sending", until: lease.until });
    expect(await why({}, lease.until + 1)).toBeUndefined();
  });
});

describe("a correction that is interrupted", () => {
  // Each number of requests to the table after which the process dies.
  const every = isFullSize ? 1 : 7;

  it("is begun once, however often it is repeated", async () => {
    const wrong = await aWrongEdition();
    for (let requests = 1; ; requests += every) {
      const killed = stepByStep(wrong.local.pipeline, other => wrong.correct({}, other));
      if (!(await killed.run(requests))) break;
    }
    const outcome = await wrong.correct();
    expect(outcome.kind).toBe("corrected-before");
    const { items } = await listEditions(wrong.local.pipeline.table, "harbour-letters", {
      maxItems: 10,
    });
    expect(items.filter(({ corrects }) => corrects)).toHaveLength(1);
  });

  it("is addressed to the same people, and reaches each of them once", async () => {
    const wrong = await aWrongEdition();
    const { pipeline, template } = wrong.local;
    const id = idOf(await wrong.correct());
    const { hash } = await wrong.edition(id);
    await approveEdition(pipeline, template, { edition: id, hash, by: ann });
    for (let requests = 1; ; requests += 1) {
      const work = (other: Pipeline) => addressEdition(other, { edition: id, round: 0 }, never);
      if (!(await stepByStep(pipeline, work).run(requests))) break;
    }
    await wrong.sendCorrection(id);
    const before = await wrong.standings(wrong.id);
    const after = await wrong.standings(id);
    expect(Object.keys(after).sort()).toEqual(having(before, "accepted", "uncertain"));
    for (const address of having(before, "accepted", "uncertain"))
      expect(wrong.subjectsTo(address).filter(each => each.startsWith("Corr"))).toHaveLength(1);
    for (const address of having(before, "rejected")) expect(wrong.subjectsTo(address)).toEqual([]);
  });
});
