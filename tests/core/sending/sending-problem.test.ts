import { describe, expect, it } from "vitest";
import { classifySubmitError } from "../../../functions/core/sending/sending-problem.ts";

type Problem = Parameters<typeof classifySubmitError>[0];

describe("classifySubmitError", () => {
  it.each<[string, Problem, string]>([
    [
      "above the rate",
      { name: "Throttling", message: "Maximum sending rate exceeded.", status: 400 },
      "throttled",
    ],
    [
      "above the rate, as the SDK may call it",
      { name: "ThrottlingException", message: "Rate exceeded", status: 400 },
      "throttled",
    ],
    [
      "too many requests",
      { name: "TooManyRequestsException", message: "slow down", status: 429 },
      "throttled",
    ],
    [
      "the day's quota",
      { name: "Throttling", message: "Daily message quota exceeded.", status: 400 },
      "quota-spent",
    ],
    [
      "nobody listens",
      { name: "Error", message: "connect ECONNREFUSED 127.0.0.1:1", code: "ECONNREFUSED" },
      "throttled",
    ],
    [
      "no name is found",
      { name: "Error", message: "getaddrinfo EAI_AGAIN", code: "EAI_AGAIN" },
      "throttled",
    ],
    [
      "a bad message",
      {
        name: "MessageRejected",
        message: "Message length is more than 10485760 bytes",
        status: 400,
      },
      "rejected",
    ],
    [
      "a bad address",
      {
        name: "InvalidParameterValue",
        message: "Local address contains control or whitespace",
        status: 400,
      },
      "rejected",
    ],
    [
      "the sandbox",
      { name: "MessageRejected", message: "Email address is not verified.", status: 400 },
      "halted",
    ],
    [
      "a sender unverified",
      { name: "MailFromDomainNotVerifiedException", message: "Could not verify", status: 400 },
      "halted",
    ],
    [
      "the account paused",
      {
        name: "AccountSendingPausedException",
        message: "Sending paused for this account",
        status: 400,
      },
      "halted",
    ],
    ...[
      "Sending suspended for this account. For more information, please check the inbox of the email address associated with your AWS account.",
      "Sending paused for this account.",
      "Email sending is disabled for your account",
      "Sending has been disabled for this account",
      "Your account has been suspended",
    ].map((message): [string, Problem, string] => [
      message,
      { name: "MessageRejected", message, status: 400 },
      "halted",
    ]),
    [
      "the configuration set paused",
      { name: "ConfigurationSetSendingPausedException", message: "paused", status: 400 },
      "halted",
    ],
    [
      "no configuration set",
      { name: "ConfigurationSetDoesNotExist", message: "does not exist", status: 400 },
      "halted",
    ],
    ["no permission", { name: "AccessDenied", message: "not authorized", status: 403 }, "halted"],
    [
      "an expired token",
      { name: "ExpiredTokenException", message: "expired", status: 403 },
      "halted",
    ],
    [
      "no credentials at all",
      {
        name: "CredentialsProviderError",
        message: "Could not load credentials from any providers",
      },
      "halted",
    ],
    ["a reset", { name: "Error", message: "socket hang up", code: "ECONNRESET" }, "uncertain"],
    ["a timeout", { name: "TimeoutError", message: "no answer", code: "ETIMEDOUT" }, "uncertain"],
    ["an inner error", { name: "InternalFailure", message: "internal", status: 500 }, "uncertain"],
    [
      "unavailable",
      { name: "ServiceUnavailable", message: "unavailable", status: 503 },
      "uncertain",
    ],
    [
      "an answer that cannot be read",
      { name: "SyntaxError", message: "Unexpected token", status: 200 },
      "uncertain",
    ],
  ])("tells what to do after: %s", (_, error, kind) => {
    expect(classifySubmitError(error).kind).toBe(kind);
  });

  it("names no address of a colleague", () => {
    const message =
      "Email address is not verified. The following identities failed: Jane <jane@example.net>, joe@example.net";
    const outcome = classifySubmitError({ name: "MessageRejected", message, status: 400 });
    expect(outcome).toEqual({
      kind: "halted",
      answer:
        "MessageRejected: Email address is not verified. The following identities failed: Jane <(address)>, (address)",
    });
    expect(
      classifySubmitError({ name: "MessageRejected", message: "bad zoë@example.net", status: 400 }),
    ).toEqual({
      kind: "rejected",
      answer: "MessageRejected: bad (address)",
    });
  });
});
