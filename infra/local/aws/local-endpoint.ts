import type { Endpoint } from "../../../functions/runtime/aws-clients.ts";

/** Returns the client settings for a service at a URL. */
export function localEndpoint(url: string): Endpoint {
  const {
    AWS_REGION: region = "eu-west-2",
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
  } = process.env;
  // The SDK cannot send without credentials. Local services do not check the signature.
  const credentials =
    AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY
      ? {}
      : { credentials: { accessKeyId: "local", secretAccessKey: "local" } };
  return { endpoint: url, region, ...credentials };
}
