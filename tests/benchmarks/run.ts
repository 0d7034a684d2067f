import { parseArgs } from "node:util";
import { benchBundles } from "./bundles.ts";
import { benchPace } from "./pace.ts";
import { benchScale, fullScale } from "./scale.ts";
import { benchSend } from "./send.ts";

type Row = Readonly<Record<string, string | number>>;
/** `figures` is what `--json` prints; `tables` is what people read. */
type Result = { readonly figures: object; readonly tables: readonly (readonly Row[])[] };

const { values, positionals } = parseArgs({
  options: { json: { type: "boolean", default: false }, people: { type: "string" } },
  allowPositionals: true,
});

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
  scale: async () => {
    const people = values.people?.split(",").map(Number) ?? fullScale.people;
    if (!people.every(count => Number.isInteger(count) && count > 0))
      throw new Error("--people takes numbers, with commas between");
    // Half an hour is long to look at nothing.
    const onRun = (what: string) => console.error(what);
    const { figures, tables } = await benchScale({
      ...fullScale,
      people: [...people].sort((a, b) => a - b),
      onRun,
    });
    return { figures, tables: [...tables, [{ ...figures }]] };
  },
};

const [name = "", ...others] = positionals;
const bench = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (bench && others.length === 0) {
  const { figures, tables } = await bench();
  if (values.json) console.log(JSON.stringify(figures));
  else for (const table of tables) console.table(table);
} else {
  console.error(
    `Usage: npm run bench -- NAME [--json], with NAME one of: ${Object.keys(benchmarks).join(", ")}`,
  );
  console.error("scale also takes --people 10000,100000");
  process.exitCode = 2;
}
