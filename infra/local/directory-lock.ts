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

/** The right to work in a directory, held by one process at a time. */
export type DirectoryLock = {
  /** Throws once another process has taken the lock: to be called right before whatever must not happen twice. */
  readonly assertHeld: () => void;
  readonly release: () => void;
};

export type LockOptions = {
  /** Another process has it: it is waited for. */
  readonly onWait?: () => void;
  /** This process stood still for so long that another took the lock. */
  readonly onLost?: () => void;
};

const beatEveryMs = 1_000;
/** A holder that has not beaten for so long is dead or stands still. Much longer than a busy machine keeps a process waiting. */
const deadAfterMs = 10_000;
const lookEveryMs = 100;
/** A holder that goes on is waited for so long: it may be about to end. */
const patienceMs = 5_000;

/**
 * Takes a lock that holds between processes which need not see each other (containers on one volume): a file that appears complete,
 * and in which its holder counts. One that a dead process of this machine left is taken over at once; any other when it has not
 * changed for a while, by this process's own observation and whatever the clocks say. Undefined if a living process keeps it.
 */
export async function takeLock(path: string, options: LockOptions = {}): Promise<DirectoryLock | undefined> {
  const began = performance.now();
  let watched = { content: "", changes: 0, unchangedMs: 0, at: began };
  for (;;) {
    const held = create(path, options);
    if (held) return held;
    const content = readIfThere(path);
    if (content === undefined) continue;
    const now = performance.now();
    // A look that comes late, since this process stood still itself, tells no more than one look.
    const unchangedMs = watched.unchangedMs + Math.min(now - watched.at, 2 * lookEveryMs);
    if (watched.changes === 0 && !isOfTheDead(content)) options.onWait?.();
    watched =
      content === watched.content
        ? { ...watched, unchangedMs, at: now }
        : { content, changes: watched.changes + 1, unchangedMs: 0, at: now };
    if (isOfTheDead(content) || watched.unchangedMs > deadAfterMs) takeAway(path, content);
    else {
      if (now - began > patienceMs && watched.changes > 1) return undefined;
      await setTimeout(lookEveryMs);
    }
  }
}

/** The number at the end of the lock's file has as many figures at any time, so that it can be overwritten in place. */
const contentOf = (holder: string, beat: number) => `${holder}\n${String(beat).padStart(12)}\n`;

function create(path: string, { onLost }: LockOptions): DirectoryLock | undefined {
  const id = randomBytes(8).toString("hex");
  const holder = JSON.stringify({ id, ...thisProcess() });
  const draft = `${path}.${id}`;
  writeFileSync(draft, contentOf(holder, 0), { flag: "wx", mode: 0o600 });
  let file: number;
  try {
    appearAs(draft, path);
    file = openSync(path, "r+");
  } catch (error) {
    // Another has it, or takes it over just now.
    if (["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return holdLock(path, file, holder, onLost);
}

/** Puts a file where none is, complete from the first moment on. */
function appearAs(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    // Where a file system has no links the copy may be seen half-written, which is a holder that nobody knows.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    copyFileSync(draft, path, constants.COPYFILE_EXCL);
  }
}

function holdLock(path: string, file: number, holder: string, onLost: (() => void) | undefined): DirectoryLock {
  let beats = 0;
  let beatAt = performance.now();
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
      // The disk is full, say. What cannot be written is not seen, and the lock is lost after a while.
    }
  };
  const beating = setInterval(beat, beatEveryMs).unref();
  return {
    assertHeld: () => {
      if (performance.now() - beatAt > 2 * beatEveryMs) beat();
      if (isLost) throw new Error(`${path}: another process has taken the directory over`);
    },
    release: () => {
      clearInterval(beating);
      if (!isLost && isSame(path, file)) rmSync(path, { force: true });
      isLost = true;
      closeSync(file);
    },
  };
}

/** Whether the lock's file is the one that was made. */
function isSame(path: string, file: number): boolean {
  const there = statSync(path, { bigint: true, throwIfNoEntry: false });
  return there !== undefined && there.ino === fstatSync(file, { bigint: true }).ino;
}

/** Takes a lock out of the way that is just as it was seen; one that has changed since is put back. */
function takeAway(path: string, seen: string): void {
  const aside = `${path}.${randomBytes(8).toString("hex")}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  try {
    // Its holder may have been faster, or another process that took it over. Should a third take the lock just now, that holder
    // finds its lock gone and ends: one of them goes on in any case, and no two.
    if (readIfThere(aside) !== seen) appearAs(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isOfTheDead(content: string): boolean {
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
