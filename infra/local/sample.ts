import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Bulletin } from "../../functions/core/bulletins/bulletin.ts";
import { editionId } from "../../functions/core/bulletins/edition.ts";
import type { Entry } from "../../functions/core/bulletins/entry.ts";
import { nextSlot } from "../../functions/core/bulletins/schedule/next-slot.ts";
import { isComposing } from "../../functions/core/bulletins/status.ts";
import { type List, newList } from "../../functions/core/people/list.ts";
import type { Profile } from "../../functions/core/people/subscriber.ts";
import { welcomeMember } from "../../functions/steps/access/welcome-member.ts";
import { approveEdition } from "../../functions/steps/approval/approve-edition.ts";
import { proposeEdition } from "../../functions/steps/approval/propose-edition.ts";
import { composeEdition } from "../../functions/steps/editions/compose-edition.ts";
import { writeNewEntry } from "../../functions/steps/editions/entries/write-entry.ts";
import { saveBulletin } from "../../functions/steps/editions/save-bulletin.ts";
import { importList } from "../../functions/steps/people/import-list.ts";
import { createList } from "../../functions/steps/people/lists/create-list.ts";
import { readColleagues } from "../../functions/steps/people/rows/read-colleagues.ts";
import { getBulletin } from "../../functions/store/bulletins/bulletins.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { getEntry } from "../../functions/store/bulletins/entries.ts";
import type { LocalPipeline } from "./local-pipeline.ts";
import {
  sampleApprover,
  sampleEditor,
  sampleOperator,
  samplePeople,
} from "./site/sample-people.ts";

export const sampleList: List = {
  ...newList({ id: "harbour-staff", name: "Harbour staff" }),
  description: "Everyone who works at Harbour Health Trust.",
  lawfulBasis: "legitimate-interests",
  purpose: "because you work at Harbour Health Trust",
  visibility: "public",
  welcome:
    "Thank you for subscribing. We write on Tuesdays, about clinics, rotas and what changes for staff.",
};

/** The bulletin shown after the first start. */
export const sampleBulletin: Bulletin = {
  id: "harbour-weekly",
  name: "Harbour Health Weekly",
  organisation: "Harbour Health Trust",
  sender: {
    from: "Harbour Health Trust <letters@harbour-health.example>",
    replyTo: "medical.director@harbour-health.example",
  },
  lists: [sampleList.id],
  composition: "digest",
  language: "en-GB",
  salutation: "Dear colleague,",
  signOff: "With best wishes,",
  signatories: [{ name: "Dr Siân O’Brien", postNominals: "FRCP", role: ["Medical Director"] }],
  schedule: { every: "week", on: ["tuesday"], at: "09:00" },
  holidays: { calendar: "england", rule: "after" },
  zone: "Europe/London",
  approval: "one",
  approveByLink: true,
  uncertain: "resend",
  breaker: { bouncePercent: 5, complaintPercent: 0.3, after: 500 },
};

/** The slot of the sample edition. It is fixed, so that a second start sends nothing. */
export const sampleSlot = new Date("2026-11-17T09:00:00Z");

const anEntry = (id: string, title: string, body: string, rest: Partial<Entry> = {}): Entry => ({
  id: `01KAGW00000000000000000${id}`,
  bulletin: sampleBulletin.id,
  title,
  body,
  format: "markdown",
  status: "ready",
  updatedAt: "2026-11-16T10:00:00.000Z",
  version: 1,
  ...rest,
});

export const sampleEntries: readonly Entry[] = [
  anEntry("101", "Winter clinics: longer hours from 1 December", bodyOf("winter-clinics.md")),
  anEntry(
    "102",
    "Who's on call: the new rota",
    "The rota for December & January is on the [staff pages](https://harbour-health.example/rota).\n\nSwaps go through your ward’s lead, not through the switchboard.",
  ),
  anEntry(
    "103",
    "Car park B",
    "It stays closed until the drains are repaired. We expect that to take\n\n- two weeks, if the weather holds; or\n- four, if it does not.",
  ),
  anEntry("104", "Flu figures", "To come: the figures of week 47 [DATE].", { status: "draft" }),
  anEntry(
    "105",
    "Carol service",
    "On 18 December at 4 pm in the chapel. All are welcome, of any faith or none.",
    {
      notBefore: "2026-12-01T09:00:00.000Z",
    },
  ),
];

