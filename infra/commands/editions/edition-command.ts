import { runCommand } from "../run-command.ts";
import { runEdition } from "./run-edition.ts";

await runCommand(runEdition);
