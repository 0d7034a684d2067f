import { Queue } from "aws-cdk-lib/aws-sqs";
import { describe, expect, it } from "vitest";
import { isFullSize } from "../../size.ts";
import { aDeployment } from "./a-deployment.ts";

describe("the security rules", () => {
  it("find no fault with any way to set up a stage", () => {
    // Each way is there; at the full size each alone.
    const hostedZone = { id: "Z0123456789ABC", name: "example.org" };
    const openId = {
      kind: "open-id",
      issuer: "https://login.example.org",
      clientId: "dear",
      groupsClaim: "groups",
    } as const;
    const off = { signIn: { kind: "cognito", mfa: "off" } as const };
    const existing = { identity: "existing" } as const;
    const ways = [{ hostedZone }, { signIn: openId }, off, existing, { monthlyBudgetUsd: 50 }];
    const together = [
      { hostedZone, signIn: openId, monthlyBudgetUsd: 50 },
      { ...off, ...existing },
    ];
    for (const change of isFullSize ? [{}, ...ways] : together)
      expect(() => aDeployment(change).app.synth()).not.toThrow();
  });

  it("fail the synthesis when something is found", () => {
    const { app, pipeline } = aDeployment();
    new Queue(pipeline, "Unencrypted");
    expect(() => app.synth()).toThrow();
  });
});
