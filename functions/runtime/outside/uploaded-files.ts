import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline as streamTo } from "node:stream/promises";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import * as z from "zod";
import { actorSchema } from "../../core/access/actor.ts";
import { listId } from "../../core/people/list.ts";
import type { UploadedFiles } from "../../steps/pipeline.ts";
import type { Endpoint } from "../aws-clients.ts";
import type { Environment } from "../environment.ts";

const about = z.object({ list: listId, by: actorSchema });

/** The files in the bucket of imports. Only functions that read files import this: it is large. */
export function openUploadedFiles(
  { IMPORT_BUCKET: Bucket }: Pick<Environment, "IMPORT_BUCKET">,
  endpoint: Endpoint = {},
): UploadedFiles {
  // Local services have no names for their buckets.
  const isLocal = (endpoint.endpoint ?? process.env.AWS_ENDPOINT_URL_S3) !== undefined;
  const s3 = new S3Client({ ...endpoint, forcePathStyle: isLocal });
  return {
    about: async key => {
      const found = await s3.send(new HeadObjectCommand({ Bucket, Key: key })).catch(ifGone);
      const text = Buffer.from(found?.Metadata?.import ?? "", "base64url").toString("utf8");
      return about.safeParse(jsonIn(text)).data;
    },
    fetch: async (key, path) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
      await streamTo(Body as Readable, createWriteStream(path, { mode: 0o600 }));
    },
    remove: async key => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    },
  };
}

function ifGone(error: unknown): undefined {
  if (error instanceof Error && ["NotFound", "NoSuchKey"].includes(error.name)) return undefined;
  throw error;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
