import { createHmac } from "node:crypto";

/** A form with which a browser gives a file to the bucket. `fields` come before the file. */
export type UploadForm = {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly maxBytes: number;
};

export type UploadCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

export type UploadWish = {
  readonly bucket: string;
  readonly region: string;
  /** Where the form is sent. */
  readonly action: string;
  /** The key begins so; the name of the file follows. */
  readonly prefix: string;
  /** Kept with the file. It cannot be changed, because it is signed. */
  readonly about: string;
  /** The page that the browser shows next. */
  readonly redirect: string;
  readonly maxBytes: number;
  readonly now: Date;
};

const lifetimeMs = 3_600_000;
/** S3 keeps the type that the form gives. What the file is, its content decides. */
const contentType = "application/octet-stream";

/**
 * Returns a form that S3 accepts for an hour: one file, of a limited size, under a key that begins
 * with the prefix, with these fields and no others.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html
 */
export function uploadForm(wish: UploadWish, credentials: UploadCredentials): UploadForm {
  const { bucket, region, action, prefix, maxBytes, now } = wish;
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const day = stamp.slice(0, 8);
  const signed = {
    "Content-Type": contentType,
    success_action_redirect: wish.redirect,
    "x-amz-meta-import": wish.about,
    "x-amz-algorithm": "AWS4-HMAC-SHA256",
    "x-amz-credential": `${credentials.accessKeyId}/${day}/${region}/s3/aws4_request`,
    "x-amz-date": stamp,
    ...(credentials.sessionToken !== undefined && {
      "x-amz-security-token": credentials.sessionToken,
    }),
  };
  const policy = Buffer.from(
    JSON.stringify({
      expiration: new Date(now.getTime() + lifetimeMs).toISOString(),
      conditions: [
        { bucket },
        ["starts-with", "$key", prefix],
        ["content-length-range", 0, maxBytes],
        ...Object.entries(signed).map(([name, value]) => ({ [name]: value })),
      ],
    }),
  ).toString("base64");
  const signature = signPolicy(policy, { day, region, secret: credentials.secretAccessKey });
  const fields = {
    // S3 puts the name of the file in.
    key: `${prefix}\${filename}`,
    ...signed,
    policy,
    "x-amz-signature": signature,
  };
  return { action, fields, maxBytes };
}

/** Signs a policy with a key for one day and region (Signature Version 4). */
export function signPolicy(
  policy: string,
  {
    day,
    region,
    secret,
  }: { readonly day: string; readonly region: string; readonly secret: string },
): string {
  const mac = (key: string | Buffer, text: string) =>
    createHmac("sha256", key).update(text).digest();
  const key = [region, "s3", "aws4_request"].reduce<Buffer>(mac, mac(`AWS4${secret}`, day));
  return mac(key, policy).toString("hex");
}
