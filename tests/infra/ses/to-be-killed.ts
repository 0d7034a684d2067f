import { startLocalSes } from "../../../infra/local/ses/ses.ts";

/** A process of its own, for tests that kill it: prints the URL of a local SES in the directory it is given. */
const { url } = await startLocalSes({ directory: process.argv[2] ?? "", publish: async () => {} });
console.log(url);
