import { batchSize } from "../../functions/core/ledger/attempt.ts";
import { recordFeedbackHandler } from "../../functions/record-feedback.ts";
import { addFacts } from "../../functions/store/ledger/batch-progress.ts";
import { batchId } from "../../functions/store/ledger/batches.ts";
import { eventsOf } from "../../infra/local/aws/ses/events/events.ts";
import type { HeaderField } from "../../infra/local/aws/ses/protocol/raw-message.ts";
import { median } from "./median.ts";
import { personAt } from "./people.ts";
import { startServices } from "./services.ts";

export type FeedbackFigures = {
  /** Microseconds of a processor that record-feedback takes for the events of a letter: Send and Delivery. */
  readonly cpuPerPair: number;
};
export type FeedbackRow = {
  readonly eventsPerInvocation: number;
  readonly cpuPerPair: number;
  readonly writesPerPair: number;
};
export type FeedbackSizes = {
  readonly people: number;
  readonly rounds: number;
  /** Batches of people that are sent at a time: their events come mixed. */
  readonly lanes: number;
};

const full: FeedbackSizes = { people: 8_000, rounds: 5, lanes: 16 };
/** As locally and as deployed. */
const invocations = [200, 1_000];

/** Gives the handler of record-feedback the events of letters that went out by several lanes at a time. */
export async function benchFeedback({
  people,
  rounds,
  lanes,
}: FeedbackSizes = full): Promise<{ figures: FeedbackFigures; rows: FeedbackRow[] }> {
  const services = await startServices();
  try {
    const { pipeline } = services;
    const handle = recordFeedbackHandler(() => pipeline);
    let writes = 0;
    pipeline.table.client.middlewareStack.add(
      next => args => {
        writes++;
        return next(args);
      },
      { step: "initialize" },
    );
    const rows: FeedbackRow[] = [];
    for (const eventsPerInvocation of invocations) {
      const laps: { cpu: number; writes: number }[] = [];
      for (let round = 0; round <= rounds; round++) {
        const edition = `events-${eventsPerInvocation}-${round}`;
        for (let batch = 0; batch < people / batchSize; batch++)
          await addFacts(pipeline.table, edition, idOf(batch), { accepted: positions });
        const bodies = inMixedOrder(people, lanes).flatMap(number => pairFor(edition, number));
        const before = { cpu: process.cpuUsage(), writes };
        for (let at = 0; at < bodies.length; at += eventsPerInvocation) {
          const Records = bodies
            .slice(at, at + eventsPerInvocation)
            .map((body, index) => ({ body, messageId: String(index) }));
          const { batchItemFailures } = await handle({ Records } as never);
          if (batchItemFailures.length > 0) throw new Error("events could not be recorded");
        }
        const { user, system } = process.cpuUsage(before.cpu);
        // The first round warms up.
        if (round > 0)
          laps.push({ cpu: (user + system) / people, writes: (writes - before.writes) / people });
      }
      rows.push({
        eventsPerInvocation,
        cpuPerPair: Math.round(median(laps.map(({ cpu }) => cpu)) * 10) / 10,
        writesPerPair: Math.round(median(laps.map(lap => lap.writes)) * 1_000) / 1_000,
      });
    }
    return { figures: { cpuPerPair: rows[0]?.cpuPerPair ?? 0 }, rows };
  } finally {
    await services.stop();
  }
}

const positions = Array.from({ length: batchSize }, (_, position) => position);
const idOf = (batch: number) => batchId(0, String(batch).padStart(26, "0"));

/** The people of several batches in turn, as several lanes send to them. */
function inMixedOrder(people: number, lanes: number): number[] {
  const order: number[] = [];
  for (let from = 0; from < people; from += lanes * batchSize)
    for (let position = 0; position < batchSize; position++)
      for (let lane = 0; lane < lanes; lane++) {
        const number = from + lane * batchSize + position;
        if (number < people) order.push(number);
      }
  return order;
}

/** A letter's header as SES's events repeat it. */
const fields: readonly HeaderField[] = [
  ["Date", "Tue, 1 Dec 2026 09:00:00 +0000"],
  ["From", "Harbour Health Trust <letters@harbour-health.example>"],
  ["To", "Amina Okafor <amina.okafor@hospital-1.example>"],
  ["Subject", "Winter clinics: what changes on 1 December 2026"],
  ["List-Id", "Harbour Health Trust <harbour-health-trust.harbour-health.example>"],
  ["List-Unsubscribe", `<https://readers.example/unsubscribe/a.${"x".repeat(90)}>`],
  ["List-Unsubscribe-Post", "List-Unsubscribe=One-Click"],
  ["Auto-Submitted", "auto-generated"],
  ["Precedence", "list"],
  ["Content-Language", "en-GB"],
  ["MIME-Version", "1.0"],
  ["Content-Type", 'multipart/alternative; boundary="=_dear_colleague_="'],
].map(([name = "", value = ""]) => ({ name, value, raw: `${name}: ${value}\r\n` }));

function pairFor(edition: string, number: number): string[] {
  const { email } = personAt(number);
  const tags = {
    edition,
    batch: idOf(Math.floor(number / batchSize)),
    position: String(number % batchSize),
  };
  const accepted = {
    messageId: `0100-${number}`,
    at: Date.now(),
    source: "letters@harbour-health.example",
    destinations: [email],
    tags,
    subject: "",
  };
  return eventsOf(accepted, fields);
}
