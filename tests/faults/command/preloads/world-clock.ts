import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

/** What the clocks of a round show: that of the world, by which SES goes, and that of the machine on which the command runs. */
export type WorldClock = {
  /** The file that `shifted-clock.ts` reads. */
  readonly machineFile: string;
  /** The file that SES reads. */
  readonly worldFile: string;
  /** Lets time pass for every process, without waiting for it. */
  readonly pass: (ms: number) => void;
  /** Sets the machine's clock alone. */
  readonly step: (ms: number) => void;
};

export function createWorldClock(path: string): WorldClock {
  const [machineFile, worldFile] = [join(path, "machine-clock"), join(path, "world-clock")];
  let [world, stepped] = [0, 0];
  const write = (file: string, ms: number, flags: string) => {
    const descriptor = openSync(file, flags);
    // A fixed length, in one write: a concurrent reader sees the old or the new value, never a mix.
    writeSync(descriptor, String(ms).padStart(20), 0);
    closeSync(descriptor);
  };
  const show = (flags = "r+") => {
    write(worldFile, world, flags);
    write(machineFile, world + stepped, flags);
  };
  show("w");
  return {
    machineFile,
    worldFile,
    pass: ms => {
      world += ms;
      show();
    },
    step: ms => {
      stepped += ms;
      show();
    },
  };
}

/** Epoch milliseconds by the world's clock. */
export function worldNow(worldFile: string): number {
  return Date.now() + Number(readFileSync(worldFile, "latin1"));
}
