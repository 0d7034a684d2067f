import { readerOf } from "../../../../functions/core/access/actor.ts";
import { newList } from "../../../../functions/core/people/list.ts";
import { newReconfirmation } from "../../../../functions/core/people/reconfirm/reconfirmation.ts";
import { addressEdition } from "../../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../../functions/steps/editions/compose-edition.ts";
import { changeLetters } from "../../../../functions/steps/people/change-letters.ts";
import { eraseSubscriber } from "../../../../functions/steps/people/erase-subscriber.ts";
import { importPeople } from "../../../../functions/steps/people/imports/import-people.ts";
import { undoImport } from "../../../../functions/steps/people/imports/undo-import.ts";
import { liftSuppression } from "../../../../functions/steps/people/lift-suppression.ts";
import { createList } from "../../../../functions/steps/people/lists/create-list.ts";
import { addPerson } from "../../../../functions/steps/people/person/add-person.ts";
import { changePerson } from "../../../../functions/steps/people/person/change-person.ts";
import { removePerson } from "../../../../functions/steps/people/person/remove-person.ts";
import { suppressPerson } from "../../../../functions/steps/people/suppress-person.ts";
import { unsubscribe } from "../../../../functions/steps/people/unsubscribe.ts";
import type { Pipeline } from "../../../../functions/steps/pipeline.ts";
import { joinList } from "../../../../functions/steps/readers/join-list.ts";
import { keepLetters } from "../../../../functions/steps/readers/reconfirm/answer-reconfirmation.ts";
import { sendBatch } from "../../../../functions/steps/sending/send-batch.ts";
import { putBulletin } from "../../../../functions/store/bulletins/bulletins.ts";
import { addEntry } from "../../../../functions/store/bulletins/entries.ts";
import { listBatches } from "../../../../functions/store/ledger/batches.ts";
import { getListImports } from "../../../../functions/store/people/import-leases.ts";
import {
  addressHash,
  findSubscriberIds,
  getSubscriber,
} from "../../../../functions/store/people/subscribers.ts";
import { aBulletin, aDecision, anEntry, ann } from "../../../examples/builders.ts";
import type { TestPipeline } from "../../../local-pipeline.ts";
import { never } from "../../an-edition.ts";
import { importOf } from "../imports/an-import.ts";
import type { PeopleDeed } from "./deeds.ts";
import { pauseLasts } from "./people-model.ts";

/** The length of the model's unit of time: longer than a test takes. */
export const momentMs = 3_600_000;

