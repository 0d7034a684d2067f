import type { Answer, Service } from "./check.ts";
import { unknown, wrong } from "./check.ts";

/** Whom it would be idle to ask again. */
export type Explained = { readonly answer: Answer; readonly silent: "nobody" | "service" | "AWS" };

const unreachable = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ECONNRESET", "ETIMEDOUT", "EPIPE"],
]);
/** node:dns has codes of its own for a server that gives no answer. */
const dnsSilent = new Set(["ETIMEOUT", "ECONNREFUSED", "ESERVFAIL", "EREFUSED", "EBADRESP"]);
const refusedCredentials = new Set([
  ...["ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException"],
  ...["SignatureDoesNotMatch", "InvalidSignatureException", "InvalidAccessKeyId", "TokenRefreshRequired"],
]);

/** Says in an operator's words why a service gave no answer. Never a stack trace. */
export function explainError(error: unknown, service: Service, unreachableFix: string): Explained {
  const { name = "Error", message = "", code = "" } = (error ?? {}) as { name?: string; message?: string; code?: string };
  if (service === "DNS" && dnsSilent.has(code)) {
    const fix = "Look again in a minute, or ask another server: --dns 1.1.1.1";
    return { answer: unknown(`DNS gives no answer (${code}).`, fix), silent: "service" };
  }
  if (name === "CredentialsProviderError" || name === "TokenProviderError") {
    const fix = "Sign in (aws sso login), or name a profile that has them: AWS_PROFILE=… npm run doctor -- --stage …";
    return { answer: unknown("There are no AWS credentials to ask with.", fix), silent: "AWS" };
  }
  if (refusedCredentials.has(name)) {
    return {
      answer: unknown(
        `AWS does not take these credentials (${name}).`,
        "Sign in again, or check AWS_PROFILE and this machine's time.",
      ),
      silent: "AWS",
    };
  }
  if (/^(AccessDenied|AuthorizationError|UnauthorizedOperation|KMSAccessDenied)/.test(name)) {
    const action = /to perform:?\s+[`'"]?([\w-]+:\w+)/.exec(message)?.[1];
    const what = action ? `These credentials may not use ${action}.` : "These credentials may not look at this.";
    const more = action ? "" : ` AWS says: ${oneLine(message)}`;
    const fix = `Use credentials that may: docs/doctor.md lists what the doctor asks for.${more}`;
    return { answer: unknown(what, fix), silent: "nobody" };
  }
  if (unreachable.has(code) || name === "TimeoutError") {
    const what = `${service} does not answer (${code || "no answer in time"}).`;
    return { answer: wrong(what, unreachableFix, { stops: true }), silent: "service" };
  }
  const fix = "Look again in a minute. If it stays so, the service's health page says more: https://health.aws.amazon.com";
  return { answer: unknown(`${service} answers: ${oneLine(`${name}: ${message}`)}`, fix), silent: "nobody" };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 200);
}
