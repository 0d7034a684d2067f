import { describe, expect, it } from "vitest";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";

const variables = {
  TABLE_NAME: "table",
  SITE_URL: "https://readers.example.org",
  ADDRESS_EDITION_QUEUE_URL: "https://sqs.example.org/a",
  SEND_BATCH_QUEUE_URL: "https://sqs.example.org/s",
};
const at = { region: "eu-west-2", credentials: { accessKeyId: "local", secretAccessKey: "local" } };
const open = (more: Record<string, string> = {}) =>
  openPipeline(readEnvironment({ ...variables, ...more }), { dynamodb: at, ses: at, sqs: at });

describe("a function's pipeline", () => {
  it("has the keys that the function was given", () => {
    const pipeline = open({ ADDRESS_KEY: "k".repeat(32), LINK_KEYS: `a:${"s".repeat(32)}` });
    expect(pipeline.addressKey).toBe("k".repeat(32));
    expect(pipeline.linkKeys).toEqual([{ id: "a", secret: "s".repeat(32) }]);
  });

  it("opens without the others, and says which is missing when one is used", () => {
    const pipeline = open();
    expect(() => pipeline.addressKey).toThrow(
      "This function needs the secret address-key but does not have it",
    );
    expect(() => pipeline.linkKeys).toThrow(
      "This function needs the secret link-keys but does not have it",
    );
  });
});
