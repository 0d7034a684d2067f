import { parseArgs } from "node:util";
import { benchBundles } from "./bundles.ts";
import { benchPace } from "./pace.ts";
import { benchSend } from "./send.ts";

type Row = Readonly<Record<string, string | number>>;
/** `figures` is what `--json` prints; `tables` is what people read. */
type Result = { readonly figures: object; readonly tables: readonly (readonly Row[])[] };

const benchmarks: Readonly<Record<string, () => Promise<Result>>> = {
  bundles: async () => {
    const figures = await benchBundles();
    return { figures, tables: [figures] };
  },
  send: async () => {
    const { figures, rows } = await benchSend();
    return { figures, tables: [rows, [figures]] };
  },
  pace: async () => {
    const { figures, rows } = await benchPace();
    return { figures, tables: [rows] };
  },
};

const { values, positionals } = parseArgs({ options: { json: { type: "boolean", default: false } }, allowPositionals: true });
const [name = "", ...others] = positionals;
const bench = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (bench && others.length === 0) {
  const { figures, tables } = await bench();
  if (values.json) console.log(JSON.stringify(figures));
  else for (const table of tables) console.table(table);
} else {
  console.error(`Usage: npm run bench -- NAME [--json], with NAME one of: ${Object.keys(benchmarks).join(", ")}`);
  process.exitCode = 2;
}
