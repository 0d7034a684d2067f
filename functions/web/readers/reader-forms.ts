import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { cleanLine } from "../../core/text/clean-text.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import { cameFrom } from "../kit/forms.ts";

/** A form's values by field. Files are ignored. */
export type ReaderForm = {
  /** The first value; empty if there is none. */
  readonly one: (field: string) => string;
  readonly all: (field: string) => string[];
  readonly has: (field: string) => boolean;
};

/** No field of a reader's form needs more, and no form more fields. */
const mostCharacters = 1_000;
const mostValues = 1_000;

/** Reads a form. Throws 400 if the body is not a form. */
export async function readReaderForm(c: Context): Promise<ReaderForm> {
  const fields = await c.req.parseBody({ all: true }).catch((cause: unknown) => {
    throw new HTTPException(400, { cause });
  });
  const all = (field: string) =>
    (Array.isArray(fields[field]) ? fields[field] : [fields[field]])
      .filter(value => typeof value === "string")
      .slice(0, mostValues)
      .map(value => cleanLine(value.slice(0, mostCharacters)))
      .filter(value => value !== "");
  return {
    all,
    one: field => all(field)[0] ?? "",
    has: field => all(field).length > 0,
  };
}

/** Throws 403 if a request comes from a page of another site. */
export function refuseForeign(c: Context, { siteUrl }: Pick<Pipeline, "siteUrl">): void {
  const own = [new URL(siteUrl).origin, new URL(c.req.url).origin];
  if (cameFrom(c, own) === "elsewhere") throw new HTTPException(403);
}
