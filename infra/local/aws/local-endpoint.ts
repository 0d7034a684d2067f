import type { Endpoint } from "../../../functions/runtime/aws-clients.ts";

/** How a client reaches a service at a URL of this machine. */
export function localEndpoint(url: string): Endpoint {
  const { AWS_REGION: region = "eu-west-2", AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
  // The SDK signs whatever it sends; a local service does not look at it.
  const credentials =
    AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY ? {} : { credentials: { accessKeyId: "local", secretAccessKey: "local" } };
  return { endpoint: url, region, ...credentials };
}
