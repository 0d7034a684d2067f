import { expect, it, onTestFinished, vi } from "vitest";
import { BadInput } from "../../../infra/cli/bad-input.ts";
import { rateIn } from "../../../infra/local/aws/services/rate-argument.ts";

it("reads the letters a second that the local SES takes, and none if there is no limit", () => {
  expect([rateIn(undefined, ""), rateIn("1", ""), rateIn("10000", "")]).toEqual([
    undefined,
    1,
    10_000,
  ]);
});

it.each(["0", "-5", "1.5", "10001", "fast", ""])("refuses the rate %j", given => {
  expect(() => rateIn(given, "Usage")).toThrow(BadInput);
});

it("refuses a rate for an SES that is not the local one", () => {
  vi.stubEnv("AWS_ENDPOINT_URL_SES", "http://127.0.0.1:9");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(() => rateIn("5", "")).toThrow(BadInput);
  expect(rateIn(undefined, "")).toBeUndefined();
});
