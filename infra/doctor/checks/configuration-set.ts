import {
  DescribeConfigurationSetCommand,
  type DescribeConfigurationSetResponse,
} from "@aws-sdk/client-ses";
import { lazily } from "../../../functions/runtime/lazily.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment, OnAws } from "../examined-deployment.ts";

/**
 * The ledger needs each of these. It uses `deliveryDelay` too, but this API may not return that
 * one.
 */
const needed = ["send", "delivery", "bounce", "complaint", "reject"] as const;
const tracking = ["open", "click"];

/** Does the configuration set send the events that the ledger needs, and no tracking events? */
export function configurationSetChecks(
  { ses, deploy }: Deployment,
  { configurationSet, eventTopic }: OnAws,
): Check[] {
  const describe = lazily(async (): Promise<DescribeConfigurationSetResponse | undefined> => {
    try {
      const ConfigurationSetAttributeNames = [
        "eventDestinations" as const,
        "reputationOptions" as const,
      ];
      return await ses.send(
        new DescribeConfigurationSetCommand({
          ConfigurationSetName: configurationSet,
          ConfigurationSetAttributeNames,
        }),
      );
    } catch (error) {
      if (error instanceof Error && /^ConfigurationSetDoesNotExist/.test(error.name))
        return undefined;
      throw error;
    }
  });
  const destinations = async () =>
    ((await describe())?.EventDestinations ?? []).filter(({ Enabled }) => Enabled);
  const needs = ["configuration set"];
  return [
    {
      name: "configuration set",
      asks: "SES",
      stops: true,
      look: async () => {
        const found = await describe();
        if (!found)
          return wrong(
            `SES does not know the configuration set ${configurationSet}, and refuses letters that name it.`,
            deploy,
          );
        if (found.ReputationOptions?.SendingEnabled !== false)
          return right(`${configurationSet} exists.`);
        return wrong(
          `Sending is paused for ${configurationSet}.`,
          `Find out why first. Then:\naws ses update-configuration-set-sending-enabled --configuration-set-name ${configurationSet} --enabled`,
        );
      },
    },
    {
      name: "event destination",
      asks: "SES",
      stops: true,
      needs,
      look: async () => {
        const ours = (await destinations()).filter(({ SNSDestination }) =>
          SNSDestination?.TopicARN?.endsWith(`:${eventTopic}`),
        );
        if (ours.length === 0)
          return wrong(`SES's events do not go to the topic ${eventTopic}.`, deploy);
        const sent = new Set(ours.flatMap(({ MatchingEventTypes }) => MatchingEventTypes ?? []));
        const missing = needed.filter(type => !sent.has(type));
        if (missing.length === 0) return right(`${needed.join(", ")} go to ${eventTopic}.`);
        return wrong(`SES does not send these events: ${missing.join(", ")}.`, deploy);
      },
    },
    {
      name: "no tracking",
      asks: "SES",
      stops: false,
      needs,
      look: async () => {
        const sent = (await destinations()).flatMap(
          ({ MatchingEventTypes }) => MatchingEventTypes ?? [],
        );
        const found = tracking.filter(type => sent.some(each => each === type));
        if (found.length === 0) return right("Neither opens nor clicks are tracked.");
        return wrong(
          `SES tracks each colleague's ${found.join(" and ")}. That needs consent, and the letters' footer says that nobody is tracked.`,
          `Remove ${found.join(" and ")} from the event destinations of ${configurationSet}.`,
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
        if (options?.ReputationMetricsEnabled)
          return right("Bounces and complaints are counted for the alarms.");
        return wrong(
          "Bounces and complaints are not counted, so no alarm can report them.",
          `Switch it on:\naws ses update-configuration-set-reputation-metrics-enabled --configuration-set-name ${configurationSet} --enabled`,
        );
      },
    },
  ];
}
