import {
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  type Subscription,
} from "@aws-sdk/client-sns";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment, OnAws } from "../examined-deployment.ts";

/** Do SES's events reach their queue, and do alarms reach a person? */
export function subscriptionChecks({ queues, deploy }: Deployment, aws: OnAws): Check[] {
  const { name: queue, deadLetters } = queues["record-feedback"];
  return [
    {
      name: "event subscription",
      asks: "SNS",
      stops: true,
      look: async () => {
        const found = await subscriptionsOf(aws, aws.eventTopic);
        if (!found) return wrong(`There is no topic ${aws.eventTopic}.`, deploy);
        const ours = found.find(
          ({ Protocol, Endpoint }) => Protocol === "sqs" && Endpoint?.endsWith(`:${queue}`),
        );
        if (!ours)
          return wrong(
            `SES's events do not go from the topic ${aws.eventTopic} into the queue ${queue}.`,
            deploy,
          );
        const SubscriptionArn = ours.SubscriptionArn ?? "";
        const { Attributes = {} } = await aws.sns.send(
          new GetSubscriptionAttributesCommand({ SubscriptionArn }),
        );
        if (Attributes.RawMessageDelivery !== "true")
          return wrong(
            `SNS wraps the events for ${queue} (raw message delivery is off): record-feedback cannot read them.`,
            deploy,
          );
        if (Attributes.RedrivePolicy?.includes(`:${deadLetters}"`))
          return right(
            `SES's events go into ${queue} unchanged. Events that SNS cannot deliver go to ${deadLetters}.`,
          );
        return wrong(
          `An event that SNS cannot deliver is lost: it does not go to ${deadLetters}.`,
          deploy,
          { stops: false },
        );
      },
    },
    {
      name: "alarm subscription",
      asks: "SNS",
      stops: false,
      look: async () => {
        const found = await subscriptionsOf(aws, aws.alarmTopic);
        if (!found)
          return wrong(`There is no topic ${aws.alarmTopic}: nobody gets alarms.`, deploy);
        const ours = found.find(
          ({ Protocol, Endpoint }) => Protocol === "email" && Endpoint === aws.alarmEmail,
        );
        if (!ours)
          return wrong(
            `Alarms and notices do not go to ${aws.alarmEmail}: the subscription is missing.`,
            deploy,
          );
        if (ours.SubscriptionArn?.startsWith("arn:"))
          return right(`Alarms and notices go to ${aws.alarmEmail}.`);
        return wrong(
          `${aws.alarmEmail} has not confirmed the subscription: nobody gets alarms.`,
          "Follow the link in the email from AWS Notifications. It works for three days. After that, ask for another: SNS console, Subscriptions, “Request confirmation”.",
        );
      },
    },
  ];
}

/** Returns all subscriptions of a topic; undefined if the topic does not exist. */
async function subscriptionsOf(
  { sns, account, region }: OnAws,
  topic: string,
): Promise<Subscription[] | undefined> {
  const TopicArn = `arn:aws:sns:${region}:${account}:${topic}`;
  const all: Subscription[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
      all.push(...(page.Subscriptions ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return all;
  } catch (error) {
    if (error instanceof Error && /^NotFound/.test(error.name)) return undefined;
    throw error;
  }
}
