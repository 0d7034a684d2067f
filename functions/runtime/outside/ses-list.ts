import type { SESClient } from "@aws-sdk/client-ses";
import { SignatureV4 } from "@smithy/signature-v4";
import * as z from "zod";
import type { SesListing } from "../../core/people/ses-listing.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import { Sha256 } from "../aws-clients.ts";

/** A page must not wait long for SES. */
const maxWaitMs = 5_000;

const found = z.object({
  SuppressedDestination: z.object({
    Reason: z.enum(["BOUNCE", "COMPLAINT"]),
    LastUpdateTime: z.number(),
  }),
});
const notFound = /NotFoundException/;

/**
 * Opens the account's suppression list: two calls of SES's API version 2, which the client for
 * letters does not have. Credentials and region are that client's.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetSuppressedDestination.html
 */
export function openSesList(client: SESClient, given: string | undefined): Pipeline["sesList"] {
  const call = async (method: "GET" | "DELETE", email: string) => {
    const [region, credentials] = await Promise.all([
      client.config.region(),
      client.config.credentials(),
    ]);
    const base =
      given ?? process.env.AWS_ENDPOINT_URL_SES ?? `https://email.${region}.amazonaws.com`;
    const path = `/v2/email/suppression/addresses/${encodeURIComponent(email)}`;
    const url = new URL(path, base);
    const signer = new SignatureV4({ credentials, region, service: "ses", sha256: Sha256 });
    const { headers } = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port !== "" && { port: Number(url.port) }),
      path,
      query: {},
      headers: { host: url.host },
    });
    const { host: _, ...others } = headers;
    const signal = AbortSignal.timeout(maxWaitMs);
    const answer = await fetch(url, { method, headers: others, signal });
    const isUnlisted =
      answer.status === 404 && notFound.test(answer.headers.get("x-amzn-errortype") ?? "");
    return { ok: answer.ok, isUnlisted, text: await answer.text() };
  };
  const find = async (email: string): Promise<SesListing> => {
    const { ok, isUnlisted, text } = await call("GET", email);
    if (isUnlisted) return { kind: "not-listed" };
    if (!ok) return { kind: "unknown" };
    const { Reason, LastUpdateTime } = found.parse(JSON.parse(text)).SuppressedDestination;
    const at = new Date(LastUpdateTime * 1_000).toISOString();
    return { kind: "listed", reason: Reason === "BOUNCE" ? "bounced" : "complained", at };
  };
  const orUnknown = (asking: Promise<SesListing>) =>
    asking.catch((): SesListing => ({ kind: "unknown" }));
  return {
    find: email => orUnknown(find(email)),
    remove: email =>
      orUnknown(
        find(email).then(async listing => {
          if (listing.kind !== "listed") return listing;
          const { ok, isUnlisted } = await call("DELETE", email);
          return ok || isUnlisted ? listing : { kind: "unknown" };
        }),
      ),
  };
}
