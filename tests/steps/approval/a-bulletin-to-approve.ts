import { type Actor, actorOf } from "../../../functions/core/access/actor.ts";
import type { Role } from "../../../functions/core/access/role.ts";
import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import { editionId } from "../../../functions/core/bulletins/edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import {
  rewriteEntry,
  writeNewEntry,
} from "../../../functions/steps/editions/entries/write-entry.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { confirmMember } from "../../../functions/store/access/members.ts";
import { getBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { getEntry } from "../../../functions/store/bulletins/entries.ts";
import { aBulletin, anEntry } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { colleagues, fillList } from "../an-edition.ts";

/** Everyone of the team that a test is about. Eve edits; Ada and Ben approve; Olu operates. */
export const eve = actorOf({ sub: "eve", name: "Eve" });
export const ada = actorOf({ sub: "ada", name: "Ada" });
export const ben = actorOf({ sub: "ben", name: "Ben" });

/** Tuesdays, 09:00 in London. */
export const slot = new Date("2026-12-01T09:00:00Z");
export const nextWeek = new Date("2026-12-08T09:00:00Z");
export const minutes = (count: number) => count * 60_000;

export type Approving = TestPipeline & {
  readonly id: string;
  /** The pipeline at an instant. */
  readonly at: (instant: number | Date) => TestPipeline["pipeline"];
  /** One tick of the clock at an instant. */
  readonly tick: (instant: number | Date) => Promise<void>;
  readonly bulletin: () => Promise<Bulletin>;
  readonly edition: (of?: Date) => ReturnType<typeof getEdition>;
  /** Adds an entry, or saves other words over it. */
  readonly write: (id: string, body: string, at?: number | Date, by?: Actor) => Promise<void>;
  /** Everything mailed to an address, as "subject" lines, oldest first. */
  readonly mailTo: (address: string) => string[];
};

/** A bulletin for each Tuesday, with a team, a list of three, and its copy deadline a day before. */
export async function aBulletinToApprove(given: Partial<Bulletin> = {}): Promise<Approving> {
  const local = await aPipeline();
  const bulletin = aBulletin({
    id: "weekly",
    composition: "digest",
    zone: "Europe/London",
    schedule: { cron: "0 9 * * 2" },
    approval: "one",
    deadlineMinutes: 1_440,
    approveByLink: true,
    holdMinutes: 0,
    ...given,
  });
  const { pipeline } = local;
  const at = (instant: number | Date) => ({ ...pipeline, now: () => Number(instant) });
  const before = slot.getTime() - minutes(3 * 1_440);
  const team: [string, Role][] = [
    ["eve", "editor"],
    ["ada", "approver"],
    ["ben", "approver"],
    ["olu", "operator"],
  ];
  for (const [sub, role] of team)
    await confirmMember(pipeline.table, {
      sub,
      name: sub.charAt(0).toUpperCase() + sub.slice(1),
      address: `${sub}@harbour-health.example`,
      groups: [role],
    });
  await fillList(local, "staff", colleagues(3));
  await saveBulletin(at(before), bulletin, actorOf({ sub: "olu", name: "Olu" }));
  const write = async (id: string, body: string, when: number | Date = before, by: Actor = eve) => {
    const entry = await getEntry(pipeline.table, bulletin.id, id);
    const text = { title: `About ${id}`, body, status: "ready" } as const;
    if (entry) await rewriteEntry(at(when), { entry, text, seen: entry.version }, by);
    else await writeNewEntry(at(when), anEntry({ id, bulletin: bulletin.id, ...text }), by);
  };
  return {
    ...local,
    id: editionId(bulletin.id, slot),
    at,
    tick: instant => runClock(at(instant), local.template),
    bulletin: async () => {
      const stored = await getBulletin(pipeline.table, bulletin.id);
      if (!stored) throw new Error("the bulletin is gone");
      return stored;
    },
    edition: (of = slot) => getEdition(pipeline.table, editionId(bulletin.id, of)),
    write,
    mailTo: address =>
      local.ses.outbox
        .list({ limit: 10_000 })
        .filter(({ destinations }) => destinations.includes(address))
        .map(({ subject }) => subject),
  };
}
