import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";

/** What an SES elsewhere does with a letter: takes it and answers, takes it and says nothing, or does not take it. */
export type Treatment = "accept" | "accept, then reset" | "reset" | "throttle" | "never answer";

export type SesElsewhere = {
  readonly url: string;
  /** The address of each letter that it has taken, in order. */
  readonly taken: readonly string[];
  /** Decides about each letter, by its address and its number from 0. */
  treat: (address: string, number: number) => Treatment;
  /** What GetSendQuota answers: a status and the three figures as they stand in the XML. */
  quota: { status: number; maxSendRate: string; max24HourSend: string; sentLast24Hours: string };
  readonly stop: () => Promise<void>;
  /** Listens again, where it did. */
  readonly start: () => Promise<void>;
};

/** A plain HTTP server that answers SendRawEmail and GetSendQuota, and publishes no event: an SES that is not ours. */
export async function anSesElsewhere(): Promise<SesElsewhere> {
  const taken: string[] = [];
  let number = 0;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    const answer = (status: number, xml: string) =>
      response.writeHead(status, { "content-type": "text/xml" }).end(xml);
    const refuse = (status: number, code: string) =>
      answer(
        status,
        `<ErrorResponse><Error><Code>${code}</Code><Message>told to</Message></Error></ErrorResponse>`,
      );
    if (form.get("Action") === "GetSendQuota") {
      const { status, maxSendRate, max24HourSend, sentLast24Hours } = ses.quota;
      if (status !== 200) return refuse(status, "InternalFailure");
      const figures = `<MaxSendRate>${maxSendRate}</MaxSendRate><Max24HourSend>${max24HourSend}</Max24HourSend><SentLast24Hours>${sentLast24Hours}</SentLast24Hours>`;
      return answer(
        200,
        `<GetSendQuotaResponse><GetSendQuotaResult>${figures}</GetSendQuotaResult></GetSendQuotaResponse>`,
      );
    }
    const address = form.get("Destinations.member.1") ?? "";
    const treatment = ses.treat(address, number++);
    if (treatment === "throttle") return refuse(400, "Throttling");
    if (treatment === "reset") return void request.socket.destroy();
    if (treatment === "never answer") return undefined;
    taken.push(address);
    if (treatment === "accept, then reset") return void request.socket.destroy();
    const result = `<SendRawEmailResult><MessageId>m-${taken.length}</MessageId></SendRawEmailResult>`;
    return answer(200, `<SendRawEmailResponse>${result}</SendRawEmailResponse>`);
  });
  const open = new Set<Socket>();
  server.on("connection", socket => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  let port = 0;
  const start = () =>
    new Promise<void>(resolve =>
      server.listen(port, "127.0.0.1", () => {
        ({ port } = server.address() as AddressInfo);
        resolve();
      }),
    );
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  await start();
  onTestFinished(stop);
  const ses: SesElsewhere = {
    url: `http://127.0.0.1:${port}`,
    taken,
    treat: () => "accept",
    quota: { status: 200, maxSendRate: "100", max24HourSend: "50000", sentLast24Hours: "0" },
    stop,
    start,
  };
  return ses;
}
