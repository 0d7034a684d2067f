import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { argumentsOf, asNpmDoes } from "../../programs.ts";
import { mutationVariable } from "./preloads/command-mutations.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const loadedBefore = (name: string) => `--import ${new URL(name, import.meta.url).href}`;

const count = z.int().min(0);
const toldSchema = z.object({
  edition: z.string(),
  audience: count,
  accepted: count,
  delivered: count,
  suppressed: count,
  rejected: count,
  uncertain: count,
  pending: count,
  resent: count,
});

/** The account that the command prints with `--json`. */
export type Told = z.infer<typeof toldSchema>;

/** How a run ended. `code`: null where it was killed. */
export type Ending = {
  readonly code: number | null;
  readonly told: Told | undefined;
  readonly errors: string;
};

/** What to kill: the whole process group, the command itself, or npm, which started it. */
export type Victim = "group" | "node" | "npm";

export type LetterRun = {
  readonly kill: (victim: Victim) => void;
  readonly signal: (signal: "SIGINT" | "SIGSTOP" | "SIGCONT") => void;
  readonly ended: Promise<Ending>;
};

export type LetterCommand = {
  readonly letter: string;
  readonly list: string;
  readonly data: string;
  readonly more?: readonly string[];
  /** Started by npm, and not at once. */
  readonly byNpm?: boolean;
  /** The list comes through a pipe. */
  readonly piped?: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly clockFile: string;
};

/** Milliseconds after which a run that does not end is killed: no run has that much to do. */
const patience = 150_000;

/** Runs `npm run letter` as a real process, in a group of its own, by the clock in a file. */
export function runLetter({
  letter,
  list,
  data,
  more = [],
  byNpm,
  piped,
  env,
  clockFile,
}: LetterCommand): LetterRun {
  const program = byNpm ? ["npm", "run", "--silent", "letter", "--"] : ["node", ...programFor(env)];
  const command = [...program, letter, "--data", data, "--json", ...more];
  // Not every shell has process substitution; this one is named.
  const broken =
    env[mutationVariable] === undefined ? [] : [loadedBefore("preloads/mutated-source.ts")];
  const preloads = [loadedBefore("preloads/shifted-clock.ts"), ...broken];
  const [file = "", ...args] = piped
    ? ["bash", "-c", 'exec "$@" --to <(cat "$LIST")', "bash", ...command]
    : [...command, "--to", list];
  const child = spawn(file === "node" ? process.execPath : file, args, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...env,
      LIST: list,
      CLOCK_OFFSET_FILE: clockFile,
      NODE_OPTIONS: [process.env.NODE_OPTIONS ?? "", ...preloads].join(" "),
    },
  });
  let [output, errors] = ["", ""];
  child.stdout?.on("data", data => {
    output += data;
  });
  child.stderr?.on("data", data => {
    errors += data;
  });
  const closed = new Promise<number | null>(resolve => child.once("close", code => resolve(code)));
  let isOver = false;
  void setTimeout(patience, undefined, { ref: false }).then(() => {
    if (isOver) return;
    errors += "\nThe campaign: it did not end in time.";
    toGroup(child, "SIGKILL");
  });
  return {
    kill: victim => {
      if (victim === "group") toGroup(child, "SIGKILL");
      else child.kill("SIGKILL");
    },
    signal: signal => toGroup(child, signal),
    ended: closed.then(code => {
      isOver = true;
      return { code, told: readTold(output), errors };
    }),
  };
}

function toGroup({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, signal);
}

/** A mutation changes the text of the sources, so these must be what runs. */
function programFor(env: LetterCommand["env"]): string[] {
  return env[mutationVariable] === undefined ? argumentsOf("letter") : asNpmDoes("letter");
}

function readTold(output: string): Told | undefined {
  const line = output.split("\n").find(each => each.startsWith("{"));
  return line === undefined ? undefined : toldSchema.parse(JSON.parse(line));
}
