import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";

const quiet = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  "--no-pings",
];
const usualPlaces = [
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Starts a real Chromium without a window: `CHROME_PATH`, else the one inside npm's packages (linux x64), else an installed Chrome. */
export async function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const args = [...quiet, ...flags];
  const named = process.env.CHROME_PATH;
  if (named) return chromium.launch({ executablePath: named, args });
  if (process.platform === "linux" && process.arch === "x64") {
    const unpacked = await unpackChromium();
    const env = { ...stringsOf(process.env), LD_LIBRARY_PATH: join(unpacked, "al2023", "lib") };
    return chromium.launch({ executablePath: join(unpacked, "chromium"), args, env });
  }
  const installed = usualPlaces.find(path => existsSync(path));
  if (!installed)
    throw new Error(
      `No Chrome found at ${usualPlaces.join(", ")}: install one, or name it in CHROME_PATH`,
    );
  return chromium.launch({ executablePath: installed, args });
}

let shared: Promise<Browser> | undefined;

/** The browser of this worker of Vitest, without flags. It ends with the worker; close what you open in it. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= openBrowser();
  return shared;
}

// Unpacked to a separate path and then renamed. The package's own executablePath() would return a
// half-written file to the second caller.
async function unpackChromium(): Promise<string> {
  const entry = import.meta.resolve("@sparticuz/chromium");
  const { version } = JSON.parse(await readFile(new URL("../package.json", entry), "utf8")) as {
    version: string;
  };
  const unpacked = join(tmpdir(), `dear-colleague-chromium-${version}`);
  if (existsSync(unpacked)) return unpacked;

  const outer = process.env.TMPDIR;
  const staging = await mkdtemp(join(tmpdir(), "dear-colleague-unpacking-"));
  const { inflate } = await import("@sparticuz/chromium");
  try {
    process.env.TMPDIR = staging; // where inflate() writes to, for want of an argument
    const packed = ["chromium.br", "al2023.tar.br"].map(name =>
      fileURLToPath(new URL(`../bin/${name}`, entry)),
    );
    await Promise.all(packed.map(path => inflate(path)));
  } finally {
    if (outer === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outer;
  }
  await rename(staging, unpacked).catch(async error => {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(unpacked)) throw error;
  });
  return unpacked;
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
