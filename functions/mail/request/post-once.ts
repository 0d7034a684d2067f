import { connect as connectPlainly, isIP, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { type HttpAnswer, responseReader } from "./response-reader.ts";

/** The server that requests go to. */
export type Server = {
  readonly isSecure: boolean;
  readonly hostname: string;
  readonly port: number;
};

export type Post = {
  readonly server: Server;
  /** The request up to its body: the request line, the headers and the empty line. */
  readonly head: string;
  readonly body: Uint8Array;
  /** From connecting to the last byte of the answer. Absent: no limit. */
  readonly timeoutMs?: number;
  /** Called right before the request is written. Nothing is sent if it throws. */
  readonly beforeWrite?: () => void;
};

/** The connection could not be made: the server received nothing of the request. */
export class NotConnected extends Error {
  override readonly name = "NotConnected";
  /** Of the system. */
  readonly code: string | undefined;
  constructor(cause: Error) {
    super(cause.message, { cause });
    this.code = (cause as NodeJS.ErrnoException).code;
  }
}

class NoAnswer extends Error {
  override readonly name = "TimeoutError";
  readonly code = "ETIMEDOUT";
  constructor(withinMs: number) {
    super(`no answer in ${withinMs} ms`);
  }
}

/**
 * The longest time that a connection may stay unused. A frozen Lambda, or a machine that slept, does
 * not notice when the other side closes the connection. The next request would be lost, and we could
 * not know whether the server took it.
 */
const longestIdleMs = 3_000;

const keepAliveMs = 1_000;

/** A connection carries one request at a time. */
type Connection = {
  readonly socket: Socket;
  /** What is under way on it. */
  exchange: Exchange | undefined;
  /** When it became unused. */
  since: number;
};
type Exchange = {
  readonly take: (part: Buffer) => void;
  readonly fail: (error: Error) => void;
  readonly end: () => void;
};

export type Posting = (post: Post) => Promise<HttpAnswer>;

/**
 * Returns a function that posts a request over HTTP/1.1, once: on an unused connection, or a new
 * one. No retry, no pipelining. `now` in epoch milliseconds: a monotonic clock may stop while the
 * process is frozen.
 */
export function oncePoster(maxConnections: number, now: () => number): Posting {
  const unused: Connection[] = [];
  const waiting: (() => void)[] = [];
  let open = 0;
  let session: Buffer | undefined;

  const takeUnused = (): Connection | undefined => {
    const at = now();
    for (let last = unused.pop(); last; last = unused.pop()) {
      // If the clock was set back, the age is unknown.
      if (Math.abs(at - last.since) <= longestIdleMs && last.socket.writable) return last;
      last.socket.destroy();
    }
    return undefined;
  };
  const connect = (server: Server): Connection => {
    const socket = connectTo(server, session);
    const connection: Connection = { socket, exchange: undefined, since: 0 };
    socket.setNoDelay(true);
    // Without it, a server that vanished would never be noticed.
    socket.setKeepAlive(true, keepAliveMs);
    socket.on("session", (given: Buffer) => {
      session = given;
    });
    // Nothing may come that was not asked for: it would be read as the answer to the next request.
    socket.on("data", part =>
      connection.exchange ? connection.exchange.take(part) : socket.destroy(),
    );
    socket.on("error", error => connection.exchange?.fail(error));
    socket.on("close", () => {
      connection.exchange?.end();
      const index = unused.indexOf(connection);
      if (index >= 0) unused.splice(index, 1);
    });
    return connection;
  };

  const exchange = (post: Post): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const known = takeUnused();
      const connection = known ?? connect(post.server);
      const { socket } = connection;
      const reader = responseReader();
      let isConnected = known !== undefined;
      const settle = () => {
        clearTimeout(timer);
        connection.exchange = undefined;
      };
      const fail = (error: Error) => {
        settle();
        socket.destroy();
        reject(isConnected ? error : new NotConnected(error));
      };
      const succeed = (answer: HttpAnswer) => {
        settle();
        if (answer.keepAlive && socket.writable) {
          connection.since = now();
          socket.unref();
          unused.push(connection);
        } else socket.destroy();
        resolve(answer);
      };
      const read = (next: () => HttpAnswer | undefined) => {
        try {
          const answer = next();
          if (answer) succeed(answer);
        } catch (error) {
          fail(error as Error);
        }
      };
      const timer = limit(post.timeoutMs, () => {
        if (connection.exchange === own) fail(new NoAnswer(post.timeoutMs ?? 0));
      });
      const own: Exchange = {
        take: part => read(() => reader.take(part)),
        fail,
        end: () => {
          read(reader.end);
          if (connection.exchange) fail(new Error("the connection ended before the answer"));
        },
      };
      connection.exchange = own;
      const write = () => {
        isConnected = true;
        if (!connection.exchange) return;
        try {
          post.beforeWrite?.();
        } catch (error) {
          return fail(error as Error);
        }
        socket.cork();
        socket.write(post.head, "latin1");
        socket.write(post.body);
        socket.uncork();
      };
      socket.ref();
      if (known) write();
      else socket.once(post.server.isSecure ? "secureConnect" : "connect", write);
    });

  return async post => {
    if (open >= maxConnections) await new Promise<void>(resolve => waiting.push(resolve));
    else open++;
    try {
      return await exchange(post);
    } finally {
      // The next one takes this one's place.
      const next = waiting.shift();
      if (next) next();
      else open--;
    }
  };
}

/**
 * A process that stood still finds its time over before it has read what came in between. So what is
 * there is read first.
 */
function limit(timeoutMs: number | undefined, isOver: () => void): NodeJS.Timeout | undefined {
  return timeoutMs === undefined ? undefined : setTimeout(() => setImmediate(isOver), timeoutMs);
}

function connectTo(
  { isSecure, hostname: host, port }: Server,
  session: Buffer | undefined,
): Socket {
  if (!isSecure) return connectPlainly({ host, port });
  return connectSecurely({
    host,
    port,
    // An address is no name (RFC 6066).
    servername: isIP(host) ? "" : host,
    ALPNProtocols: ["http/1.1"],
    ...(session && { session }),
  });
}