/** Entries of the next edition, which waits for its approval. */
const nextEntries: readonly Entry[] = [
  anEntry(
    "106",
    "Staff survey",
    "The survey closes on 11 December. It takes ten minutes, and nobody sees who wrote what.",
  ),
  anEntry(
    "107",
    "Thank you, Ward 7",
    "Forty-one patients went home in time for supper last Friday. *Thank you* to everyone who made it happen.",
  ),
];

/**
 * Creates the sample once: an edition that was approved and sent, and the next one, which waits for
 * its approval. Returns the id of the first.
 */
export async function sendSample({
  pipeline,
  template,
}: Pick<LocalPipeline, "pipeline" | "template">): Promise<string> {
  const { table } = pipeline;
  const { id: bulletin } = sampleBulletin;
  const by = sampleEditor;
  if (!(await getBulletin(table, bulletin))) {
    for (const { does: _, ...person } of Object.values(samplePeople))
      await welcomeMember(pipeline, person);
    await createList(pipeline, sampleList, sampleOperator);
    await importList(pipeline, sampleList.id, sampleColleagues(), { by: sampleOperator });
    for (const entry of sampleEntries) await writeNewEntry(pipeline, entry, by);
    await saveBulletin(pipeline, sampleBulletin, sampleOperator);
  }
  const id = editionId(bulletin, sampleSlot);
  // Its date is long past: as an edition of the schedule it would be too late.
  const first = await proposeEdition(pipeline, template, {
    bulletin,
    slot: sampleSlot,
    by,
    unscheduled: true,
  });
  if (first.kind === "proposed") {
    const { edition } = first;
    const yes = { edition: edition.id, hash: edition.hash, by: sampleApprover };
    await approveEdition(pipeline, template, yes);
  }
  const edition = await getEdition(table, id);
  if (edition && isComposing(edition))
    await composeEdition(pipeline, template, { bulletin: sampleBulletin, slot: sampleSlot, by });
  await proposeNext({ pipeline, template });
  return id;
}

async function proposeNext({
  pipeline,
  template,
}: Pick<LocalPipeline, "pipeline" | "template">): Promise<void> {
  const by = sampleEditor;
  const { id: bulletin } = sampleBulletin;
  if (await getEntry(pipeline.table, bulletin, nextEntries[0]?.id ?? "")) return;
  const slot = nextSlot(sampleBulletin, new Date(pipeline.now()));
  for (const entry of nextEntries) await writeNewEntry(pipeline, entry, by);
  if (slot) await proposeEdition(pipeline, template, { bulletin, slot, by });
}

/**
 * Makes the sample due each minute and without an approval, so that a person can watch the clock; or
 * as usual again.
 */
export async function setSampleClock({ pipeline }: LocalPipeline, isFast: boolean): Promise<void> {
  const stored = await getBulletin(pipeline.table, sampleBulletin.id);
  const isEachMinute = stored?.schedule !== undefined && "cron" in stored.schedule;
  if (!stored || isFast === isEachMinute) return;
  const { schedule, approval } = sampleBulletin;
  const fast = { schedule: { cron: "* * * * *" }, approval: "none" } as const;
  const next = Object.assign({ ...stored }, isFast ? fast : { schedule, approval });
  await saveBulletin(pipeline, next, sampleOperator);
}

async function* sampleColleagues(): AsyncGenerator<Profile> {
  for await (const row of readColleagues(example("colleagues.csv")))
    if (row.kind === "colleague") yield row.colleague;
}

/** Returns the text of an example letter, without its front matter. */
function bodyOf(name: string): string {
  return readFileSync(example(name), "utf8").replace(/^---[\s\S]*?\n---\n/, "");
}

function example(name: string): string {
  return fileURLToPath(new URL(`../../docs/examples/${name}`, import.meta.url));
}
