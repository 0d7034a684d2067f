import { SignatureV4 } from "@smithy/signature-v4";
import { Sha256 } from "../../functions/runtime/aws-clients.ts";
import { Refusal } from "./refusal.ts";

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
};

/**
 * Services that a deployment asks without an SDK client, by their endpoints' names. The values are
 * in AWS_ENDPOINT_URL_….
 */
const services = {
  sts: "STS",
  cloudformation: "CLOUDFORMATION",
  "cognito-idp": "COGNITO_IDENTITY_PROVIDER",
} as const;

export type Call = {
  readonly service: keyof typeof services;
  readonly region: string;
  readonly credentials: Credentials;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type AwsAnswer = { readonly ok: boolean; readonly text: string };

/**
 * Sends one signed request. Returns the response, errors included. Throws a Refusal if there is no
 * response within 20 seconds.
 */
async function callAws({ service, region, credentials, headers, body }: Call): Promise<AwsAnswer> {
  const { AWS_ENDPOINT_URL: all, [`AWS_ENDPOINT_URL_${services[service]}`]: own } = process.env;
  const url = new URL(own ?? all ?? `https://${service}.${region}.amazonaws.com`);
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const { headers: signed } = await signer.sign({
    method: "POST",
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port !== "" && { port: Number(url.port) }),
    path: "/",
    query: {},
    headers: { host: url.host, ...headers },
    body,
  });
  const { host: _, ...others } = signed;
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: others,
      body,
      signal: AbortSignal.timeout(20_000),
    });
    return { ok: answer.ok, text: await answer.text() };
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    throw new Refusal(
      `${url.host} does not answer (${why}). Check this machine's network, and AWS_ENDPOINT_URL_* if they are set.`,
      "no answer",
    );
  }
}

type Asked = Omit<Call, "headers" | "body">;

/** Asks a service that answers in XML (AWS Query). */
export function queryAws(
  asked: Asked,
  version: string,
  parameters: Readonly<Record<string, string>>,
): Promise<AwsAnswer> {
  return callAws({
    ...asked,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: new URLSearchParams({ ...parameters, Version: version }).toString(),
  });
}

/** Asks a service that answers in JSON (AWS JSON 1.1). */
export function askAws(asked: Asked, target: string, input: object): Promise<AwsAnswer> {
  return callAws({
    ...asked,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    body: JSON.stringify(input),
  });
}

/**
 * Returns the text of the first element of this name; undefined if there is none without child
 * elements.
 */
export function textOf(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
}
