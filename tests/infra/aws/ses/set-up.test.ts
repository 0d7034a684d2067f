import {
  DescribeConfigurationSetCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
} from "@aws-sdk/client-ses";
import { describe, expect, it } from "vitest";
import { anSes, errorOf, keptIn, letters } from "./at-work.ts";

const Identities = ["letters.example.org", "other.example"];
const ConfigurationSetAttributeNames = ["eventDestinations" as const, "reputationOptions" as const];

describe("what is set up in the local SES", () => {
  it("is every identity at first, and then what requests created", async () => {
    const { ses, client } = await anSes();
    const verification = () =>
      client.send(new GetIdentityVerificationAttributesCommand({ Identities }));
    const success = { VerificationStatus: "Success" };
    expect((await verification()).VerificationAttributes).toEqual(
      Object.fromEntries(Identities.map(each => [each, success])),
    );
    ses.setUp({
      identities: {
        "letters.example.org": {
          verification: "Pending",
          dkim: { enabled: true, status: "Success", tokens: ["a", "b"] },
          mailFrom: {
            domain: "bounce.letters.example.org",
            status: "Failed",
            onMxFailure: "RejectMessage",
          },
        },
      },
    });
    expect((await verification()).VerificationAttributes).toEqual({
      "letters.example.org": { VerificationStatus: "Pending" },
    });
    expect(
      (await client.send(new GetIdentityDkimAttributesCommand({ Identities }))).DkimAttributes,
    ).toEqual({
      "letters.example.org": {
        DkimEnabled: true,
        DkimVerificationStatus: "Success",
        DkimTokens: ["a", "b"],
      },
    });
    const mailFrom = await client.send(
      new GetIdentityMailFromDomainAttributesCommand({ Identities }),
    );
    expect(mailFrom.MailFromDomainAttributes).toEqual({
      "letters.example.org": {
        MailFromDomain: "bounce.letters.example.org",
        MailFromDomainStatus: "Failed",
        BehaviorOnMXFailure: "RejectMessage",
      },
    });
  });

  it("is described in the parts that are asked for; an unknown configuration set is refused", async () => {
    const { ses, client } = await anSes();
    const topic = "arn:aws:sns:eu-west-2:000000000000:events";
    const destination = { name: "to-sns", enabled: true, eventTypes: ["send", "bounce"], topic };
    ses.setUp({
      configurationSets: {
        letters: { destinations: [destination], sendingEnabled: true, reputationMetrics: false },
      },
    });
    const ask = (ConfigurationSetName: string, names = ConfigurationSetAttributeNames) =>
      client.send(
        new DescribeConfigurationSetCommand({
          ConfigurationSetName,
          ConfigurationSetAttributeNames: names,
        }),
      );
    expect(await ask("letters")).toMatchObject({
      ConfigurationSet: { Name: "letters" },
      EventDestinations: [
        {
          Name: "to-sns",
          Enabled: true,
          MatchingEventTypes: ["send", "bounce"],
          SNSDestination: { TopicARN: topic },
        },
      ],
      ReputationOptions: { SendingEnabled: true, ReputationMetricsEnabled: false },
    });
    expect((await ask("letters", [])).EventDestinations).toBeUndefined();
    expect((await errorOf(ask("<other>"))).message).toBe(
      "Configuration set <<other>> does not exist.",
    );
  });

  it("refuses a message that names an unknown or paused configuration set, as SES does", async () => {
    const { ses, send, directory } = await anSes();
    const named = (ConfigurationSetName: string) => send({ ConfigurationSetName });
    expect(await errorOf(named("letters"))).toMatchObject({
      name: "ConfigurationSetDoesNotExistException",
      message: "Configuration set <letters> does not exist.",
    });
    ses.setUp(letters);
    await named("letters");
    expect((await errorOf(named("constructor"))).name).toBe(
      "ConfigurationSetDoesNotExistException",
    );
    const paused = { ...letters.configurationSets.letters, sendingEnabled: false };
    const told = {
      method: "POST",
      body: JSON.stringify({ configurationSets: { letters: paused } }),
    };
    expect((await fetch(`${ses.url}/_local/set-up`, told)).status).toBe(200);
    expect((await errorOf(named("letters"))).name).toBe("ConfigurationSetSendingPausedException");
    expect(
      (await fetch(`${ses.url}/_local/set-up`, { method: "POST", body: '{"sets":1}' })).status,
    ).toBe(400);
    await send();
    expect(keptIn(directory)).toHaveLength(2);
  });
});
