import { openDirectory } from "../../../infra/local/directory.ts";

/** Takes a directory, says so, and keeps it until its standard input ends; says when the directory is lost. */
const directory = await openDirectory(process.argv[2] ?? "", {
  onWait: () => console.log("waiting"),
  onLost: () => console.log("lost"),
});
if (directory) {
  process.stdin.resume().on("end", () => {
    directory.release();
    process.exit(0);
  });
  process.on("SIGUSR2", () => {
    try {
      directory.assertHeld();
      console.log("held");
    } catch (error) {
      console.log(`not held: ${(error as Error).message}`);
    }
  });
}
// Only now, for the test goes on at once: a signal that nothing handles yet would end this process.
console.log(directory ? `taken ${directory.identity.id}` : "refused");
