import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { BadInput } from "../../../infra/cli/bad-input.ts";
import { startDynamoDb } from "../../../infra/local/aws/dynamodb.ts";

it("says in one sentence what to install if dynoxide has no program for the system", async () => {
  const directory = await mkdtemp(join(tmpdir(), "dear-colleague-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const error = await startDynamoDb(directory, { platform: "darwin", arch: "arm64" }).catch(
    (refused: unknown) => refused,
  );
  expect(error).toBeInstanceOf(BadInput);
  expect((error as BadInput).lines).toEqual([
    'There is no local DynamoDB for this system: run "npm install --no-save @dynoxide/darwin-arm64", or set AWS_ENDPOINT_URL_DYNAMODB to the address of another DynamoDB.',
  ]);
});
