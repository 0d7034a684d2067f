import { setTimeout as sleep } from "node:timers/promises";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { readBenchLetter } from "./letter.ts";
import type { CountingSes, CountingSesOrders } from "./processes/counting-ses.ts";
import type { Step, StepName, StepOrders } from "./processes/step.ts";
import { startServices } from "./services.ts";
import { meanRate, mostInAnySecond } from "./sliding-rate.ts";
import type { BenchProcess } from "./start-process.ts";

export type PaceRow = {
  readonly rate: number;
  /** Letters that came in the fullest second, wherever it begins, as a part of the rate. */
  readonly most: number;
  readonly mean: number;
  /** Of the letters that came while both editions were being sent. */
  readonly shares: string;
  /** The longest that the SES was held up, in milliseconds: what waits for it comes together. */
  readonly lag: number;
};
export type PaceFigures = {
  /** The most and the least of all rates. */
  readonly paceMost: number;
  readonly paceMean: number;
};
export type PaceSizes = {
  readonly rates: readonly number[];
  readonly seconds: number;
  readonly workers: number;
};

const full: PaceSizes = { rates: [50, 200], seconds: 40, workers: 8 };
const names = ["one", "two"] as const;

/** Two editions at once by several workers, against an SES that only looks at when letters come. */
export async function benchPace(
  sizes: PaceSizes = full,
): Promise<{ figures: PaceFigures; rows: PaceRow[] }> {
  const rows: PaceRow[] = [];
  for (const rate of sizes.rates) rows.push(await paceAt(rate, sizes));
  return {
    figures: {
      paceMost: Math.max(...rows.map(row => row.most)),
      paceMean: Math.min(...rows.map(row => row.mean)),
    },
    rows,
  };
}

async function paceAt(rate: number, { seconds, workers }: PaceSizes): Promise<PaceRow> {
  const people = Math.ceil((rate * seconds) / names.length);
  const services = await startServices();
  try {
    const { environment, endpoints, queues, start, pipeline } = services;
    const ses = start<CountingSes>("counting-ses", {
      maxSendRate: rate,
      people,
      keepTimes: true,
    } satisfies CountingSesOrders);
    const url = await ses.ask("url");
    const step = (name: StepName): BenchProcess<Step> =>
      start("step", {
        environment,
        endpoints,
        queues,
        step: name,
        ses: url,
        feedbackWindow: 0,
      } satisfies StepOrders);
    await step("import").ask("importPeople", { list: "everyone", from: 0, to: people });
    const letter = await readBenchLetter();
    const composing = step("compose");
    const editions: string[] = [];
    for (const name of names)
      editions.push(await composing.ask("compose", { letter, name, lists: ["everyone"] }));
    await step("address").ask("work");
    const statusOf = async (edition: string) => (await getEdition(pipeline.table, edition))?.status;
    // Both at once: nobody sends before both are ready.
    for (const edition of editions) while ((await statusOf(edition)) !== "sending") await sleep(50);
    for (let worker = 0; worker < workers; worker++) await step("send").ask("work");

    const due = people * names.length;
    for (const until = Date.now() + seconds * 3_000 + 30_000; ; await sleep(500)) {
      const reports = await Promise.all(editions.map(edition => ses.ask("report", edition)));
      if (reports.reduce((sum, { messages }) => sum + messages, 0) >= due) break;
      if (Date.now() > until)
        throw new Error(`at ${rate} a second, ${due} letters did not come in time`);
    }
    const times = await Promise.all(editions.map(edition => ses.ask("times", edition)));
    for (const [index, edition] of editions.entries()) {
      const { once, messages } = await ses.ask("report", edition);
      if (once !== people || messages !== people)
        throw new Error(`edition ${index}: ${messages} letters came to ${once} people`);
    }
    const all = times.flat().sort((a, b) => a - b);
    return {
      rate,
      most: mostInAnySecond(all) / rate,
      mean: meanRate(all) / rate,
      shares: sharesOf(times),
      lag: Math.round(await ses.ask("lag")),
    };
  } finally {
    await services.stop();
  }
}

/** Of each edition, while both were being sent: in per cent. */
function sharesOf(times: readonly (readonly number[])[]): string {
  const from = Math.max(...times.map(each => each[0] ?? 0));
  const to = Math.min(...times.map(each => each.at(-1) ?? 0));
  const counts = times.map(each => each.filter(time => time >= from && time <= to).length);
  const sum = counts.reduce((a, b) => a + b, 0);
  return counts.map(count => `${Math.round((100 * count) / sum)} %`).join(" / ");
}
