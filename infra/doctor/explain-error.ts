import type { Answer, Service } from "./check.ts";
import { unknown, wrong } from "./check.ts";

/** `silent`: what not to ask again in this run. */
export type Explained = { readonly answer: Answer; readonly silent: "nobody" | "service" | "AWS" };

const unreachable = new Set([
  ...[
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ECONNRESET",
    "ETIMEDOUT",
    "EPIPE",
  ],
]);
/** The codes of node:dns for a server that does not answer. */
const dnsSilent = new Set(["ETIMEOUT", "ECONNREFUSED", "ESERVFAIL", "EREFUSED", "EBADRESP"]);
const refusedCredentials = new Set([
  ...[
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
  ],
  ...[
    "SignatureDoesNotMatch",
    "InvalidSignatureException",
    "InvalidAccessKeyId",
    "TokenRefreshRequired",
  ],
]);

/**
 * Explains to an operator why a service gave no answer. `unreachableFix` is the advice if the
 * service cannot be reached.
 */
export function explainError(error: unknown, service: Service, unreachableFix: string): Explained {
  const {
    name = "Error",
    message = "",
    code = "",
  } = (error ?? {}) as { name?: string; message?: string; code?: string };
  if (service === "DNS" && dnsSilent.has(code)) {
    const fix = "Run the doctor again in a minute, or ask another DNS server: --dns 1.1.1.1";
    return { answer: unknown(`DNS does not answer (${code}).`, fix), silent: "service" };
  }
  if (name === "CredentialsProviderError" || name === "TokenProviderError") {
    const fix =
      "Sign in (aws sso login), or name a profile: AWS_PROFILE=… npm run doctor -- --stage …";
    return { answer: unknown("There are no AWS credentials.", fix), silent: "AWS" };
  }
  if (refusedCredentials.has(name)) {
    return {
      answer: unknown(
        `AWS refuses these credentials (${name}).`,
        "Sign in again, or check AWS_PROFILE and this machine's clock.",
      ),
      silent: "AWS",
    };
  }
  if (/^(AccessDenied|AuthorizationError|UnauthorizedOperation|KMSAccessDenied)/.test(name)) {
    const action = /to perform:?\s+[`'"]?([\w-]+:\w+)/.exec(message)?.[1];
    const what = action
      ? `These credentials may not use ${action}.`
      : "These credentials may not read this.";
    const more = action ? "" : ` The message of AWS: ${oneLine(message)}`;
    const fix = `Use credentials with the permissions that docs/doctor.md lists.${more}`;
    return { answer: unknown(what, fix), silent: "nobody" };
  }
  if (unreachable.has(code) || name === "TimeoutError") {
    const what = `${service} does not answer (${code || "no answer in time"}).`;
    return { answer: wrong(what, unreachableFix, { stops: true }), silent: "service" };
  }
  const fix =
    "Run the doctor again in a minute. If this does not change, look at the health page of AWS: https://health.aws.amazon.com";
  return {
    answer: unknown(`${service} answers: ${oneLine(`${name}: ${message}`)}`, fix),
    silent: "nobody",
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 200);
}
