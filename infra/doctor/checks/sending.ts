import { GetAccountSendingEnabledCommand } from "@aws-sdk/client-ses";
import { sayStatusProblem } from "../../../functions/core/people/senders/sending-status.ts";
import type { Quota } from "../../../functions/mail/submit-message.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment } from "../examined-deployment.ts";

const answers = "docs/operating.md lists what AWS asks, and what to answer.";

/** May the account send, and to everybody? */
export function sendingChecks({ ses }: Deployment, quota: () => Promise<Quota>): Check[] {
  return [
    {
      name: "sending",
      asks: "SES",
      stops: true,
      look: async () => {
        const { Enabled } = await ses.send(new GetAccountSendingEnabledCommand({}));
        if (Enabled) return right("The account may send.");
        return wrong(
          sayStatusProblem({ code: "sending-off" }),
          "Find out why first: look at the SES console's Account dashboard, and for email from AWS about bounces or complaints. If you paused sending yourself:\naws ses update-account-sending-enabled --enabled",
        );
      },
    },
    {
      name: "sandbox",
      asks: "SES",
      stops: true,
      look: async () => {
        const { max24HourSend, maxSendRate } = await quota();
        // This API does not return it. Outside the sandbox, no account has limits as low as these.
        if (max24HourSend > 200 || max24HourSend < 0 || maxSendRate > 1)
          return right("The account is out of the sandbox, judging by the quota.");
        return wrong(
          `The account is still in the sandbox, judging by the quota (${max24HourSend} letters a day, ${maxSendRate} a second). SES sends to verified addresses only.`,
          `Ask for production access: the SES console's Account dashboard, "Request production access". ${answers}`,
        );
      },
    },
  ];
}
