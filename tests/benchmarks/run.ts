import { BadInput, endForBadInput } from "../../infra/cli/bad-input.ts";
import { readArguments } from "../../infra/cli/read-arguments.ts";
import { benchBundles } from "./bundles.ts";
import { benchFeedback } from "./feedback.ts";
import { benchImport } from "./import.ts";
import { benchPace } from "./pace.ts";
import { benchScale, fullScale } from "./scale.ts";
import { benchSend } from "./send.ts";
import { benchWholeLetter } from "./whole-letter.ts";

type Row = Readonly<Record<string, string | number>>;
/** `figures` is what `--json` prints; `tables` is what people read. */
type Result = { readonly figures: object; readonly tables: readonly (readonly Row[])[] };

const options = { json: { type: "boolean", default: false }, people: { type: "string" } } as const;

const benchmarks: Readonly<Record<string, (people: string | undefined) => Promise<Result>>> = {
  bundles: async () => {
    const figures = await benchBundles();
    return { figures, tables: [figures] };
  },
  send: async () => {
    const { figures, rows } = await benchSend();
    return { figures, tables: [rows, [figures]] };
  },
  feedback: async () => {
    const { figures, rows } = await benchFeedback();
    return { figures, tables: [rows, [figures]] };
  },
  letter: async given => {
    const [people = 0, ...others] = sizesIn(given ?? "10000");
    if (others.length > 0) throw new BadInput("letter takes one number of people.", usage);
    const { figures, rows } = await benchWholeLetter(people);
    return { figures, tables: [rows, [figures]] };
  },
  pace: async () => {
    const { figures, rows } = await benchPace();
    return { figures, tables: [rows] };
  },
  import: async given => {
    const people = sizesIn(given);
    const { figures, rows } = await benchImport({ people, onRun: what => console.error(what) });
    return { figures, tables: [rows, [figures]] };
  },
  scale: async given => {
    const people = sizesIn(given);
    // Half an hour is long to look at nothing.
    const onRun = (what: string) => console.error(what);
    const { figures, tables } = await benchScale({
      ...fullScale,
      people,
      onRun,
    });
    return { figures, tables: [...tables, [{ ...figures }]] };
  },
};

/** Ascending. */
function sizesIn(given: string | undefined): number[] {
  const people = given?.split(",").map(Number) ?? [...fullScale.people];
  if (!people.every(count => Number.isInteger(count) && count > 0))
    throw new BadInput("--people takes numbers, with commas between.", usage);
  return people.sort((a, b) => a - b);
}

const usage = `Usage: npm run bench -- NAME [--json], with NAME one of: ${Object.keys(benchmarks).join(", ")}
import and scale also take --people 10000,100000, and letter --people 10000`;

try {
  const { values, positionals } = readArguments(process.argv.slice(2), options, usage);
  const [name = "", ...others] = positionals;
  const bench = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (!bench || others.length > 0) throw new BadInput(usage);
  const { figures, tables } = await bench(values.people);
  if (values.json) console.log(JSON.stringify(figures));
  else for (const table of tables) console.table(table);
} catch (error) {
  if (!endForBadInput(error)) throw error;
}
