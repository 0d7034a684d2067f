import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { writeWhole } from "../../../cli/write-whole.ts";
import type { LockPlace } from "../../directory-lock.ts";
import { endIfRunning, hasEnded, thisProcess } from "../../process-identity.ts";

const lookEveryMs = 500;
const patienceMs = 10_000;

/**
 * Takes the place of the directory's SES for this process, which works for the run that holds the
 * lock. Ends the process that an earlier run left, so that only one process writes. Returns a function
 * that throws once another run has the lock. Calls `onLost` when it sees that.
 */
export async function holdPlace(
  directory: string,
  lock: LockPlace,
  onLost: () => void,
): Promise<() => void> {
  const assertHeld = () => {
    const there = statSync(lock.path, { bigint: true, throwIfNoEntry: false });
    if (there?.ino !== lock.ino)
      throw new Error(`${lock.path}: another process has taken over the directory`);
  };
  assertHeld();
  mkdirSync(join(directory, "ses"), { recursive: true, mode: 0o700 });
  const file = join(directory, "ses", "process");
  await endEarlier(file);
  writeWhole(file, JSON.stringify(thisProcess()));
  const looking = setInterval(() => {
    try {
      assertHeld();
    } catch {
      clearInterval(looking);
      onLost();
    }
  }, lookEveryMs).unref();
  return assertHeld;
}

/** An earlier run was killed or stands still. Its process could still accept a letter. */
async function endEarlier(file: string): Promise<void> {
  let earlier: string;
  try {
    earlier = readFileSync(file, "utf8");
  } catch {
    return;
  }
  endIfRunning(earlier);
  // A process of another container cannot be seen: it looks at the lock before each write.
  for (let waited = 0; !hasEnded(earlier) && waited < patienceMs; waited += 10) {
    if (!endIfRunning(earlier)) return;
    await setTimeout(10);
  }
}
