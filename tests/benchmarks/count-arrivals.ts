import { createMessageId } from "../../infra/local/aws/ses/kept/message-id.ts";
import { bareAddress } from "../../infra/local/aws/ses/protocol/address.ts";
import { refusal, type SesQuery } from "../../infra/local/aws/ses/protocol/query-protocol.ts";
import type { HeaderField } from "../../infra/local/aws/ses/protocol/raw-message.ts";
import { readSubmission } from "../../infra/local/aws/ses/protocol/submission.ts";
import type { Reply } from "../../infra/local/aws/ses/send-raw-email.ts";
import { numberOf } from "./people.ts";

/** A message as far as its events need it. */
export type Taken = {
  readonly messageId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly source: string;
  /** The number of the person it is for. */
  readonly person: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: readonly HeaderField[];
};

/** What has arrived of one edition. Instants are epoch milliseconds, with fractions. */
export type Arrivals = {
  readonly messages: number;
  /** People with one copy, and with more. */
  readonly once: number;
  readonly more: number;
  /** Messages to nobody of the audience. */
  readonly strangers: number;
  readonly first: number;
  readonly last: number;
};

type Counted = {
  copies: Uint8Array;
  messages: number;
  strangers: number;
  first: number;
  last: number;
  times: number[];
};

export function countArrivals(
  options: { readonly maxSendRate: number; readonly people: number; readonly keepTimes: boolean },
  onTaken: (message: Taken) => void,
) {
  let { maxSendRate } = options;
  const editions = new Map<string, Counted>();
  let taken = 0;
  const countedOf = (edition: string): Counted => {
    const known = editions.get(edition);
    if (known) return known;
    const fresh = {
      copies: new Uint8Array(options.people),
      messages: 0,
      strangers: 0,
      first: 0,
      last: 0,
      times: [],
    };
    editions.set(edition, fresh);
    return fresh;
  };
  const take = (query: SesQuery): Reply => {
    const at = performance.timeOrigin + performance.now();
    const submission = readSubmission(query);
    if (submission.kind === "refused") return submission;
    const { source, tags, message } = submission;
    const [destination = ""] = submission.destinations;
    const counted = countedOf(tags.edition ?? "");
    const person = numberOf(bareAddress(destination)) ?? options.people;
    const messageId = createMessageId(Math.floor(at), taken++, Math.random);
    if (person < options.people) {
      counted.copies[person] = Math.min(255, (counted.copies[person] ?? 0) + 1);
      onTaken({ messageId, at: Math.floor(at), source, person, tags, fields: message.fields });
    } else counted.strangers++;
    if (counted.messages++ === 0) counted.first = at;
    counted.last = at;
    if (options.keepTimes) counted.times.push(at);
    return { kind: "answer", result: `<MessageId>${messageId}</MessageId>` };
  };
  return {
    act: (query: SesQuery): Reply => {
      if (query.action === "SendRawEmail") return take(query);
      if (query.action === "GetSendQuota") return { kind: "answer", result: quotaXml(maxSendRate) };
      return refusal(
        "InvalidAction",
        `Could not find operation ${query.action} for version 2010-12-01`,
      );
    },
    report: (edition: string): Arrivals => {
      const { copies, messages, strangers, first, last } = countedOf(edition);
      let once = 0;
      let more = 0;
      for (const count of copies) {
        if (count === 1) once++;
        else if (count > 1) more++;
      }
      return { messages, once, more, strangers, first, last };
    },
    messages: (edition: string): number => countedOf(edition).messages,
    times: (edition: string): number[] => countedOf(edition).times,
    setRate: (rate: number): void => {
      maxSendRate = rate;
    },
  };
}

/** The quota is no limit here: it is the rate that is looked at. */
function quotaXml(maxSendRate: number): string {
  return `<Max24HourSend>100000000.0</Max24HourSend><MaxSendRate>${maxSendRate.toFixed(1)}</MaxSendRate><SentLast24Hours>0.0</SentLast24Hours>`;
}
