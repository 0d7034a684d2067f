import { runCommand } from "./run-command.ts";
import { runTeam } from "./team.ts";

await runCommand(runTeam);