/** The pipeline's own steps, on names that only the sequence `name` uses. */
export async function realPeople(local: TestPipeline, name: string) {
  const email = (address: number) => `${name}.p${address}@example.org`;
  const listOf = (list: number) => `${name}-list${list}`;
  const bulletinOf = (bulletin: number) => `${name}-bulletin${bulletin}`;
  const began = local.pipeline.now();
  let moment = 0;
  const pipeline: Pipeline = {
    ...local.pipeline,
    now: () => local.pipeline.now() + moment * momentMs,
  };
  const { table } = pipeline;
  for (const list of [0, 1])
    await createList(pipeline, newList({ id: listOf(list), name: listOf(list) }), ann);
  const bulletins: ReturnType<typeof aBulletin>[] = [];
  /** An edition of each bulletin without entries: people leave by a link of it. */
  const editions: string[] = [];

  const compose = async (index: number, at: number) => {
    const bulletin = bulletins[index] ?? aBulletin();
    const slot = new Date(began + at * momentMs);
    return composeEdition(pipeline, local.template, { bulletin, slot, by: ann });
  };
  /** The id of the person of a deed. A repetition is about the same person. */
  const idOf = async (deed: PeopleDeed): Promise<string> => {
    if (!("who" in deed)) return "";
    const hash = addressHash(email(deed.who), pipeline.addressKey);
    return (await findSubscriberIds(table, [hash])).get(hash) ?? "";
  };

  const addBulletin = async (on: readonly number[]) => {
    const id = bulletinOf(bulletins.length);
    const bulletin = aBulletin({ id, name: id, lists: on.map(listOf) });
    await putBulletin(table, bulletin, new Date(0), aDecision());
    bulletins.push(bulletin);
    const empty = await compose(bulletins.length - 1, -1);
    editions.push("edition" in empty ? empty.edition.id : "");
  };

  /** `with_`: the pipeline, which may be killed. */
  const carryOut = async (deed: PeopleDeed, with_: Pipeline, id = ""): Promise<void> => {
    if (deed.kind === "bulletin") return addBulletin(deed.on);
    if (deed.kind === "import") {
      const rows = deed.rows.map(row => `${name}.p${row}`);
      const given = { list: listOf(deed.list), mode: deed.mode, mayManyLeave: true };
      const outcome = await importPeople(with_, importOf(rows, { ...given, patienceMs: 0 }));
      if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
      return;
    }
    if (deed.kind === "add") {
      await addPerson(with_, listOf(deed.list), { email: email(deed.address) }, ann);
      return;
    }
    if (deed.kind === "join") {
      const { id: bulletin } = bulletins[deed.bulletin] ?? {};
      if (bulletin === undefined) return;
      const at = new Date(with_.now()).toISOString();
      const consent = { at, how: "joined", source: `/subscribe/${bulletin}` } as const;
      const list = listOf(deed.list);
      await joinList(with_, {
        email: email(deed.address),
        language: "en",
        bulletin,
        list,
        consent,
      });
      return;
    }
    if (deed.kind === "undo") {
      const { applied } = await getListImports(with_.table, listOf(deed.list));
      if (applied) await undoImport(with_, applied, { by: ann, patienceMs: 0 });
      return;
    }
    const person = id === "" ? undefined : await getSubscriber(with_.table, id);
    if (!person) return;
    const reader = { subscriber: person.id };
    switch (deed.kind) {
      case "leave": {
        const edition = editions[deed.bulletin];
        if (edition) await unsubscribe(with_, { edition, subscriber: person.id }, ann);
        return;
      }
      case "leave-list": {
        const scope = { list: listOf(deed.list) };
        await changeLetters(with_, person.id, { leave: [scope] }, readerOf(reader));
        return;
      }
      case "reconfirm": {
        const { id: bulletin = "" } = bulletins[0] ?? {};
        const list = listOf(deed.list);
        const asked = { id: with_.newId(), list, bulletin, now: with_.now(), days: 28 };
        const reconfirmation = newReconfirmation(asked);
        const bearer = { subscriber: person.id, list, reconfirmation: reconfirmation.id };
        const question = { kind: "found", bearer, person, reconfirmation, names: [] } as const;
        await keepLetters(with_, { ...question, bulletin: aBulletin() }, "I want it.");
        return;
      }
      case "leave-all":
        await changeLetters(with_, person.id, { leave: ["all-letters"] }, readerOf(reader));
        return;
      case "come-back": {
        const { to } = deed;
        const scope = to === "all-letters" ? to : { bulletin: bulletinOf(to) };
        await changeLetters(with_, person.id, { comeBack: [scope] }, readerOf(reader));
        return;
      }
      case "complain":
      case "bounce":
      case "defer": {
        const reasons = { complain: "complained", bounce: "bounced", defer: "deferred" } as const;
        const reason = reasons[deed.kind];
        return suppressPerson(with_, person.id, { reason, to: email(deed.who) });
      }
      case "lift": {
        const lift = { scope: deed.scope, reason: "They asked for it", afterComplaint: true };
        await liftSuppression(with_, person.id, lift, ann);
        return;
      }
      case "pause": {
        const pausedUntil = new Date(pipeline.now() + pauseLasts * momentMs).toISOString();
        await changeLetters(with_, person.id, { preferences: { pausedUntil } }, readerOf(reader));
        return;
      }
      case "remove":
        await removePerson(with_, listOf(deed.list), person.id, ann);
        return;
      case "erase":
        await eraseSubscriber(with_, person.id, ann);
        return;
      case "correct":
        await changePerson(with_, person.id, { email: email(deed.to) }, ann);
    }
  };

  /** Sends an edition of a bulletin. Returns the numbers of the addresses that got it. */
  const reached = async (index: number): Promise<number[]> => {
    const { id: bulletin = "" } = bulletins[index] ?? {};
    await addEntry(table, anEntry({ id: pipeline.newId(), bulletin }), aDecision());
    const composed = await compose(index, moment);
    if (composed.kind !== "composed") throw new Error(composed.kind);
    const { id } = composed.edition;
    await addressEdition(pipeline, { edition: id, round: 0 }, never);
    const { outbox } = local.ses;
    const before = outbox.size();
    for await (const batch of listBatches(table, id))
      await sendBatch(pipeline, { edition: id, batch: batch.id }, never);
    return outbox
      .list({ limit: Math.max(1, outbox.size() - before) })
      .slice(0, outbox.size() - before)
      .flatMap(({ destinations }) => destinations)
      .map(address => Number(/\.p(\d+)@/.exec(address)?.[1]))
      .sort();
  };

  return {
    pipeline,
    idOf,
    /** The import that the list's latest undo would undo. */
    applied: async (list: number) => (await getListImports(table, listOf(list))).applied,
    carryOut,
    reached,
    passTime: () => {
      moment++;
      return moment;
    },
  };
}
export type RealPeople = Awaited<ReturnType<typeof realPeople>>;
