import type { Actor } from "../../../core/access/actor.ts";
import { dayMs } from "../../../core/bulletins/schedule/calendar-day.ts";
import { getBulletin } from "../../../store/bulletins/bulletins.ts";
import type { Pipeline } from "../../pipeline.ts";
import { saveBulletin } from "../save-bulletin.ts";

export type SubjectChange = {
  readonly bulletin: string;
  readonly slot: Date;
  /** Undefined: by the bulletin's pattern again. */
  readonly subject: string | undefined;
};

/** Own subjects of past letters are kept for so long: a correction has the subject of its letter. */
const keptMs = 60 * dayMs;

/** Gives the digest of one slot a subject of its own, or takes that back. */
export async function changeSubject(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  { bulletin: id, slot, subject }: SubjectChange,
  by: Actor,
): Promise<"changed" | "unchanged" | "unknown"> {
  const bulletin = await getBulletin(pipeline.table, id);
  if (!bulletin) return "unknown";
  const at = slot.toISOString();
  const since = new Date(pipeline.now() - keptMs).toISOString();
  const others = (bulletin.ownSubjects ?? []).filter(own => own.slot !== at && own.slot > since);
  const all = subject === undefined ? others : [...others, { slot: at, subject }];
  const ownSubjects = all.length > 0 ? all : undefined;
  const next = Object.assign({}, bulletin, { ownSubjects });
  const saved = await saveBulletin(pipeline, next, by, "subject-changed");
  return saved === "saved" ? "changed" : "unchanged";
}
