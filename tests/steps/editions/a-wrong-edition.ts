import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import type { Correction } from "../../../functions/core/bulletins/correction/correction.ts";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import {
  beginCorrection,
  type CorrectOutcome,
} from "../../../functions/steps/approval/corrections/begin-correction.ts";
import { readSentTexts } from "../../../functions/steps/approval/corrections/sent-texts.ts";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { listPeople } from "../../../functions/steps/ledger/list-people.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, never } from "../an-edition.ts";

/** A letter with a mistake that has gone to some people, and not to others. */
export type WrongEdition = {
  readonly local: TestPipeline;
  readonly id: string;
  readonly edition: (id?: string) => Promise<Edition>;
  /** Begins a correction, with other words. */
  readonly correct: (
    given?: { readonly to?: Correction["to"]; readonly body?: string },
    pipeline?: Pipeline,
  ) => Promise<CorrectOutcome>;
  /** Says yes to a correction, and sends it. */
  readonly sendCorrection: (id: string) => Promise<void>;
  /** How many people of an edition have each standing, by address. */
  readonly standings: (id: string) => Promise<Readonly<Record<string, string>>>;
  readonly subscriberWith: (address: string) => Promise<string>;
  /** The subjects of everything that an address got, the latest first. */
  readonly subjectsTo: (address: string) => string[];
};

/** Sends all batches of an edition that is addressed. */
export async function sendAll({ pipeline }: TestPipeline, id: string): Promise<void> {
  for await (const { id: batch } of listBatches(pipeline.table, id))
    await sendBatch(pipeline, { edition: id, batch }, never);
}

/**
 * Of eight people, Amazon SES refuses two and does not answer for one; the edition is then stopped.
 */
export async function aWrongEdition(given: Partial<Bulletin> = {}): Promise<WrongEdition> {
  const local = await aPipeline({ limits: { graceMs: 60_000, holdMs: 0 } });
  const { pipeline, template } = local;
  const { edition } = await anAddressedEdition(local, colleagues(8), given);
  const { id } = edition;
  local.ses.faults.set({ refuse: { count: 2 }, resetBeforeAccept: { count: 1 } });
  await sendAll(local, id);
  local.ses.faults.set({});
  await stopEdition(pipeline, id, "A wrong date.", ann);
  const stored = async (of = id) => {
    const found = await getEdition(pipeline.table, of);
    if (!found) throw new Error(`edition ${of} is gone`);
    return found;
  };
  return {
    local,
    id,
    edition: stored,
    correct: async ({ to = "who-got-it", body = "The clinics open at 8 am." } = {}, other) => {
      const texts = await readSentTexts(pipeline, edition);
      return beginCorrection(other ?? pipeline, template, {
        edition: id,
        texts: texts.map(text => ({ ...text, body })),
        to,
        isSaid: true,
        by: ann,
      });
    },
    sendCorrection: async of => {
      const { hash } = await stored(of);
      await approveEdition(pipeline, template, { edition: of, hash, by: ann });
      await addressEdition(pipeline, { edition: of, round: 0 }, never);
      await sendAll(local, of);
    },
    standings: async of => {
      const people: [string, string][] = [];
      for await (const read of listPeople(pipeline, { id: of }, undefined))
        for (const { person, standing } of read.people)
          people.push([person?.email ?? "", standing]);
      return Object.fromEntries(people);
    },
    subscriberWith: async address => {
      for await (const { people } of listPeople(pipeline, { id }, undefined))
        for (const { person, subscriber } of people)
          if (person?.email === address) return subscriber;
      throw new Error(`nobody has ${address}`);
    },
    subjectsTo: address =>
      local.ses.outbox
        .list({ limit: 1_000 })
        .filter(({ destinations }) => destinations.includes(address))
        .map(({ subject }) => subject),
  };
}

/** The id of the one correction that the tests begin. */
export function idOf(outcome: CorrectOutcome): string {
  if (outcome.kind !== "proposed") throw new Error(`the correction is ${outcome.kind}`);
  return outcome.edition.id;
}
