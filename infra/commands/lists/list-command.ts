import { printToStdout } from "../../cli/print-to-stdout.ts";
import { runCommand } from "../run-command.ts";
import { runList } from "./run-list.ts";

await runCommand(args => runList(args, printToStdout));
