import { runCommand } from "../run-command.ts";
import { runBulletin } from "./run-bulletin.ts";

await runCommand(runBulletin);
