import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { setTimeout } from "node:timers/promises";
import { hasEnded, thisProcess } from "./process-identity.ts";

/** The right to use a directory, held by one process at a time. */
export type DirectoryLock = {
  /**
   * Throws if another process has taken the lock. Call it right before an action that must not
   * happen twice.
   */
  readonly assertHeld: () => void;
  /** The lock's file, by which another process of this run can see whether the lock is held. */
  readonly place: LockPlace;
  readonly release: () => void;
};

/** `ino`: another run that takes over replaces the file. */
export type LockPlace = { readonly path: string; readonly ino: bigint };

export type LockOptions = {
  /** Another process has the lock; this process waits. */
  readonly onWait?: () => void;
  /** Another process took the lock because this process stood still for too long. */
  readonly onLost?: () => void;
};

const beatEveryMs = 1_000;
/**
 * Without a beat for so long, the holder is dead or stands still. A busy machine delays a process
 * much less.
 */
const deadAfterMs = 10_000;
const lookEveryMs = 100;
/** How long to wait for a live holder, which may be about to end. */
const maxWaitMs = 5_000;

/**
 * Takes a lock between processes that may not see each other, such as containers on one volume. The
 * lock is a file with a counter, and its holder increases the counter. A lock of a dead process on
 * this machine is taken over at once. Any other lock is taken over if it does not change for a
 * while. This process measures that time itself, so wrong clocks do no harm. Returns undefined if a
 * live process keeps the lock.
 */
export async function takeLock(
  path: string,
  options: LockOptions = {},
): Promise<DirectoryLock | undefined> {
  const began = performance.now();
  let watched = { content: "", changes: 0, unchangedMs: 0, at: began };
  for (;;) {
    const held = create(path, options);
    if (held) return held;
    const content = readIfThere(path);
    if (content === undefined) continue;
    const now = performance.now();
    // If this process stood still itself, the time since its last look proves nothing about the
    // holder.
    const unchangedMs = watched.unchangedMs + Math.min(now - watched.at, 2 * lookEveryMs);
    if (watched.changes === 0 && !isOfDeadProcess(content)) options.onWait?.();
    watched =
      content === watched.content
        ? { ...watched, unchangedMs, at: now }
        : { content, changes: watched.changes + 1, unchangedMs: 0, at: now };
    if (isOfDeadProcess(content) || watched.unchangedMs > deadAfterMs) takeAway(path, content);
    else {
      if (now - began > maxWaitMs && watched.changes > 1) return undefined;
      await setTimeout(lookEveryMs);
    }
  }
}

/** The counter has a fixed width, so that it can be overwritten in place. */
const contentOf = (holder: string, beat: number) => `${holder}\n${String(beat).padStart(12)}\n`;

function create(path: string, { onLost }: LockOptions): DirectoryLock | undefined {
  const holder = JSON.stringify({ id: randomBytes(8).toString("hex"), ...thisProcess() });
  try {
    return holdLock(path, createWhole(path, contentOf(holder, 0)), holder, onLost);
  } catch (error) {
    // Another process has the lock, or is taking it over.
    if (["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return undefined;
    throw error;
  }
}

/**
 * Creates a file with its full content in one step. Returns its descriptor, which stays this file's
 * even if another process replaces the file at once. Throws EEXIST if the file exists.
 */
function createWhole(path: string, content: string): number {
  const draft = `${path}.${randomBytes(8).toString("hex")}`;
  const file = openSync(draft, "wx+", 0o600);
  try {
    writeFileSync(file, content);
    linkSync(draft, path);
    return file;
  } catch (error) {
    closeSync(file);
    if (!lacksLinks(error)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  // Others may read a half-written file. They treat it as a lock with an unknown holder.
  const plain = openSync(path, "wx+", 0o600);
  writeFileSync(plain, content);
  return plain;
}

/** Gives a file a second name. Throws EEXIST if that name is taken. */
function appearAs(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!lacksLinks(error)) throw error;
    copyFileSync(draft, path, constants.COPYFILE_EXCL);
  }
}

/** Whether the file system has no hard links. */
function lacksLinks(error: unknown): boolean {
  return ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(
    (error as NodeJS.ErrnoException).code ?? "",
  );
}

function holdLock(
  path: string,
  file: number,
  holder: string,
  onLost: (() => void) | undefined,
): DirectoryLock {
  let beats = 0;
  // So the first `assertHeld` looks: this process may have stood still since the file was created.
  let beatAt = Number.NEGATIVE_INFINITY;
  let isLost = false;
  const beat = () => {
    if (isLost) return;
    if (!isSame(path, file)) {
      isLost = true;
      clearInterval(beating);
      onLost?.();
      return;
    }
    beatAt = performance.now();
    try {
      writeSync(file, contentOf(holder, ++beats), 0);
    } catch {
      // The disk may be full. Others then see no beats, and take the lock over after a while.
    }
  };
  const beating = setInterval(beat, beatEveryMs).unref();
  return {
    place: { path, ino: fstatSync(file, { bigint: true }).ino },
    assertHeld: () => {
      if (performance.now() - beatAt > 2 * beatEveryMs) beat();
      if (isLost) throw new Error(`${path}: another process has taken over the directory`);
    },
    release: () => {
      clearInterval(beating);
      if (!isLost && isSame(path, file)) rmSync(path, { force: true });
      isLost = true;
      closeSync(file);
    },
  };
}

/** Whether the lock's file is still the one that this process created. */
function isSame(path: string, file: number): boolean {
  const there = statSync(path, { bigint: true, throwIfNoEntry: false });
  return there !== undefined && there.ino === fstatSync(file, { bigint: true }).ino;
}

/** Removes a lock that is unchanged since `seen`. Puts a changed one back. */
function takeAway(path: string, seen: string): void {
  const aside = `${path}.${randomBytes(8).toString("hex")}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  try {
    // The holder may have written a beat, or another process may have taken the lock over. If a
    // third process takes the lock now, the holder finds its lock missing and ends. So exactly one
    // process continues.
    if (readIfThere(aside) !== seen) appearAs(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isOfDeadProcess(content: string): boolean {
  return hasEnded(content.slice(0, content.indexOf("\n")));
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
