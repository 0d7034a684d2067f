import { DescribeConfigurationSetCommand, type DescribeConfigurationSetResponse } from "@aws-sdk/client-ses";
import { lazily } from "../../../functions/runtime/lazily.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment, OnAws } from "../examined-deployment.ts";

/** Without one of these the ledger would be wrong. `deliveryDelay` is used too, but this API may not tell of it. */
const needed = ["send", "delivery", "bounce", "complaint", "reject"] as const;
const tracking = ["open", "click"];

/** What letters are sent with: where SES tells of their fate, and what it watches. */
export function configurationSetChecks({ ses, deploy }: Deployment, { configurationSet, eventTopic }: OnAws): Check[] {
  const describe = lazily(async (): Promise<DescribeConfigurationSetResponse | undefined> => {
    try {
      const ConfigurationSetAttributeNames = ["eventDestinations" as const, "reputationOptions" as const];
      return await ses.send(
        new DescribeConfigurationSetCommand({ ConfigurationSetName: configurationSet, ConfigurationSetAttributeNames }),
      );
    } catch (error) {
      if (error instanceof Error && /^ConfigurationSetDoesNotExist/.test(error.name)) return undefined;
      throw error;
    }
  });
  const destinations = async () => ((await describe())?.EventDestinations ?? []).filter(({ Enabled }) => Enabled);
  const needs = ["configuration set"];
  return [
    {
      name: "configuration set",
      asks: "SES",
      stops: true,
      look: async () => {
        const found = await describe();
        if (!found) return wrong(`SES does not know ${configurationSet}, and refuses letters that name it.`, deploy);
        if (found.ReputationOptions?.SendingEnabled !== false) return right(`${configurationSet} is there.`);
        return wrong(
          `Sending is paused for ${configurationSet}.`,
          `Find out why first; then:\naws ses update-configuration-set-sending-enabled --configuration-set-name ${configurationSet} --enabled`,
        );
      },
    },
    {
      name: "event destination",
      asks: "SES",
      stops: true,
      needs,
      look: async () => {
        const ours = (await destinations()).filter(({ SNSDestination }) => SNSDestination?.TopicARN?.endsWith(`:${eventTopic}`));
        if (ours.length === 0) return wrong(`SES's events do not go to the topic ${eventTopic}.`, deploy);
        const told = new Set(ours.flatMap(({ MatchingEventTypes }) => MatchingEventTypes ?? []));
        const missing = needed.filter(type => !told.has(type));
        if (missing.length === 0) return right(`${needed.join(", ")} go to ${eventTopic}.`);
        return wrong(`SES does not tell of ${missing.join(", ")}.`, deploy);
      },
    },
    {
      name: "no tracking",
      asks: "SES",
      stops: false,
      needs,
      look: async () => {
        const told = (await destinations()).flatMap(({ MatchingEventTypes }) => MatchingEventTypes ?? []);
        const found = tracking.filter(type => told.some(each => each === type));
        if (found.length === 0) return right("Neither opens nor clicks are watched.");
        return wrong(
          `SES watches each colleague's ${found.join(" and ")}: that needs consent, and the letters' footer denies it.`,
          `Take ${found.join(" and ")} out of the event destinations of ${configurationSet}.`,
        );
      },
    },
    {
      name: "reputation",
      asks: "SES",
      stops: false,
      needs,
      look: async () => {
        const options = (await describe())?.ReputationOptions;
        if (options?.ReputationMetricsEnabled) return right("Bounces and complaints are counted for the alarms.");
        return wrong(
          "Bounces and complaints are not counted, so no alarm can warn of them.",
          `Switch it on:\naws ses update-configuration-set-reputation-metrics-enabled --configuration-set-name ${configurationSet} --enabled`,
        );
      },
    },
  ];
}
