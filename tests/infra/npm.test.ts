import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { isFullSize } from "../size.ts";

/** Runs npm in the project, with no setting of npm but the project's own. */
function npm(...args: readonly string[]) {
  const settings = Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name));
  return spawnSync("npm", args, {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: Object.fromEntries(settings),
    encoding: "utf8",
  });
}

it("npm says why it fails", () => {
  const { status, stderr } = npm("run", "no-such-script");
  expect(status).toBe(1);
  expect(stderr).toContain('Missing script: "no-such-script"');
});

/** One with what makes it start fast, and one of the CDK. The full size has all. */
const few = [
  ["letter", "npm run letter"],
  ["deploy", "npm run synth"],
] as const;
const others = [
  ["team", "npm run team"],
  ["bench", "npm run bench"],
  ["start", "npm start"],
  ["doctor", "npm run doctor"],
  ["faults", "npm run faults"],
] as const;

it.each(isFullSize ? [...few, ...others] : few)(
  "npm run %s ends with 2 and a sentence for an unknown option, and leaves standard output alone",
  (script, usage) => {
    const { status, stdout, stderr } = npm("run", "--silent", script, "--", "--unknown");
    expect(stderr).toContain(`There is no option --unknown.\nUsage: ${usage}`);
    expect([status, stdout]).toEqual([2, ""]);
  },
);
