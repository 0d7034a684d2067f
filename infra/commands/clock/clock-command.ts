import { runCommand } from "../run-command.ts";
import { runClockCommand } from "./run-clock-command.ts";

await runCommand(runClockCommand);
