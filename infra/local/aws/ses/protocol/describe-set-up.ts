import { escapeXml, membersOf, refusal, type SesQuery, type SesRefusal } from "./query-protocol.ts";
import type { ConfigurationSet, Identity, SetUp } from "./set-up.ts";

const verified: Identity = {
  verification: "Success",
  dkim: { enabled: true, status: "Success", tokens: [] },
};

type Answer = { readonly kind: "answer"; readonly result: string };

/**
 * Answers the actions that read the set-up; returns undefined for other actions. As with SES, the
 * answer leaves out unknown identities.
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_GetIdentityVerificationAttributes.html
 */
export function describeSetUp(
  { action, parameters }: SesQuery,
  setUp: SetUp,
): Answer | SesRefusal | undefined {
  const identities = (name: string, describe: (identity: Identity) => string): Answer => {
    const entries = membersOf(parameters, "Identities").flatMap(key => {
      const identity = setUp.identities ? setUp.identities[key] : verified;
      return identity
        ? [element("entry", element("key", escapeXml(key)) + element("value", describe(identity)))]
        : [];
    });
    return { kind: "answer", result: element(name, entries.join("")) };
  };
  switch (action) {
    case "GetIdentityVerificationAttributes":
      return identities("VerificationAttributes", ({ verification }) =>
        element("VerificationStatus", verification),
      );
    case "GetIdentityDkimAttributes":
      return identities("DkimAttributes", ({ dkim }) =>
        [
          element("DkimEnabled", String(dkim.enabled)),
          element("DkimVerificationStatus", dkim.status),
          element("DkimTokens", members(dkim.tokens)),
        ].join(""),
      );
    case "GetIdentityMailFromDomainAttributes":
      return identities("MailFromDomainAttributes", ({ mailFrom }) =>
        [
          mailFrom ? element("MailFromDomain", escapeXml(mailFrom.domain)) : "",
          mailFrom ? element("MailFromDomainStatus", mailFrom.status) : "",
          element("BehaviorOnMXFailure", mailFrom?.onMxFailure ?? "UseDefaultValue"),
        ].join(""),
      );
    case "DescribeConfigurationSet": {
      const name = parameters.get("ConfigurationSetName") ?? "";
      const set = setUp.configurationSets[name];
      if (set)
        return {
          kind: "answer",
          result: configurationSetXml(name, set, membersOf(parameters, attributeNames)),
        };
      return refusal("ConfigurationSetDoesNotExist", `Configuration set <${name}> does not exist.`);
    }
    default:
      return undefined;
  }
}

const attributeNames = "ConfigurationSetAttributeNames";

function configurationSetXml(
  name: string,
  set: ConfigurationSet,
  asked: readonly string[],
): string {
  const destinations = set.destinations.map(({ name, enabled, eventTypes, topic }) =>
    [
      element("Name", escapeXml(name)),
      element("Enabled", String(enabled)),
      element("MatchingEventTypes", members(eventTypes)),
      topic === undefined ? "" : element("SNSDestination", element("TopicARN", escapeXml(topic))),
    ].join(""),
  );
  const reputation =
    element("SendingEnabled", String(set.sendingEnabled)) +
    element("ReputationMetricsEnabled", String(set.reputationMetrics));
  return [
    element("ConfigurationSet", element("Name", escapeXml(name))),
    asked.includes("eventDestinations")
      ? element("EventDestinations", destinations.map(each => element("member", each)).join(""))
      : "",
    asked.includes("reputationOptions") ? element("ReputationOptions", reputation) : "",
  ].join("");
}

/** `content` is XML. */
function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function members(texts: readonly string[]): string {
  return texts.map(text => element("member", escapeXml(text))).join("");
}
