let isGone = false;
let isHeard = false;

/**
 * Prints a part of a long output, and waits until the reader of a pipe has taken it. Returns false
 * if the reader has ended ("| head"): then nothing more need be printed.
 */
export async function printToStdout(text: string): Promise<boolean> {
  if (!isHeard) {
    isHeard = true;
    process.stdout.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      isGone = true;
    });
  }
  if (!isGone && !process.stdout.write(text))
    await new Promise<void>(done => {
      process.stdout.once("drain", done);
      process.stdout.once("close", done);
      process.stdout.once("error", () => done());
    });
  return !isGone;
}
