import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { Endpoint } from "../../../functions/runtime/aws-clients.ts";
import { lazily } from "../../../functions/runtime/lazily.ts";
import type { UploadedFiles } from "../../../functions/steps/pipeline.ts";
import { importBucket } from "../local-environment.ts";

/** Stores a file under a key with what the form said about it. */
export type PutUpload = (file: {
  readonly key: string;
  readonly about: string;
  readonly bytes: Uint8Array;
}) => Promise<void>;

/** fauxqs takes bodies of 11 MiB. S3 asks for parts of 5 MiB at least. */
const partBytes = 8 * 1_048_576;

/**
 * Opens the bucket of imports on the local S3, which sends no events: sends S3's own once a file is
 * there, and again, as S3 delivers events at least once.
 */
export function openLocalBucket(
  endpoint: S3ClientConfig,
  sendEvent: (event: string) => Promise<unknown>,
): PutUpload {
  return async ({ key, about, bytes }) => {
    const s3 = await import("@aws-sdk/client-s3");
    const client = new s3.S3Client({ ...endpoint, forcePathStyle: true });
    const place = { Bucket: importBucket, Key: key };
    const Metadata = { import: about };
    try {
      await client.send(new s3.CreateBucketCommand({ Bucket: importBucket })).catch(() => {});
      if (bytes.length <= partBytes)
        await client.send(new s3.PutObjectCommand({ ...place, Metadata, Body: bytes }));
      else {
        const begun = await client.send(
          new s3.CreateMultipartUploadCommand({ ...place, Metadata }),
        );
        const { UploadId } = begun;
        const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
        for (let at = 0; at < bytes.length; at += partBytes) {
          const PartNumber = Parts.length + 1;
          const Body = bytes.subarray(at, at + partBytes);
          const part = { ...place, UploadId, PartNumber, Body };
          const { ETag } = await client.send(new s3.UploadPartCommand(part));
          Parts.push({ PartNumber, ETag });
        }
        const MultipartUpload = { Parts };
        await client.send(
          new s3.CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload }),
        );
      }
    } finally {
      client.destroy();
    }
    const object = { key: encodeURIComponent(key).replaceAll("%20", "+") };
    const event = JSON.stringify({ Records: [{ s3: { bucket: { name: importBucket }, object } }] });
    await sendEvent(event);
    await sendEvent(event);
  };
}

/** The files in the bucket. The client loads with the first one: it is large. */
export function openLocalFiles(endpoint: Endpoint): UploadedFiles {
  const open = lazily(async () => {
    const { openUploadedFiles } = await import(
      "../../../functions/runtime/outside/uploaded-files.ts"
    );
    return openUploadedFiles({ IMPORT_BUCKET: importBucket }, endpoint);
  });
  return {
    about: async key => (await open()).about(key),
    fetch: async (key, path) => (await open()).fetch(key, path),
    store: async (key, path) => (await open()).store(key, path),
    remove: async key => (await open()).remove(key),
  };
}
