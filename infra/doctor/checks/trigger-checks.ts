import {
  type EventSourceMappingConfiguration,
  ListEventSourceMappingsCommand,
} from "@aws-sdk/client-lambda";
import { queueNames, sends } from "../../names.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment, OnAws } from "../examined-deployment.ts";

/** The states of an event source mapping that works, or soon will. */
const working = ["Enabled", "Enabling", "Updating", "Creating"];

/** Does each function get the messages of its queue, and of no other? */
export function triggerChecks(
  { queues, deploy }: Deployment,
  { lambda, functionOf }: OnAws,
): Check[] {
  return queueNames.map(
    (short): Check => ({
      name: `trigger ${short}`,
      asks: "Lambda",
      stops: sends(short),
      needs: [`queue ${short}`],
      look: async () => {
        const FunctionName = functionOf(short);
        const queue = queues[short].name;
        // No pagination: one page has 100 mappings.
        const { EventSourceMappings: all = [] } = await lambda.send(
          new ListEventSourceMappingsCommand({ FunctionName }),
        );
        const isOurs = ({ EventSourceArn }: EventSourceMappingConfiguration) =>
          EventSourceArn?.endsWith(`:${queue}`);
        const ours = all.filter(isOurs);
        const other = all.find(mapping => !isOurs(mapping))?.EventSourceArn;
        if (ours.length === 0 && other !== undefined)
          return wrong(`${FunctionName} gets the messages of ${nameIn(other)}.`, deploy);
        if (ours.length === 0)
          return wrong(`Nothing hands the messages of ${queue} to ${FunctionName}.`, deploy);
        const [off] = ours.filter(({ State = "" }) => !working.includes(State));
        if (off)
          return wrong(
            `The trigger of ${FunctionName} is off (${off.State}): messages wait in ${queue}.`,
            `If nobody switched it off for a restore, switch it on:\naws lambda update-event-source-mapping --uuid ${off.UUID} --enabled`,
          );
        if (other !== undefined)
          return wrong(
            `${FunctionName} also gets the messages of ${nameIn(other)}.`,
            "Delete that trigger.",
            { stops: false },
          );
        return right(`${FunctionName} gets the messages of ${queue}.`);
      },
    }),
  );
}

function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
