import { noteLatestImport } from "../../../store/people/import-leases.ts";
import {
  changeImport,
  deleteFirstRows,
  getImport,
  type StoredImport,
} from "../../../store/people/imports.ts";
import type { Pipeline } from "../../pipeline.ts";
import { applyImport } from "./apply-import.ts";
import { beginImport } from "./begin-import.ts";
import { checkImport } from "./check-import.ts";
import { failImport } from "./fail-import.ts";
import { ImportRefused } from "./import-lease.ts";
import { type ImportOutcome, ImportTaken } from "./import-run.ts";
import { filesOf, readReceived, receivedPeople } from "./receive-file.ts";
import { undoImport } from "./undo-import.ts";

/** "more": the time is over. "busy": another import of the list is running; try again later. */
export type Continued = "done" | "more" | "busy";

/** How long to wait for another worker that has the list. */
const patienceMs = 2_000;

/** Begins the import of a file that a browser has given to the bucket. Events may come twice. */
export async function receiveUpload(
  pipeline: Pipeline,
  key: string,
  timeIsUp: () => boolean,
): Promise<Continued> {
  const [, id = "", ...name] = key.split("/");
  const about = await filesOf(pipeline).about(key);
  if (!about || !/^[0-9A-Z]{26}$/.test(id)) return "done";
  const begun = await beginImport(pipeline, {
    ...about,
    id,
    key,
    mode: "update",
    file: name.join("/") || "file",
  });
  if (begun.kind === "refused") {
    await filesOf(pipeline).remove(key);
    return "done";
  }
  await noteLatestImport(pipeline.table, about.list, id);
  return continueImport(pipeline, id, timeIsUp);
}

/**
 * Goes on with an import whose file is in the bucket: reads and checks it, applies it, or undoes it,
 * as far as a person has decided.
 */
export async function continueImport(
  pipeline: Pipeline,
  id: string,
  timeIsUp: () => boolean,
): Promise<Continued> {
  const found = await getImport(pipeline.table, id);
  if (!found) return "done";
  try {
    const isUnread = found.status === "checking" && !found.table;
    const read = found.wanted === "read" || isUnread ? await readReceived(pipeline, found) : found;
    const outcome = read && (await workOn(pipeline, read, () => !timeIsUp()));
    if (outcome?.kind === "paused") return "more";
    if (outcome) await endWork(pipeline, id, outcome);
    return "done";
  } catch (error) {
    // Another worker has it: events come twice.
    if (error instanceof ImportTaken) return "done";
    if (error instanceof ImportRefused && error.reason.code === "list-busy") return "busy";
    await failImport(pipeline, id, error);
    return "done";
  }
}

async function workOn(
  pipeline: Pipeline,
  found: StoredImport,
  mayGoOn: () => boolean,
): Promise<ImportOutcome | undefined> {
  const { id, by, status, wanted } = found;
  const run = { by, mayGoOn, patienceMs, people: () => receivedPeople(pipeline, found) };
  if (wanted === "undo" || status === "undoing") return undoImport(pipeline, id, run);
  if (wanted === "apply" || status === "applying")
    return applyImport(pipeline, id, { ...run, mayManyLeave: true });
  return status === "checking" ? checkImport(pipeline, id, run) : undefined;
}

/** Forgets the decision that is carried out, or says why it was not; and the file, if it was used. */
async function endWork(pipeline: Pipeline, id: string, outcome: ImportOutcome): Promise<void> {
  const current = await getImport(pipeline.table, id);
  if (!current) return;
  const { wanted, status, key } = current;
  if (outcome.kind === "refused") {
    await changeImport(pipeline.table, current, { wanted: undefined, reason: outcome.reason });
    return;
  }
  if (status === "applied" && key !== undefined) {
    await filesOf(pipeline).remove(key);
    await deleteFirstRows(pipeline.table, id);
  }
  const isOver = status === "applied" || status === "undone";
  if (wanted !== undefined || (isOver && key !== undefined))
    await changeImport(pipeline.table, current, {
      wanted: undefined,
      reason: undefined,
      ...(isOver && { key: undefined }),
    });
}
