import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { Agent } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { fetchPublic } from "../../../functions/runtime/outside/fetch-public.ts";
import { isPublicAddress } from "../../../functions/runtime/outside/public-address.ts";

/** Speaks HTTP without TLS, to the address that the request's own lookup gives. */
class PlainAgent extends Agent {
  readonly port: number;
  constructor(port: number) {
    super({ keepAlive: false });
    this.port = port;
  }
  override createConnection(options: Parameters<Agent["createConnection"]>[0]) {
    const { host, lookup } = options as { host: string; lookup: never };
    return connect({ host, port: this.port, lookup });
  }
}

const limits = { redirects: 3, bytes: 1_000, ms: 60_000 };

async function aServer(answer: RequestListener, names: Record<string, string>) {
  const server = createServer(answer).listen(0, "0.0.0.0");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const asked: string[] = [];
  const reach = {
    resolve: async (host: string) => {
      asked.push(host);
      // A resolver that does not answer.
      if (host === "silent.example") await new Promise(() => undefined);
      return [names[host] ?? "10.0.0.1"];
    },
    isAllowed: (address: string) => address.startsWith("127."),
    agent: new PlainAgent((server.address() as AddressInfo).port),
  };
  return {
    asked,
    get: (url: string, more = {}) => fetchPublic(url, reach, { ...limits, ...more }),
  };
}

describe("fetching from a public address", () => {
  it("connects to the very address that was checked, again after each redirect", async () => {
    const reached: string[] = [];
    const { asked, get } = await aServer(
      ({ url, headers, socket }, response) => {
        reached.push(`${headers.host} ${socket.localAddress?.replace("::ffff:", "")}`);
        if (url === "/old") response.writeHead(301, { location: "https://new.example/feed" });
        response.end("<rss/>");
      },
      { "old.example": "127.0.0.2", "new.example": "127.0.0.3" },
    );
    expect(await get("https://old.example/old")).toEqual({ kind: "fetched", text: "<rss/>" });
    expect(asked).toEqual(["old.example", "new.example"]);
    expect(reached).toEqual(["old.example 127.0.0.2", "new.example 127.0.0.3"]);
  });

  it("refuses what is not https, not public, or leads there", async () => {
    const { asked, get } = await aServer(
      ({ url }, response) => {
        const to = { "/http": "http://a.example/", "/in": "https://in.example/", "/loop": "/loop" };
        response.writeHead(302, { location: to[url as keyof typeof to] ?? "/" }).end();
      },
      { "a.example": "127.0.0.2" },
    );
    const why = async (url: string) => {
      const got = await get(url);
      return got.kind === "failed" ? got.reason.code : got.kind;
    };
    expect(await why("http://a.example/")).toBe("not-https");
    expect(await why("https://user:word@a.example/")).toBe("not-https");
    expect(await why("file:///etc/passwd")).toBe("not-https");
    expect(await why("https://in.example/")).toBe("not-public");
    expect(await why("https://10.0.0.1/")).toBe("not-public");
    expect(await why("https://[::1]/")).toBe("not-public");
    expect(await why("https://a.example/http")).toBe("not-https");
    expect(await why("https://a.example/in")).toBe("not-public");
    expect(await why("https://a.example/loop")).toBe("too-many-redirects");
    expect(asked.filter(host => host.startsWith("10."))).toEqual([]);
  });

  it("has limits of size and time, and names what the server answers", async () => {
    const { get } = await aServer(
      ({ url }, response) => {
        if (url === "/large") response.end("x".repeat(2_000));
        else if (url === "/slow") response.write("x");
        else if (url === "/latin")
          response
            .writeHead(200, { "content-type": "text/xml; charset=ISO-8859-1" })
            .end(Buffer.from("é", "latin1"));
        else response.writeHead(404).end();
      },
      { "a.example": "127.0.0.2" },
    );
    const reason = async (path: string, more = {}, host = "a.example") => {
      const got = await get(`https://${host}${path}`, more);
      return got.kind === "failed" ? got.reason : got.text;
    };
    expect(await reason("/large")).toEqual({ code: "too-large", maxBytes: 1_000 });
    expect(await reason("/slow", { ms: 500 })).toEqual({ code: "too-slow" });
    expect(await reason("/", { ms: 50 }, "silent.example")).toEqual({ code: "too-slow" });
    expect(await reason("/gone")).toEqual({ code: "answered", status: 404 });
    expect(await reason("/latin")).toBe("é");
  });

  it.each([
    ["8.8.8.8", true],
    ["2606:4700::1111", true],
    ["10.1.2.3", false],
    ["127.0.0.1", false],
    ["169.254.169.254", false],
    ["172.31.0.1", false],
    ["192.168.0.1", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["224.0.0.1", false],
    ["255.255.255.255", false],
    ["::1", false],
    ["::ffff:10.0.0.1", false],
    ["64:ff9b::a00:1", false],
    ["fe80::1", false],
    ["fd00::1", false],
    ["2002:a00:1::", false],
    ["not an address", false],
  ])("takes %s for public: %s", (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});
