import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { argumentsOf } from "../../programs.ts";

export type Ended = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a file of infra/commands in a process of its own, without credentials unless they are given. */
export function aCommand(file: `${string}.ts`) {
  const command = argumentsOf(`infra/commands/${file}`);
  return async (args: readonly string[], given: Record<string, string> = {}): Promise<Ended> => {
    const { npm_lifecycle_event: _, AWS_PROFILE: __, ...env } = process.env;
    const child = spawn(process.execPath, [...command, ...args], {
      env: {
        ...env,
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_CONFIG_FILE: "/nowhere",
        AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
        ...given,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "exit"),
    ]);
    expect(out + err, "a stack trace tells nobody what to do").not.toMatch(/^\s+at /m);
    return { code, out, err };
  };
}
