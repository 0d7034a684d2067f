import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline as streamTo } from "node:stream/promises";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
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
    store: (key, path) => storeFile(s3, { Bucket, Key: key }, path),
    remove: async key => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    },
  };
}

/** A part of a file. S3 asks for 5 MiB at least. */
const partBytes = 8 * 1_048_576;

/**
 * Stores a file. A larger one goes in parts, each read into memory: so the memory is limited. The
 * bucket deletes the parts of a file that was not completed.
 */
async function storeFile(
  s3: S3Client,
  place: { readonly Bucket: string | undefined; readonly Key: string },
  path: string,
): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const read = async (at: number) => {
      const bytes = Buffer.alloc(Math.min(partBytes, size - at));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
      if (bytesRead < bytes.length) throw new Error(`${path} became shorter while it was stored`);
      return bytes;
    };
    if (size <= partBytes) {
      await s3.send(new PutObjectCommand({ ...place, Body: await read(0) }));
      return;
    }
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(place));
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (let at = 0; at < size; at += partBytes) {
      const PartNumber = Parts.length + 1;
      const part = { ...place, UploadId, PartNumber, Body: await read(at) };
      Parts.push({ PartNumber, ETag: (await s3.send(new UploadPartCommand(part))).ETag });
    }
    const completed = { ...place, UploadId, MultipartUpload: { Parts } };
    await s3.send(new CompleteMultipartUploadCommand(completed));
  } finally {
    await file.close();
  }
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
