import { Hono } from "hono";
import * as z from "zod";
import { signPolicy } from "../../../functions/core/people/imports/upload-form.ts";
import type { PutUpload } from "../aws/local-bucket.ts";
import { localEndpoint } from "../aws/local-endpoint.ts";
import { importBucket, importPath } from "../local-environment.ts";

const policySchema = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.record(z.string(), z.string()),
      z.tuple([z.literal("starts-with"), z.string(), z.string()]),
      z.tuple([z.literal("content-length-range"), z.number(), z.number()]),
    ]),
  ),
});

/** The key of the local services, or that of the environment. */
const secretOf = () =>
  localEndpoint("").credentials?.secretAccessKey ?? process.env.AWS_SECRET_ACCESS_KEY ?? "";

/**
 * Takes files for the local bucket as S3 does (POST Object): checks the signature and the conditions
 * of the policy, which the local S3 does not. Only for the local run; not deployed.
 */
export function bucketSite(putUpload: PutUpload, now: () => number = Date.now): Hono {
  const site = new Hono();
  site.post(importPath, async c => {
    const form = await c.req.parseBody().catch(() => undefined);
    const { file, ...rest } = form ?? {};
    if (!(file instanceof File)) return c.text("MalformedPOSTRequest", 400);
    const fields: Record<string, string> = {};
    for (const [name, value] of Object.entries(rest))
      if (typeof value === "string") fields[name] = value;
    fields.key = (fields.key ?? "").replaceAll(`\${filename}`, file.name);
    const refusal = whyRefusedByPolicy(fields, file.size, now());
    if (refusal !== undefined) return c.text(refusal, 403);
    const bytes = new Uint8Array(await file.arrayBuffer());
    await putUpload({ key: fields.key, about: fields["x-amz-meta-import"] ?? "", bytes });
    return c.redirect(fields.success_action_redirect ?? "/", 303);
  });
  return site;
}

/** Returns why S3 would refuse a form: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
export function whyRefusedByPolicy(
  fields: Readonly<Record<string, string>>,
  bytes: number,
  now: number,
): string | undefined {
  const { policy = "", "x-amz-signature": signature, "x-amz-credential": credential = "" } = fields;
  const [, day = "", region = ""] = credential.split("/");
  if (signPolicy(policy, { day, region, secret: secretOf() }) !== signature)
    return "SignatureDoesNotMatch";
  const read = policySchema.safeParse(jsonIn(Buffer.from(policy, "base64").toString("utf8")));
  if (!read.success) return "InvalidPolicyDocument";
  if (Date.parse(read.data.expiration) < now) return "AccessDenied: the policy has expired";
  const named = new Set(["policy", "x-amz-signature"]);
  for (const condition of read.data.conditions) {
    if (Array.isArray(condition)) {
      const [kind, name, value] = condition;
      if (kind === "content-length-range" && (bytes < name || bytes > Number(value)))
        return "EntityTooLarge";
      if (kind !== "starts-with") continue;
      named.add(name.slice(1));
      if (!fields[name.slice(1)]?.startsWith(value)) return `AccessDenied: ${name}`;
      continue;
    }
    for (const [name, value] of Object.entries(condition)) {
      named.add(name);
      const given = name === "bucket" ? importBucket : fields[name];
      if (given !== value) return `AccessDenied: ${name}`;
    }
  }
  const extra = Object.keys(fields).find(name => !named.has(name));
  return extra === undefined ? undefined : `AccessDenied: ${extra} is not in the policy`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
