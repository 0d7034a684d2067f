import { hasLostDate } from "../../../functions/core/bulletins/approval/lost-date.ts";
import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import {
  bulletinProblemInEnglish,
  fieldOf,
} from "../../../functions/core/bulletins/bulletin-problem.ts";
import {
  readBulletinFile,
  readTimingFile,
} from "../../../functions/core/bulletins/file/read-bulletin-file.ts";
import {
  bulletinFileValue,
  writeBulletinFile,
} from "../../../functions/core/bulletins/file/write-bulletin-file.ts";
import { nextSlots, type Timing } from "../../../functions/core/bulletins/schedule/next-slot.ts";
import { setBulletin } from "../../../functions/steps/editions/bulletins/set-bulletin.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { getBulletin, listBulletins } from "../../../functions/store/bulletins/bulletins.ts";
import { listEditions } from "../../../functions/store/bulletins/editions.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { commandActor } from "../../cli/command-actor.ts";
import type { PlaceName } from "../../cli/place-arguments.ts";
import { openPlace } from "../open-place.ts";
import type { CommandResult } from "../run-command.ts";
import { readBulletinArguments } from "./bulletin-arguments.ts";
import { isFileName, readFileWith } from "./read-file.ts";

type Result = Omit<CommandResult, "json">;

/** Creates, changes or shows a bulletin, or lists its dates. Throws BadInput. */
export async function runBulletin(args: readonly string[]): Promise<CommandResult> {
  const { place, json, act } = readBulletinArguments(args);
  const result = async (): Promise<Result> => {
    switch (act.kind) {
      case "set":
        return setFrom(act.what, place);
      case "show":
        return inPlace(place, async pipeline => show(await known(pipeline, act.what)));
      case "dates":
        return dates(
          isFileName(act.what)
            ? await readFileWith(act.what, readTimingFile)
            : await inPlace(place, pipeline => known(pipeline, act.what)),
          act,
        );
    }
  };
  return Object.assign(await result(), { json });
}

async function inPlace<T>(
  name: PlaceName,
  work: (pipeline: Pipeline) => Promise<T>,
  mayBegin = false,
): Promise<T> {
  const place = await openPlace(name, [], { mayBegin });
  try {
    return await work(place.pipeline);
  } finally {
    await place.close();
  }
}

async function known({ table }: Pipeline, id: string): Promise<Bulletin> {
  const bulletin = await getBulletin(table, id);
  if (bulletin) return bulletin;
  const ids = (await listBulletins(table)).map(each => each.id);
  throw new BadInput(
    `There is no bulletin "${id}". ${ids.length > 0 ? `There are ${ids.join(", ")}.` : "There are none yet."}`,
  );
}

async function setFrom(path: string, place: PlaceName): Promise<Result> {
  const given = await readFileWith(path, readBulletinFile);
  return inPlace(
    place,
    async pipeline => {
      const set = await setBulletin(pipeline, given, commandActor());
      if (set.kind === "refused")
        throw new BadInput(
          ...set.problems.map(
            problem => `${path}: "${fieldOf(problem)}": ${bulletinProblemInEnglish(problem)}`,
          ),
        );
      const { bulletin } = set;
      const slots = nextSlots(bulletin, new Date(pipeline.now()), 5).map(slot =>
        slot.toISOString(),
      );
      const lost = await findLostDate(pipeline, bulletin);
      const did = { created: "Created", changed: "Changed", unchanged: "No change" }[set.kind];
      return {
        value: Object.assign(bulletinFileValue(bulletin), {
          result: set.kind,
          dates: slots,
          lost_date: lost,
        }),
        lines: [`${did}: ${bulletin.id}`, ...sayLost(lost), ...sayDates(slots)],
        code: 0,
      };
    },
    true,
  );
}

/** Returns the date of a waiting edition that the bulletin does not have any more. */
async function findLostDate({ table }: Pipeline, bulletin: Bulletin): Promise<string | undefined> {
  const { items } = await listEditions(table, bulletin.id, { maxItems: 10 });
  return items.find(edition => hasLostDate(bulletin, edition))?.slot;
}

function sayLost(slot: string | undefined): string[] {
  if (slot === undefined) return [];
  return [
    `The edition of ${slot} waits for a date that the bulletin does not have any more. It is not sent.`,
  ];
}

function sayDates(slots: readonly string[]): string[] {
  return slots.length > 0
    ? ["Next dates:", ...slots.map(slot => `  ${slot}`)]
    : ["No schedule: an approver sends each edition."];
}

function show(bulletin: Bulletin): Result {
  const { pausedAt, archivedAt } = bulletin;
  const value = Object.assign(bulletinFileValue(bulletin), {
    paused_at: pausedAt,
    archived_at: archivedAt,
  });
  const notes = [
    ...(pausedAt === undefined ? [] : [`# Paused on ${pausedAt}`]),
    ...(archivedAt === undefined ? [] : [`# Archived on ${archivedAt}`]),
  ];
  return { value, lines: [...notes, writeBulletinFile(bulletin).trimEnd()], code: 0 };
}

type Wanted = { readonly count: number; readonly after: Date };

/** Prints JSON with and without --json. */
function dates(timing: Omit<Timing, "pausedAt" | "archivedAt">, { count, after }: Wanted): Result {
  const { zone, schedule, holidays, exceptions } = timing;
  const slots = nextSlots({ zone, schedule, holidays, exceptions }, after, count);
  return { value: slots, lines: [JSON.stringify(slots)], code: 0 };
}
