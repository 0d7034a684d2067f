import { setTimeout } from "node:timers/promises";
import { GetScheduleCommand } from "@aws-sdk/client-scheduler";
import { lastTick } from "../../../functions/store/sending/ticks.ts";
import { type Check, notHere, right, wrong } from "../check.ts";
import type { Deployment, Manner } from "../examined-deployment.ts";

/** Milliseconds: three of its ticks. */
const longestSilence = 180_000;

/** Is there somebody who opens editions when they are due? */
export function clockChecks({ aws, dynamodb, table, deploy }: Deployment, { now, tickPatience }: Manner): Check[] {
  return [
    {
      name: "clock schedule",
      asks: "EventBridge Scheduler",
      stops: true,
      look: async () => {
        if (!aws) return notHere;
        try {
          const { State, ScheduleExpression } = await aws.scheduler.send(new GetScheduleCommand({ Name: aws.schedule }));
          if (State === "ENABLED") return right(`${aws.schedule} runs: ${ScheduleExpression}.`);
          return wrong(`${aws.schedule} is switched off: no edition opens by itself.`, deploy);
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
        const isLate = (at: number | undefined) => at === undefined || now() - at > longestSilence;
        let at = await lastTick({ client: dynamodb, name: table });
        for (const until = now() + tickPatience; isLate(at) && now() < until; await setTimeout(250))
          at = await lastTick({ client: dynamodb, name: table });
        const fix = aws
          ? "Read the logs of run-clock: it begins a tick each minute, and has come to the end of none. A deployment less than two minutes old: look again."
          : "Look for clock-failed in pipeline.log. Only npm start has a clock; npm run letter needs none.";
        if (at === undefined) return wrong("It has never ticked.", fix);
        const seconds = Math.round((now() - at) / 1000);
        if (isLate(at)) return wrong(`It has been silent for ${sayDuration(seconds)}.`, fix);
        return right(seconds < 1 ? "It has just ticked." : `Its last tick was ${sayDuration(seconds)} ago.`);
      },
    },
  ];
}

function sayDuration(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}
