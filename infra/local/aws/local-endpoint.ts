import type { Endpoint } from "../../../functions/runtime/aws-clients.ts";

/** Returns the region that the local services are asked in. */
export function localRegion(): string {
  return process.env.AWS_REGION ?? "eu-west-2";
}

/** Returns the client settings for a service at a URL. */
export function localEndpoint(url: string): Endpoint {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
  // The SDK cannot send without credentials. Local services do not check the signature.
  const credentials =
    AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY
      ? {}
      : { credentials: { accessKeyId: "local", secretAccessKey: "local" } };
  return { endpoint: url, region: localRegion(), ...credentials };
}
