import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { writeWhole } from "../cli/write-whole.ts";
import type { Directory } from "./directory.ts";
import type { LocalPipeline } from "./local-pipeline.ts";

const fileIn = (directory: string) => join(directory, "endpoints.json");

const endpointsSchema = z.object({
  dynamodb: z.url(),
  sqs: z.url(),
  ses: z.url(),
  s3: z.url(),
  site: z.url(),
  table: z.string(),
  queues: z.object({
    "address-edition": z.url(),
    "send-batch": z.url(),
    "record-feedback": z.url(),
    "import-list": z.url(),
  }),
});
/** Where the services of a directory run, or ran last. */
export type DirectoryEndpoints = Readonly<z.infer<typeof endpointsSchema>>;

/** Writes the services' addresses to `endpoints.json`, atomically, for other programs. */
export function writeEndpoints(
  directory: Pick<Directory, "path">,
  { endpoints, queues, pipeline }: Pick<LocalPipeline, "endpoints" | "queues" | "pipeline">,
): void {
  const file = fileIn(directory.path);
  const content = { ...endpoints, site: pipeline.siteUrl, table: pipeline.table.name, queues };
  writeWhole(file, `${JSON.stringify(content, null, 2)}\n`);
}

export type ReadEndpoints =
  | { readonly kind: "endpoints"; readonly endpoints: DirectoryEndpoints }
  /** No pipeline has run in the directory. */
  | { readonly kind: "absent" }
  | { readonly kind: "not-ours"; readonly file: string };

/** Reads `endpoints.json`. The services may have ended since it was written. */
export function readEndpoints(directory: string): ReadEndpoints {
  const file = fileIn(directory);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { kind: "absent" };
  }
  const { data } = endpointsSchema.safeParse(jsonIn(text));
  return data ? { kind: "endpoints", endpoints: data } : { kind: "not-ours", file };
}

/** Whether a local service answers at a URL within a time, whatever it answers. */
export async function answersAt(url: string, withinMs: number): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(withinMs) }).then(
    () => true,
    () => false,
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
