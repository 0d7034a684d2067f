import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { mkdir, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { takeLock } from "../infra/local/directory-lock.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Inside the project, so that Node finds the packages that stay outside. */
const cache = join(root, "node_modules", ".cache", "dear-colleague");
/** All that can be in a program, and the versions of its packages. */
const sources = ["functions/**", "infra/**", "templates/**", "tests/**/*.ts", "*.json"];
/** What was built and not asked for since is removed after so many milliseconds. A campaign may run for hours. */
const keptMs = 6 * 3_600_000;

/**
 * Returns the directory in which `build` has put something built from the project's sources. Builds
 * it only if they have changed since the last time. One process builds, and others wait for it.
 */
export async function buildOnce(
  name: string,
  build: (directory: string) => Promise<unknown>,
): Promise<string> {
  const place = join(cache, `${name}-${hashOfSources()}`);
  const mark = join(place, "built");
  if (existsSync(mark)) {
    await utimes(place, new Date(), new Date());
    return place;
  }
  await mkdir(cache, { recursive: true });
  const lock = await waitForLock(`${place}.lock`);
  try {
    if (existsSync(mark)) return place;
    await rm(place, { recursive: true, force: true });
    await build(place);
    await writeFile(mark, "");
    await removeOld();
  } finally {
    lock.release();
  }
  return place;
}

let hash: string | undefined;

/** Has the project's own place too: what is built names it, and a copy of the project has a copy of this cache. */
function hashOfSources(): string {
  if (hash) return hash;
  const sum = createHash("sha256").update(root);
  const files = globSync(sources, { cwd: root }).sort();
  for (const file of files)
    if (!file.endsWith(".test.ts") && statSync(join(root, file)).isFile())
      sum.update(file).update(readFileSync(join(root, file)));
  hash = sum.digest("hex").slice(0, 20);
  return hash;
}

async function waitForLock(path: string) {
  for (;;) {
    const lock = await takeLock(path);
    if (lock) return lock;
  }
}

/** Also of what V8 has compiled: a program of other sources has other files. */
async function removeOld(): Promise<void> {
  const built = (await readdir(cache)).filter(name => !name.startsWith("site-"));
  const compiled = globSync("compiled/*/*", { cwd: cache });
  for (const name of [...built.filter(each => each !== "compiled"), ...compiled]) {
    const found = await stat(join(cache, name)).catch(() => undefined);
    if (found && found.mtimeMs < Date.now() - keptMs)
      await rm(join(cache, name), { recursive: true, force: true });
  }
}
