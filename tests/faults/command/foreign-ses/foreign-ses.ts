import { appendFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate, setTimeout } from "node:timers/promises";
import { type Random, randomOf } from "../../random.ts";
import { worldNow } from "../preloads/world-clock.ts";
import { type Courier, createCourier } from "./courier.ts";
import {
  type Acceptance,
  allEvents,
  type FromSes,
  fairWeather,
  type SesSettings,
  type ToSes,
} from "./ses-settings.ts";

// An SES that shares no code with the product: the rounds of a campaign each have one of their own, at a path of its address.

type Round = {
  settings: SesSettings;
  readonly random: Random;
  readonly courier: Courier;
  accepted: number;
  quotaAsked: number;
};

const rounds = new Map<string, Round>();
const tell = (what: FromSes) => process.send?.(what);

process.on("message", ({ round: name, settings }: ToSes) => {
  const round = rounds.get(name);
  if (!settings) {
    round?.courier.end();
    rounds.delete(name);
  } else if (round) round.settings = { ...round.settings, ...settings };
  else rounds.set(name, openRound(settings as SesSettings));
});
// The campaign is gone.
process.on("disconnect", () => process.exit());

function openRound(settings: SesSettings): Round {
  const round: Round = {
    settings: {
      ...settings,
      weather: settings.weather ?? fairWeather,
      events: settings.events ?? allEvents,
    },
    random: randomOf(settings.seed, 20),
    courier: createCourier(() => round.settings),
    accepted: 0,
    quotaAsked: 0,
  };
  return round;
}

const lag = monitorEventLoopDelay({ resolution: 20 });
lag.enable();
setInterval(() => {
  tell({ lagMs: Math.round(lag.max / 1e6) });
  lag.reset();
}, 1_000);

const server = createServer(
  (request, response) => void serve(request, response).catch(() => request.socket.destroy()),
);
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : 0 });
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = /^\/([^/?]+)/.exec(request.url ?? "")?.[1] ?? "";
  const round = rounds.get(name);
  let body = "";
  for await (const chunk of request.setEncoding("latin1")) body += chunk;
  const form = new URLSearchParams(body);
  if (!round) return answer(response, 400, error("ValidationError", `There is no round ${name}.`));
  if (form.get("Action") === "GetSendQuota") return answer(response, ...quotaOf(round));
  if (form.get("Action") !== "SendRawEmail")
    return answer(response, 400, error("InvalidAction", "There is no such action here."));
  await sendRawEmail(name, round, form, request, response);
}

async function sendRawEmail(
  name: string,
  round: Round,
  form: URLSearchParams,
  { socket }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { random, settings } = round;
  const { weather } = settings;
  if (random.chance(weather.cutBefore)) return void socket.destroy();
  if (random.chance(weather.errorBefore))
    return answer(response, 500, error("InternalFailure", "Something went wrong."));
  if (random.chance(weather.throttle))
    return answer(response, 400, error("Throttling", "Maximum sending rate exceeded."));
  // A client that has given up is not accepted from: it has counted the request as over since.
  await nextLoopTurns();
  if (socket.destroyed || !socket.writable) return void socket.destroy();
  const [cut, failed, slow] = [weather.cutAfter, weather.errorAfter, weather.slow].map(each =>
    random.chance(each),
  );
  const messageId = accept(name, round, form, !cut && !failed);
  if (slow) await setTimeout(weather.slowMs);
  if (cut) return void socket.destroy();
  if (failed) return answer(response, 500, error("InternalFailure", "Something went wrong."));
  answer(response, 200, result("SendRawEmail", `<MessageId>${messageId}</MessageId>`));
}

/** If this process is late, a request and the end of its connection arrive together. Two turns later the socket shows the end. */
async function nextLoopTurns(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await setImmediate();
}

/** Notes the acceptance before it can be known elsewhere, and sends its events on their way. */
function accept(name: string, round: Round, form: URLSearchParams, answered: boolean): string {
  const { random, settings, courier } = round;
  const { events } = settings;
  const at = worldNow(settings.worldFile);
  const tags = tagsOf(form);
  const address = form.get("Destinations.member.1") ?? "";
  const accepted: Acceptance = {
    at,
    address,
    edition: tags.edition ?? "",
    place: `${tags.batch}/${tags.position}`,
    answered,
  };
  appendFileSync(settings.log, `${JSON.stringify(accepted)}\n`);
  const messageId = `${settings.seed}-${round.accepted++}-${at}`;
  tell({ round: name, accepted: round.accepted });
  for (const event of eventsOf(messageId, at, form.get("Source") ?? "", address, tags)) {
    if (random.chance(events.lost)) continue;
    const late = answered
      ? random.chance(events.late)
        ? events.lateMs
        : 0
      : events.unansweredLateMs;
    courier.bring(event, at + late);
    if (random.chance(events.doubled)) courier.bring(event, at + late + random.int(0, 3_000));
  }
  return messageId;
}

function tagsOf(form: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let member = 1; form.has(`Tags.member.${member}.Name`); member++)
    tags[form.get(`Tags.member.${member}.Name`) ?? ""] =
      form.get(`Tags.member.${member}.Value`) ?? "";
  return tags;
}

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
function eventsOf(
  messageId: string,
  at: number,
  source: string,
  address: string,
  tags: Record<string, string>,
): string[] {
  const timestamp = new Date(at).toISOString();
  const named = Object.fromEntries(Object.entries(tags).map(([tag, value]) => [tag, [value]]));
  const mail = {
    timestamp,
    source,
    sendingAccountId: "000000000000",
    messageId,
    destination: [address],
    tags: named,
  };
  const delivery = {
    timestamp,
    processingTimeMillis: 12,
    recipients: [address],
    smtpResponse: "250 OK",
    reportingMTA: "a.example",
  };
  return [
    { eventType: "Send", mail, send: {} },
    { eventType: "Delivery", mail, delivery },
  ].map(event => JSON.stringify(event));
}

function quotaOf(round: Round): [number, string] {
  const { settings, accepted } = round;
  const asked = ++round.quotaAsked;
  const { quotaFailures } = settings.weather;
  if (asked <= quotaFailures) return [500, error("InternalFailure", "Something went wrong.")];
  const rate = asked <= 2 * quotaFailures ? "NaN" : settings.maxSendRate;
  const quota = { Max24HourSend: 50_000, MaxSendRate: rate, SentLast24Hours: accepted };
  return [
    200,
    result(
      "GetSendQuota",
      Object.entries(quota)
        .map(([key, value]) => `<${key}>${value}</${key}>`)
        .join(""),
    ),
  ];
}

function result(action: string, content: string): string {
  return `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result>${content}</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`;
}

function error(code: string, message: string): string {
  const type = code === "InternalFailure" ? "Receiver" : "Sender";
  return `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
}

function answer(response: ServerResponse, status: number, xml: string): void {
  response
    .writeHead(status, { "content-type": "text/xml", "content-length": Buffer.byteLength(xml) })
    .end(xml);
}
