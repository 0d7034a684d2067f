import { startLocalSes } from "../../../../infra/local/aws/ses/local-ses.ts";

/** A process of its own, for tests that kill it: prints the URL of a local SES in the directory it is given, and what the disk refuses. */
const { url } = await startLocalSes({
  directory: process.argv[2] ?? "",
  publish: async () => {},
  onWriteRefused: (error, file) => console.log(`${(error as NodeJS.ErrnoException).code} ${file}`),
});
console.log(url);
