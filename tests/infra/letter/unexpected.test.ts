import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { aLetterTo } from "./a-letter.ts";

it("ends an unexpected failure with a sentence and exit code 1, and has the details in the log", async () => {
  const { data, send } = await aLetterTo(1);
  mkdirSync(data);
  writeFileSync(join(data, "identity.json"), '{"id":');
  const run = send({}, "--json");
  expect(await run.ended).toBe(1);
  const log = join(data, "pipeline.log");
  expect(run.output()).toContain(
    `The run ended unexpectedly: SyntaxError: Unexpected end of JSON input. ${log} has the details.`,
  );
  expect(run.output()).not.toMatch(/^\s+at /m);
  expect(JSON.parse(readFileSync(log, "utf8"))).toMatchObject({
    event: "ended-unexpectedly",
    error: expect.stringMatching(/SyntaxError.*\n\s+at /),
  });
});

it("ends when the local database cannot be opened", async () => {
  const { data, send } = await aLetterTo(1);
  mkdirSync(data);
  writeFileSync(join(data, "dynamodb.db"), Buffer.alloc(9_000, "no database"));
  const run = send({}, "--json");
  expect(await run.ended).toBe(1);
  expect(run.output()).toMatch(
    /The run ended unexpectedly: Error: the local DynamoDB (did not answer|ended)/,
  );
  expect(run.output()).not.toMatch(/^\s+at /m);
});
