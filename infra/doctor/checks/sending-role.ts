import { InvokeCommand } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { parseSender } from "../../../functions/core/people/sender.ts";
import { type Answer, type Check, passedOver, right, wrong } from "../check.ts";
import type { Deployment, Manner, OnAws } from "../examined-deployment.ts";

const answerSchema = z.object({ kind: z.string(), reason: z.string().optional() });
const failureSchema = z.object({ errorMessage: z.string() });

/**
 * Has send-batch itself send one message to SES's simulator: by its role, which the person who runs the doctor need not have. Looked at
 * after the event path, whose trial shows whether SES refuses anybody.
 */
export function sendingRoleCheck({ from, deploy }: Deployment, { lambda, functionOf }: OnAws, manner: Manner): Check {
  const FunctionName = functionOf("send-batch");
  return {
    name: "sending role",
    asks: "Lambda",
    stops: true,
    needs: ["event path"],
    look: async () => {
      if (!manner.mail) return passedOver("Left out, as --no-mail says: whether send-batch may send is not known.");
      const trial = { source: parseSender(from)?.address ?? "" };
      try {
        const { Payload, FunctionError } = await lambda.send(
          new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify({ trial })) }),
        );
        const said = readJson(Payload ? Buffer.from(Payload).toString("utf8") : "");
        if (FunctionError !== undefined) {
          const why = failureSchema.safeParse(said).data?.errorMessage ?? FunctionError;
          return wrong(
            `${FunctionName} failed when it was to send a trial message: ${why.slice(0, 200)}`,
            `Read its log. ${deploy}`,
          );
        }
        return judge(FunctionName, said, deploy);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
        return wrong(`There is no function ${FunctionName}.`, deploy);
      }
    },
  };
}

function judge(name: string, said: unknown, deploy: string): Answer {
  const { data: outcome } = answerSchema.safeParse(said);
  const reason = outcome?.reason ?? outcome?.kind ?? "an answer that the doctor does not know";
  if (outcome?.kind === "accepted") return right(`${name} sent a trial message by its own role.`);
  if (/AccessDenied/.test(reason)) return wrong(`The role of ${name} may not send. ${reason}`, deploy);
  return wrong(`${name} could not send a trial message: ${reason}.`, "Look again in a minute. If it stays so, read its log.");
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
