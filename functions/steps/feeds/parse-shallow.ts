import { type Handler, Parser, type ParserOptions } from "htmlparser2";

/** No text is nested as deeply as this. The parser's time grows with the square of the depth. */
const maxDepth = 200;

class TooDeep extends Error {}

/**
 * Parses markup from elsewhere. Returns false if its elements are nested too deeply: it is read up
 * to there.
 */
export function parseShallow(
  markup: string,
  handler: Partial<Pick<Handler, "onopentag" | "ontext" | "onclosetag">>,
  options: ParserOptions = {},
): boolean {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes, isImplied) => {
        if (++depth > maxDepth) throw new TooDeep();
        handler.onopentag?.(name, attributes, isImplied);
      },
      ontext: text => handler.ontext?.(text),
      onclosetag: (name, isImplied) => {
        depth--;
        handler.onclosetag?.(name, isImplied);
      },
    },
    options,
  );
  try {
    parser.end(markup);
    return true;
  } catch (error) {
    if (error instanceof TooDeep) return false;
    throw error;
  }
}
