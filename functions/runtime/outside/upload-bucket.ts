import { uploadForm } from "../../core/people/imports/upload-form.ts";
import type { Uploads } from "../../steps/pipeline.ts";
import type { Endpoint } from "../aws-clients.ts";
import type { Environment } from "../environment.ts";

/** The forms with which browsers give files of imports to the bucket. */
export function openUploads(
  { IMPORT_BUCKET, IMPORT_BUCKET_URL, IMPORT_MAX_BYTES }: Environment,
  endpoint: Endpoint,
): Uploads | undefined {
  if (IMPORT_BUCKET === undefined || IMPORT_BUCKET_URL === undefined) return undefined;
  const { AWS_REGION = "local" } = process.env;
  const shared = {
    bucket: IMPORT_BUCKET,
    region: AWS_REGION,
    action: IMPORT_BUCKET_URL,
    maxBytes: IMPORT_MAX_BYTES,
  };
  return {
    form: ({ id, list, by, redirect, now }) => {
      const about = Buffer.from(JSON.stringify({ list, by })).toString("base64url");
      const wish = { ...shared, prefix: `imports/${id}/`, about, redirect, now };
      return uploadForm(wish, credentials(endpoint));
    },
  };
}

/** Of a function: its role's, which Lambda renews in the environment. */
function credentials(endpoint: Endpoint) {
  const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN } = process.env;
  return (
    endpoint.credentials ?? {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN,
    }
  );
}
