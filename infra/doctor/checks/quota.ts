import { spacingMsOf } from "../../../functions/core/sending/pace.ts";
import { sayCount } from "../../../functions/core/text/say-count.ts";
import type { Quota } from "../../../functions/mail/submit-message.ts";
import { openTable } from "../../../functions/runtime/open-table.ts";
import { countAudience } from "../../../functions/steps/people/count-audience.ts";
import { listBulletins } from "../../../functions/store/bulletins/bulletins.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment } from "../examined-deployment.ts";

const request =
  "Ask for a higher quota: Service Quotas, Amazon SES, “Sending quota”. AWS usually answers within a day.";

/** Does the largest edition fit into SES's 24-hour quota? Reads every list. */
export function quotaCheck({ dynamodb, table }: Deployment, quota: () => Promise<Quota>): Check {
  return {
    name: "quota",
    asks: "SES",
    stops: true,
    needs: ["table"],
    look: async () => {
      const { max24HourSend, maxSendRate, remaining } = await quota();
      const rate = `${maxSendRate} a second`;
      let largest = { name: "", audience: 0 };
      for (const bulletin of await listBulletins(openTable(dynamodb, table))) {
        const { writtenTo: audience } = await countAudience(
          { table: openTable(dynamodb, table), now: Date.now },
          bulletin,
        );
        if (audience > largest.audience) largest = { name: bulletin.name, audience };
      }
      const limit =
        max24HourSend < 0 ? "without limit" : `${max24HourSend.toLocaleString("en")} in 24 hours`;
      if (largest.audience === 0)
        return right(`SES accepts ${limit}, ${rate}. No bulletin has readers yet.`);
      const audience = `“${largest.name}”, the largest bulletin, has ${sayCount(largest.audience, "colleague", "colleagues")}`;
      if (max24HourSend >= 0 && largest.audience > max24HourSend)
        return wrong(`${audience}, but SES accepts only ${limit}.`, request);
      if (largest.audience > remaining)
        return wrong(
          `${audience}. Of SES's quota (${limit}), only ${remaining.toLocaleString("en")} are left now.`,
          `Send the edition when the quota of the last 24 hours is free again. ${request}`,
          { stops: false },
        );
      return right(
        `SES accepts ${limit}, ${rate}. ${audience}: ${duration(largest.audience, maxSendRate)} for an edition.`,
      );
    },
  };
}

/** Returns how long the letters take at the workers' pace. */
function duration(letters: number, maxSendRate: number): string {
  const minutes = (letters * spacingMsOf(maxSendRate)) / 60_000;
  if (minutes < 1) return "less than a minute";
  if (minutes < 90) return `about ${Math.ceil(minutes)} minutes`;
  return `about ${(minutes / 60).toFixed(1)} hours`;
}
