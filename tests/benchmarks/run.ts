import { parseArgs } from "node:util";
import { benchBundles } from "./bundles.ts";

type Figures = readonly Readonly<Record<string, string | number>>[];

const benchmarks: Readonly<Record<string, () => Promise<Figures>>> = { bundles: benchBundles };

const { values, positionals } = parseArgs({ options: { json: { type: "boolean", default: false } }, allowPositionals: true });
const [name = "", ...others] = positionals;
const bench = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (bench && others.length === 0) {
  const figures = await bench();
  if (values.json) console.log(JSON.stringify(figures));
  else console.table(figures);
} else {
  console.error(`Usage: npm run bench -- NAME [--json], with NAME one of: ${Object.keys(benchmarks).join(", ")}`);
  process.exitCode = 2;
}
