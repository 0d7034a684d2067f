import { setTimeout } from "node:timers/promises";
import { GetScheduleCommand } from "@aws-sdk/client-scheduler";
import { openTable } from "../../../functions/runtime/open-table.ts";
import { getLastTick } from "../../../functions/store/sending/ticks.ts";
import { type Check, notHere, right, wrong } from "../check.ts";
import type { Deployment, Manner } from "../examined-deployment.ts";

/** Three ticks. */
const longestSilenceMs = 180_000;

/** Does the clock open editions when they are due? */
export function clockChecks(
  { aws, dynamodb, table, deploy }: Deployment,
  { now, tickWaitMs }: Manner,
): Check[] {
  return [
    {
      name: "clock schedule",
      asks: "EventBridge Scheduler",
      stops: true,
      look: async () => {
        if (!aws) return notHere;
        try {
          const { State, ScheduleExpression } = await aws.scheduler.send(
            new GetScheduleCommand({ Name: aws.schedule }),
          );
          if (State === "ENABLED") return right(`${aws.schedule} runs: ${ScheduleExpression}.`);
          return wrong(`${aws.schedule} is switched off: no edition opens automatically.`, deploy);
        } catch (error) {
          if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
          return wrong(`There is no schedule ${aws.schedule}.`, deploy);
        }
      },
    },
    {
      name: "clock",
      asks: "DynamoDB",
      stops: true,
      needs: aws ? ["table", "clock schedule"] : ["table"],
      look: async () => {
        const isLate = (at: number | undefined) =>
          at === undefined || now() - at > longestSilenceMs;
        let at = await getLastTick(openTable(dynamodb, table));
        for (const until = now() + tickWaitMs; isLate(at) && now() < until; await setTimeout(250))
          at = await getLastTick(openTable(dynamodb, table));
        const fix = aws
          ? "Read the logs of run-clock: it starts a tick each minute, but no recent tick finished. After a deployment, wait two minutes and run the doctor again."
          : "Look for clock-failed in pipeline.log. Only npm start has a clock: npm run letter does not need one.";
        if (at === undefined) return wrong("The clock has never ticked.", fix);
        const seconds = Math.round((now() - at) / 1000);
        if (isLate(at))
          return wrong(`The clock has been silent for ${durationText(seconds)}.`, fix);
        return right(
          seconds < 1
            ? "The clock has just ticked."
            : `The last tick was ${durationText(seconds)} ago.`,
        );
      },
    },
  ];
}

function durationText(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3600)} hours`
    : `${Math.round(seconds / 86_400)} days`;
}
