import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { aTemporaryDirectory, type Running, runWith } from "../a-process.ts";

export type LetterDirectory = {
  readonly data: string;
  readonly list: string;
  /** Runs the command on an example letter and the list, in a process of its own. */
  readonly send: (env: Readonly<Record<string, string>>, ...args: readonly string[]) => Running;
};

/** A list of so many colleagues, p0@example.org and so on, and a directory to send to them from. */
export async function aLetterTo(people: number): Promise<LetterDirectory> {
  const directory = await aTemporaryDirectory();
  const list = join(directory, "colleagues.csv");
  const data = join(directory, "data");
  const rows = Array.from(
    { length: people },
    (_, index) => `p${index}@example.org,Person ${index}\n`,
  );
  writeFileSync(list, `email,name\n${rows.join("")}`);
  const send: LetterDirectory["send"] = (env, ...args) =>
    runWith(
      env,
      "letter",
      "docs/examples/exam-reform-as-pasted.txt",
      "--to",
      list,
      "--data",
      data,
      ...args,
    );
  return { data, list, send };
}

/** The one object that `--json` leaves on standard output. */
export function accountOf({ output }: Pick<Running, "output">): Record<string, unknown> {
  return JSON.parse(
    output()
      .split("\n")
      .find(line => line.startsWith("{")) ?? "{}",
  );
}
