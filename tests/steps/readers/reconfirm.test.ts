import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { changeLetters } from "../../../functions/steps/people/change-letters.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { addPerson } from "../../../functions/steps/people/person/add-person.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import {
  endLetters,
  findQuestion,
  keepLetters,
} from "../../../functions/steps/readers/reconfirm/answer-reconfirmation.ts";
import { continueReconfirmation } from "../../../functions/steps/readers/reconfirm/continue-reconfirmation.ts";
import {
  removeUnanswered,
  startReconfirmation,
  stopReconfirmation,
} from "../../../functions/steps/readers/reconfirm/decide-reconfirmation.ts";
import { surveyReconfirmation } from "../../../functions/steps/readers/reconfirm/survey-reconfirmation.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import { getReconfirmation } from "../../../functions/store/people/reconfirmations.ts";
import { getSubscriber } from "../../../functions/store/people/subscribers.ts";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { aBulletin, aDecision, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { isFullSize } from "../../size.ts";
import { stepByStep } from "../people/step-by-step.ts";

const day = 86_400_000;
const wording = "I want it.";

/** A list with some people, and a bulletin that uses it. */
async function aList(local: TestPipeline, id: string, names: readonly string[]) {
  const { pipeline } = local;
  await createList(pipeline, newList({ id, name: id }), ann);
  const bulletin = aBulletin({ id: `${id}-weekly`, name: "Care Weekly", lists: [id] });
  await putBulletin(pipeline.table, bulletin, new Date(0), aDecision());
  await importList(pipeline, id, people(), { by: ann });
  async function* people() {
    for (const name of names)
      yield { email: `${name}@example.org`, language: name === "cari" ? "cy" : "en" };
  }
  const at = (days: number): Pipeline => ({
    ...pipeline,
    now: () => pipeline.now() + days * day,
  });
  const goOn = (days: number) =>
    continueReconfirmation(at(days), id, pipeline.monotonic() + 60_000);
  const start = () =>
    startReconfirmation(at(0.01), { list: id, bulletin: bulletin.id, days: 28 }, ann);
  const on = async () =>
    (await Array.fromAsync(listSubscriptions(pipeline.table, id)))
      .map(({ email }) => email.split("@")[0])
      .sort();
  const mailsTo = async (name: string) => {
    const sent = local.ses.outbox
      .list({ limit: 500 })
      .filter(({ destinations }) => destinations.includes(`${name}@example.org`));
    return Promise.all(
      sent.reverse().map(({ messageId }) => simpleParser(local.ses.outbox.read(messageId) ?? "")),
    );
  };
  const question = async (name: string) => {
    const [mail] = await mailsTo(name);
    const token = /\/reconfirm\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    const found = await findQuestion(pipeline, token);
    if (found.kind !== "found") throw new Error(`${name} was not asked`);
    return found;
  };
  return { pipeline, at, goOn, start, on, mailsTo, question };
}

describe("asking the people on a list whether they still want letters", () => {
  it("asks once, reminds once, and removes only people who had time and did not answer", async () => {
    const local = await aPipeline();
    const list = await aList(local, "staff", ["amina", "bob", "cari", "dev", "eva"]);
    const { pipeline, at, question } = list;
    expect(
      await startReconfirmation(pipeline, { list: "staff", bulletin: "x", days: 28 }, ann),
    ).toEqual({ kind: "no-bulletin" });
    const started = await list.start();
    expect(started.kind).toBe("done");
    expect((await list.start()).kind).toBe("under-way");
    expect((await list.goOn(0.02))?.phase).toBe("waiting");
    const [welsh] = await list.mailsTo("cari");
    expect(welsh?.subject).toBe("Ydych chi am gael Care Weekly o hyd?");
    expect(welsh?.text).toContain("/reconfirm/");
    // Amina says yes, Bob says no, Cari wants a pause, and Eva is new.
    const amina = await question("amina");
    await keepLetters(at(1), amina, wording);
    await keepLetters(at(2), amina, "Something else.");
    await endLetters(at(1), await question("bob"));
    const cari = (await question("cari")).person.id;
    const pausedUntil = new Date(pipeline.now() + 40 * day).toISOString();
    await changeLetters(at(1), cari, { preferences: { pausedUntil } }, ann);
    await addPerson(at(3), "staff", { email: "fred@example.org" }, ann);
    expect((await list.goOn(20))?.phase).toBe("waiting");
    expect((await list.goOn(21.5))?.phase).toBe("answering");
    expect((await list.goOn(22))?.asked).toBe(5);
    const mails = await Promise.all(
      ["amina", "bob", "cari", "dev", "eva", "fred"].map(
        async name => (await list.mailsTo(name)).length,
      ),
    );
    expect(mails, local.logged.join("\n")).toEqual([1, 1, 1, 2, 2, 0]);
    expect((await list.mailsTo("dev"))[1]?.text).toContain("We do not ask again.");
    await keepLetters(at(25), await question("eva"), wording);
    expect((await removeUnanswered(at(25), "staff", ann)).kind).toBe("too-early");
    expect((await list.goOn(28.1))?.phase).toBe("ended");
    expect(local.logged.join()).toContain("the answers of the list staff are in");
    const ended = await getReconfirmation(pipeline.table, "staff");
    expect(ended && (await surveyReconfirmation(at(29), ended, 100))).toEqual({
      people: 5,
      confirmed: 2,
      newer: 1,
      unanswered: 2,
      notAsked: 0,
    });
    expect(await list.on()).toEqual(["amina", "cari", "dev", "eva", "fred"]);
    expect((await removeUnanswered(at(29), "staff", ann)).kind).toBe("done");
    // Dev answers at the last moment.
    await keepLetters(at(29), await question("dev"), wording);
    expect(await list.goOn(29)).toMatchObject({ phase: "removed", removed: 1 });
    expect(await list.on()).toEqual(["amina", "dev", "eva", "fred"]);
    const kept = await getSubscriber(pipeline.table, amina.person.id);
    expect(kept?.lists.staff).toMatchObject({
      how: "reconfirmed",
      wording,
      source: amina.reconfirmation.id,
      askedAt: amina.reconfirmation.startedAt,
    });
    const ofAmina = await listHistory(
      pipeline.table,
      { kind: "subscriber", id: amina.person.id },
      9,
    );
    expect(ofAmina.filter(({ what }) => what === "reconfirmed")).toMatchObject([
      { changes: { consent: { before: { how: "import" } } } },
    ]);
    const ofList = await listHistory(pipeline.table, { kind: "list", id: "staff" }, 9);
    expect(ofList.map(({ what }) => what).filter(what => what.startsWith("reconfirm"))).toEqual([
      "reconfirm-removed",
      "reconfirm-started",
    ]);
    // A person who was taken off may still say that they want letters. It is their own wish.
    await keepLetters(at(30), await question("cari"), wording);
    expect(await list.on()).toContain("cari");
  });

  it("asks nobody again after it is stopped, and removes nobody", async () => {
    const local = await aPipeline();
    const list = await aList(local, "staff", ["amina"]);
    await list.start();
    await list.goOn(0.02);
    expect((await stopReconfirmation(list.pipeline, "staff", ann)).kind).toBe("done");
    await list.goOn(22);
    expect(await list.mailsTo("amina")).toHaveLength(1);
    expect((await removeUnanswered(list.at(30), "staff", ann)).kind).toBe("none");
    expect(await list.on()).toEqual(["amina"]);
  });

  it("goes on after it was killed anywhere: nobody is asked twice, nobody who answered is removed", async () => {
    const local = await aPipeline();
    for (let requests = 1; requests < 40; requests += isFullSize ? 1 : 6) {
      const id = `list${requests}`;
      const [a, b, c] = [`a${requests}`, `b${requests}`, `c${requests}`];
      const list = await aList(local, id, [a, b, c]);
      await list.start();
      const killed = (days: number) =>
        stepByStep(list.at(days), pipeline =>
          continueReconfirmation(pipeline, id, pipeline.monotonic() + 60_000),
        ).run(requests);
      await killed(0.02);
      await list.goOn(0.03);
      expect([
        requests,
        ...(await Promise.all([a, b, c].map(async name => (await list.mailsTo(name)).length))),
      ]).toEqual([requests, 1, 1, 1]);
      await keepLetters(list.at(1), await list.question(a), wording);
      await list.goOn(22);
      await list.goOn(28.1);
      await removeUnanswered(list.at(29), id, ann);
      const answers = [
        killed(29),
        list.question(b).then(found => keepLetters(list.at(29), found, wording)),
      ];
      await Promise.all(answers);
      await list.goOn(29.01);
      expect([requests, await list.on()]).toEqual([requests, [a, b]]);
    }
  });

  it("removes nobody whose email may never have gone out", async () => {
    const local = await aPipeline();
    const list = await aList(local, "staff", ["amina", "bob"]);
    await list.start();
    const dies = { ...list.at(0.02), submit: () => new Promise<never>(() => {}) };
    const working = continueReconfirmation(dies, "staff", dies.monotonic() + 60_000);
    await Promise.race([working, new Promise(resolve => setTimeout(resolve, 500))]);
    await list.goOn(0.03);
    expect(local.ses.outbox.size()).toBe(0);
    await list.goOn(28.1);
    await removeUnanswered(list.at(40), "staff", ann);
    expect(await list.goOn(40)).toMatchObject({ phase: "removed", removed: 0 });
    expect(await list.on()).toEqual(["amina", "bob"]);
  });
});
