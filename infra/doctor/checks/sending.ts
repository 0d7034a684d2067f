import { GetAccountSendingEnabledCommand } from "@aws-sdk/client-ses";
import type { Quota } from "../../../functions/mail/submit-message.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment } from "../examined-deployment.ts";

const answers = "docs/operating.md says what AWS asks for, and what to answer.";

/** May the account send at all, and to everyone? */
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
          "Sending is paused for the whole account.",
          "Find out why first: the SES console's Account dashboard, and mail from AWS about bounces or complaints. If you paused it yourself:\naws ses update-account-sending-enabled --enabled",
        );
      },
    },
    {
      name: "sandbox",
      asks: "SES",
      stops: true,
      look: async () => {
        const { max24HourSend, maxSendRate } = await quota();
        // This API does not say it; nobody outside the sandbox has limits as low as these.
        if (max24HourSend > 200 || max24HourSend < 0 || maxSendRate > 1) return right("Out of the sandbox, as the quota shows.");
        return wrong(
          `Still in the sandbox, to judge by the quota (${max24HourSend} letters a day, ${maxSendRate} a second): SES sends to verified addresses only.`,
          `Ask for production access: the SES console's Account dashboard, "Request production access". ${answers}`,
        );
      },
    },
  ];
}
