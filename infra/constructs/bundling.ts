import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { buildAssets } from "../build-assets.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The Lambdas: a file each in `functions`, and what lies beside its bundle. */
const files = {
  "run-clock": ["templates"],
  "address-edition": [],
  "send-batch": [],
  "record-feedback": [],
  "editors-site": ["templates", "assets"],
  "readers-site": ["assets"],
} as const satisfies Readonly<Record<string, readonly ("templates" | "assets")[]>>;

export type LambdaName = keyof typeof files;
export const lambdaNames = Object.keys(files) as readonly LambdaName[];

/**
 * Packages that MJML and its cheerio bring along and a letter never reaches: an HTTP client, a guesser of encodings, and two
 * formatters that are off. Without them the bundle is a third, and loads in half the time.
 */
const neverReached = /^(undici|iconv-lite|encoding-sniffer|htmlnano|js-beautify)(\/|$)/;

const leaveOut: Plugin = {
  name: "leave-out",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: neverReached }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

/**
 * How the Lambdas are bundled: a CommonJS file each, which loads faster than a module, with nothing left to be found on AWS. In one
 * go, since most of what they load is the same.
 */
const bundling = (directory: string): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(lambdaNames.map(name => [`${name}/index`, join(root, "functions", `${name}.ts`)])),
  outdir: directory,
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  // A package's module can be shaken, its CommonJS cannot.
  mainFields: ["module", "main"],
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  plugins: [leaveOut],
});

/** Where each Lambda's directory is, by its name. */
export type Bundles = Readonly<Record<LambdaName, string>>;

/** Bundles every Lambda into a directory of its own below `directory`: `index.js`, and what it reads. */
export async function bundleLambdas(directory: string): Promise<Bundles> {
  await rm(directory, { recursive: true, force: true });
  const [assets] = await Promise.all([buildAssets(), build(bundling(directory))]);
  for (const name of lambdaNames)
    for (const folder of files[name])
      await (folder === "assets" ? writeAssets(join(directory, name), assets) : copyTemplates(join(directory, name)));
  return Object.fromEntries(lambdaNames.map(name => [name, join(directory, name)])) as Bundles;
}

async function writeAssets(directory: string, { css, js }: { css: string; js: string }): Promise<void> {
  const assets = join(directory, "assets");
  await mkdir(assets);
  await Promise.all([writeFile(join(assets, "site.css"), css), writeFile(join(assets, "site.js"), js)]);
}

async function copyTemplates(directory: string): Promise<void> {
  const names = (await readdir(join(root, "templates"))).filter(name => /\.(mjml|liquid)$/.test(name));
  for (const name of names) await cp(join(root, "templates", name), join(directory, "templates", name));
}
