import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin, transform } from "esbuild";
import { buildAssets } from "../build-assets.ts";
import { neverReached } from "../never-reached.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The Lambdas, one file in `functions` each, with the folders that lie beside its bundle. */
const folders = {
  "run-clock": ["templates"],
  "address-edition": [],
  "send-batch": [],
  "record-feedback": [],
  "import-list": [],
  "read-feeds": [],
  "editors-site": ["templates", "assets"],
  "readers-site": ["assets"],
} as const satisfies Readonly<Record<string, readonly ("templates" | "assets")[]>>;

export type LambdaName = keyof typeof folders;
export const lambdaNames = Object.keys(folders) as readonly LambdaName[];

/** esbuild's plugin that bundles an empty module instead of each of them. */
export const leaveOut: Plugin = {
  name: "leave-out",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: neverReached }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

/** Lambdas with code that few of their events need: MJML, the reader of texts, workbooks. */
const inPieces: readonly LambdaName[] = ["run-clock", "editors-site", "import-list"];

const entry = (name: LambdaName) => join(root, "functions", `${name}.ts`);

/** Nothing is external. */
const options = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node24",
  // esbuild can tree-shake a package's ES module, but not its CommonJS.
  mainFields: ["module", "main"],
  minify: true,
  // Otherwise each letter of a language like Arabic takes six bytes.
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  plugins: [leaveOut],
} as const satisfies BuildOptions;

/**
 * One CommonJS file for each Lambda, because that loads faster than a module. One build for all of
 * them, because they share most of their modules.
 */
const buildWhole = (directory: string) => {
  const names = lambdaNames.filter(name => !inPieces.includes(name));
  const entryPoints = Object.fromEntries(names.map(name => [`${name}/index`, entry(name)]));
  return build(Object.assign({ entryPoints, outdir: directory, format: "cjs" } as const, options));
};

/**
 * The same, but what is imported on demand lies in files of its own: half of the time that a large
 * file takes to load, V8 reads code that does not run. esbuild can only split modules, so each piece
 * becomes CommonJS afterwards.
 */
async function buildInPieces(directory: string, name: LambdaName): Promise<void> {
  const outdir = join(directory, name);
  const split = { format: "esm", splitting: true, write: false, entryNames: "index" } as const;
  const { outputFiles } = await build(
    Object.assign({ entryPoints: [entry(name)], outdir }, split, options),
  );
  await mkdir(outdir, { recursive: true });
  await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const { platform, target, charset, legalComments } = options;
      const { code } = await transform(text, {
        format: "cjs",
        platform,
        target,
        charset,
        legalComments,
        minify: true,
        // `require`, which loads a piece faster than `import` does.
        supported: { "dynamic-import": false },
      });
      await writeFile(path, code);
    }),
  );
}

/** The directory of each Lambda's bundle. */
export type Bundles = Readonly<Record<LambdaName, string>>;

/**
 * Bundles every Lambda into its own directory below `directory`: `index.js`, its pieces, and the
 * folders that it reads.
 */
export async function bundleLambdas(directory: string): Promise<Bundles> {
  await rm(directory, { recursive: true, force: true });
  const [assets] = await Promise.all([
    buildAssets(),
    buildWhole(directory),
    ...inPieces.map(name => buildInPieces(directory, name)),
  ]);
  for (const name of lambdaNames)
    for (const folder of folders[name])
      await (folder === "assets"
        ? writeAssets(join(directory, name), assets)
        : copyTemplates(join(directory, name)));
  return Object.fromEntries(lambdaNames.map(name => [name, join(directory, name)])) as Bundles;
}

async function writeAssets(
  directory: string,
  { css, js }: { css: string; js: string },
): Promise<void> {
  const assets = join(directory, "assets");
  await mkdir(assets);
  await Promise.all([
    writeFile(join(assets, "site.css"), css),
    writeFile(join(assets, "site.js"), js),
  ]);
}

async function copyTemplates(directory: string): Promise<void> {
  const names = (await readdir(join(root, "templates"))).filter(name =>
    /\.(mjml|liquid)$/.test(name),
  );
  for (const name of names)
    await cp(join(root, "templates", name), join(directory, "templates", name));
}
