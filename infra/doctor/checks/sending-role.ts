import { setTimeout } from "node:timers/promises";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { parseSender } from "../../../functions/core/people/senders/sender.ts";
import { type Answer, type Check, passedOver, right, wrong } from "../check.ts";
import type { Deployment, Manner, OnAws } from "../examined-deployment.ts";

const answerSchema = z.object({ kind: z.string(), answer: z.string().optional() });
const maxTries = 3;
const retryWaitMs = 1_500;
const isThrottled = (reply: unknown) => answerSchema.safeParse(reply).data?.kind === "throttled";
const failureSchema = z.object({ errorMessage: z.string() });

/**
 * May send-batch send? Invokes it to send one message to SES's mailbox simulator by its own role,
 * not the operator's. Runs after the event path, which shows whether SES refuses everybody.
 */
export function sendingRoleCheck(
  { from, deploy }: Deployment,
  { lambda, functionOf }: OnAws,
  manner: Manner,
): Check {
  const FunctionName = functionOf("send-batch");
  return {
    name: "sending role",
    asks: "Lambda",
    stops: true,
    needs: ["event path"],
    look: async () => {
      if (!manner.mail)
        return passedOver("Left out (--no-mail), so nobody knows whether send-batch may send.");
      const trial = { source: parseSender(from)?.address ?? "" };
      try {
        const invoke = async () => {
          const command = new InvokeCommand({
            FunctionName,
            Payload: Buffer.from(JSON.stringify({ trial })),
          });
          const { Payload, FunctionError } = await lambda.send(command);
          return {
            FunctionError,
            reply: readJson(Payload ? Buffer.from(Payload).toString("utf8") : ""),
          };
        };
        let { FunctionError, reply } = await invoke();
        // In the sandbox SES takes one message a second, and the event path has just sent two.
        for (let tried = 1; tried < maxTries && isThrottled(reply); tried++) {
          await setTimeout(retryWaitMs);
          ({ FunctionError, reply } = await invoke());
        }
        if (FunctionError !== undefined) {
          const why = failureSchema.safeParse(reply).data?.errorMessage ?? FunctionError;
          return wrong(
            `${FunctionName} failed to send a trial message: ${why.slice(0, 200)}`,
            `Read the log of send-batch. ${deploy}`,
          );
        }
        return judge(FunctionName, reply, deploy);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
        return wrong(`There is no function ${FunctionName}.`, deploy);
      }
    },
  };
}

function judge(name: string, reply: unknown, deploy: string): Answer {
  const { data: outcome } = answerSchema.safeParse(reply);
  const answer = outcome?.answer ?? outcome?.kind ?? "unknown answer";
  if (outcome?.kind === "accepted") return right(`${name} sent a trial message by its own role.`);
  if (/AccessDenied/.test(answer))
    return wrong(`The role of ${name} may not send. ${answer}`, deploy);
  return wrong(
    `${name} could not send a trial message: ${answer}.`,
    "Run the doctor again in a minute. If this does not change, read the log of send-batch.",
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
