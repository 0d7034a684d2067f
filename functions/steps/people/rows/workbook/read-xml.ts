import { type Handler, Parser } from "htmlparser2";

/** What a reader of one kind of XML does at each tag. It adds what it has read to `out`. */
export type XmlReader<Thing> = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
  /** What was read since the last look. `readXml` empties it. */
  readonly out: Thing[];
};

/**
 * Reads XML in pieces, and yields what the reader makes of it. Custom entities are not expanded, so
 * a document cannot grow. Names are local: "table:table-row" is "table-row".
 */
export async function* readXml<Thing>(
  texts: AsyncIterable<string>,
  reader: XmlReader<Thing>,
): AsyncGenerator<Thing> {
  const handler: Partial<Handler> = {
    onopentag: (name, attributes) => reader.open(localName(name), attributes),
    ontext: reader.text,
    onclosetag: name => reader.close(localName(name)),
  };
  const parser = new Parser(handler, { xmlMode: true, decodeEntities: true });
  for await (const text of texts) {
    parser.write(text);
    yield* reader.out.splice(0);
  }
  parser.end();
  yield* reader.out.splice(0);
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
