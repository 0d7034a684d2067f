import { createSocket } from "node:dgram";
import { onTestFinished } from "vitest";

const types = { CNAME: 5, MX: 15, TXT: 16 } as const;

/** Records by "name TYPE": texts of TXT, targets of CNAME, and of MX the hosts. Names in small letters. */
export type Zone = Record<`${string} ${keyof typeof types}`, readonly string[]>;

/** A DNS server on loopback (RFC 1035, over UDP) that answers from a zone, which may be changed. Gives "address:port". */
export async function aDnsServer(zone: Zone): Promise<string> {
  const socket = createSocket("udp4");
  socket.on("message", (query, { address, port }) =>
    socket.send(answer(query, zone), port, address),
  );
  await new Promise<void>(resolve => socket.bind(0, "127.0.0.1", resolve));
  onTestFinished(() => void socket.close());
  return `127.0.0.1:${socket.address().port}`;
}

function answer(query: Buffer, zone: Zone): Buffer {
  const { name, end } = readName(query, 12);
  const question = query.subarray(12, end + 4);
  const type = (Object.keys(types) as (keyof typeof types)[]).find(
    key => types[key] === query.readUInt16BE(end),
  );
  const found = (type && zone[`${name} ${type}`]) ?? [];
  const known = Object.keys(zone).some(key => key.startsWith(`${name} `));
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  // An answer with authority; NXDOMAIN where the zone has nothing of this name.
  header.writeUInt16BE(0x8580 | (known ? 0 : 3), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found.length, 6);
  const records = found.map(value => {
    const data = type ? dataOf(type, value) : Buffer.alloc(0);
    const head = Buffer.alloc(12);
    head.writeUInt16BE(0xc00c, 0);
    head.writeUInt16BE(type ? types[type] : 0, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt32BE(60, 6);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([header, question, ...records]);
}

function dataOf(type: keyof typeof types, value: string): Buffer {
  if (type === "TXT") {
    const strings = value.match(/.{1,200}/gs) ?? [""];
    return Buffer.concat(
      strings.map(text =>
        Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)]),
      ),
    );
  }
  return type === "MX" ? Buffer.concat([Buffer.from([0, 10]), writeName(value)]) : writeName(value);
}

function readName(message: Buffer, from: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = from;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}

function writeName(name: string): Buffer {
  return Buffer.concat([
    ...name
      .split(".")
      .map(label => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}
