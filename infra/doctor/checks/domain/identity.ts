import {
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  type IdentityDkimAttributes,
  type IdentityMailFromDomainAttributes,
  type SESClient,
} from "@aws-sdk/client-ses";
import { lazily } from "../../../../functions/runtime/lazily.ts";
import { type Check, right, wrong } from "../../check.ts";
import type { Deployment, OnAws } from "../../examined-deployment.ts";

/** What SES knows of the sending domain, asked once. */
export type SesIdentity = {
  readonly dkim: () => Promise<IdentityDkimAttributes | undefined>;
  readonly mailFrom: () => Promise<IdentityMailFromDomainAttributes | undefined>;
};

export function readIdentity(ses: SESClient, domain: string): SesIdentity {
  const Identities = [domain];
  return {
    dkim: lazily(async () => (await ses.send(new GetIdentityDkimAttributesCommand({ Identities }))).DkimAttributes?.[domain]),
    mailFrom: lazily(
      async () =>
        (await ses.send(new GetIdentityMailFromDomainAttributesCommand({ Identities }))).MailFromDomainAttributes?.[domain],
    ),
  };
}

/** What SES says of the sending domain: is it ours, are letters signed, do bounces come to it? */
export function identityChecks({ ses, deploy }: Deployment, aws: OnAws, { dkim, mailFrom }: SesIdentity): Check[] {
  const domain = aws.sendingDomain;
  // No deployment changes an identity that its owner looks after.
  const setUp = (byItsOwner: string) => (aws.identity === "new" ? deploy : byItsOwner);
  const soon = "SES looks again by itself, for up to 72 hours.";
  return [
    {
      name: "identity",
      asks: "SES",
      stops: true,
      look: async () => {
        const { VerificationAttributes } = await ses.send(new GetIdentityVerificationAttributesCommand({ Identities: [domain] }));
        const status = VerificationAttributes?.[domain]?.VerificationStatus;
        if (status === "Success") return right(`${domain} is verified.`);
        if (status === undefined)
          return wrong(
            `SES in ${aws.region} does not know ${domain}.`,
            setUp(
              `The stage says identity: "existing". Say identity: "new" in infra/stages.ts and deploy, or create it in SES:\naws ses verify-domain-dkim --domain ${domain}`,
            ),
          );
        return wrong(
          `${domain} is not verified (${status}).`,
          status === "Failed"
            ? `Put right what "DKIM records" says below, then let SES look again:\naws ses verify-domain-dkim --domain ${domain}`
            : `Put right what "DKIM records" says below. ${soon}`,
        );
      },
    },
    {
      name: "DKIM",
      asks: "SES",
      stops: false,
      needs: ["identity"],
      look: async () => {
        const { DkimEnabled, DkimVerificationStatus } = (await dkim()) ?? {};
        if (DkimVerificationStatus !== "Success")
          return wrong(
            `Letters are not signed for ${domain} (${DkimVerificationStatus ?? "not set up"}).`,
            DkimVerificationStatus === undefined
              ? setUp(
                  `Set it up, and make the records that "DKIM records" names then:\naws ses verify-domain-dkim --domain ${domain}`,
                )
              : `Put right what "DKIM records" says below. ${soon}`,
          );
        if (DkimEnabled) return right(`Letters are signed for ${domain}.`);
        return wrong(
          `Signing is switched off for ${domain}.`,
          `Switch it on:\naws ses set-identity-dkim-enabled --identity ${domain} --dkim-enabled`,
        );
      },
    },
    {
      name: "MAIL FROM",
      asks: "SES",
      stops: false,
      needs: ["identity"],
      look: async () => {
        const { MailFromDomain, MailFromDomainStatus, BehaviorOnMXFailure } = (await mailFrom()) ?? {};
        if (!MailFromDomain)
          return wrong(
            "Letters have amazonses.com as their MAIL FROM domain, not one of yours.",
            setUp(
              `Set one up, and make the records that "MAIL FROM MX" and "SPF" name then:\naws ses set-identity-mail-from-domain --identity ${domain} --mail-from-domain bounces.${domain}`,
            ),
          );
        if (MailFromDomainStatus === "Success") return right(`${MailFromDomain} is in use.`);
        const stops = BehaviorOnMXFailure === "RejectMessage";
        return wrong(
          `${MailFromDomain} is not in use (${MailFromDomainStatus}): ${stops ? "SES refuses every letter" : "amazonses.com stands in for it"}.`,
          MailFromDomainStatus === "Failed"
            ? `Put right what "MAIL FROM MX" says below, then let SES look again:\naws ses set-identity-mail-from-domain --identity ${domain} --mail-from-domain ${MailFromDomain}`
            : `Put right what "MAIL FROM MX" says below. ${soon}`,
          { stops },
        );
      },
    },
  ];
}
