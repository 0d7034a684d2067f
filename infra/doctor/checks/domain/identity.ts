import {
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  type IdentityDkimAttributes,
  type IdentityMailFromDomainAttributes,
  type SESClient,
} from "@aws-sdk/client-ses";
import { sayStatusProblem } from "../../../../functions/core/people/senders/sending-status.ts";
import { lazily } from "../../../../functions/runtime/lazily.ts";
import { type Check, right, wrong } from "../../check.ts";
import type { Deployment, OnAws } from "../../examined-deployment.ts";

/** The attributes that SES has for the sending domain. Each is read once. */
export type SesIdentity = {
  readonly dkim: () => Promise<IdentityDkimAttributes | undefined>;
  readonly mailFrom: () => Promise<IdentityMailFromDomainAttributes | undefined>;
};

export function readIdentity(ses: SESClient, domain: string): SesIdentity {
  const Identities = [domain];
  return {
    dkim: lazily(
      async () =>
        (await ses.send(new GetIdentityDkimAttributesCommand({ Identities }))).DkimAttributes?.[
          domain
        ],
    ),
    mailFrom: lazily(
      async () =>
        (await ses.send(new GetIdentityMailFromDomainAttributesCommand({ Identities })))
          .MailFromDomainAttributes?.[domain],
    ),
  };
}

/** Is the sending domain verified, are letters signed, and is its MAIL FROM domain in use? */
export function identityChecks(
  { ses, deploy }: Deployment,
  aws: OnAws,
  { dkim, mailFrom }: SesIdentity,
): Check[] {
  const domain = aws.sendingDomain;
  // A deployment does not change an existing identity.
  const setUp = (byOwner: string) => (aws.identity === "new" ? deploy : byOwner);
  const soon = "SES checks again automatically, for up to 72 hours.";
  return [
    {
      name: "identity",
      asks: "SES",
      stops: true,
      look: async () => {
        const { VerificationAttributes } = await ses.send(
          new GetIdentityVerificationAttributesCommand({ Identities: [domain] }),
        );
        const status = VerificationAttributes?.[domain]?.VerificationStatus;
        if (status === "Success") return right(`${domain} is verified.`);
        if (status === undefined)
          return wrong(
            `${sayStatusProblem({ code: "sender-unknown", sender: domain })} Looked in ${aws.region}.`,
            setUp(
              `The stage has identity: "existing". Set identity: "new" in infra/stages.ts and deploy, or create the identity in SES:\naws ses verify-domain-dkim --domain ${domain}`,
            ),
          );
        return wrong(
          sayStatusProblem({ code: "sender-unverified", sender: domain, status }),
          status === "Failed"
            ? `Fix what "DKIM records" names below, then let SES check again:\naws ses verify-domain-dkim --domain ${domain}`
            : `Fix what "DKIM records" names below. ${soon}`,
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
            sayStatusProblem({ code: "unsigned", sender: domain, status: DkimVerificationStatus }),
            DkimVerificationStatus === undefined
              ? setUp(
                  `Set DKIM up. Then run the doctor again, and create the records that "DKIM records" names:\naws ses verify-domain-dkim --domain ${domain}`,
                )
              : `Fix what "DKIM records" names below. ${soon}`,
          );
        if (DkimEnabled) return right(`Letters are signed for ${domain}.`);
        return wrong(
          sayStatusProblem({ code: "signing-off", sender: domain }),
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
        const { MailFromDomain, MailFromDomainStatus, BehaviorOnMXFailure } =
          (await mailFrom()) ?? {};
        if (!MailFromDomain)
          return wrong(
            "Letters have amazonses.com as their MAIL FROM domain, not one of yours.",
            setUp(
              `Set one up. Then run the doctor again, and create the records that "MAIL FROM MX" and "SPF" name:\naws ses set-identity-mail-from-domain --identity ${domain} --mail-from-domain bounces.${domain}`,
            ),
          );
        if (MailFromDomainStatus === "Success") return right(`${MailFromDomain} is in use.`);
        const stops = BehaviorOnMXFailure === "RejectMessage";
        return wrong(
          `${MailFromDomain} is not in use (${MailFromDomainStatus}): ${stops ? "SES refuses every letter" : "SES uses amazonses.com instead"}.`,
          MailFromDomainStatus === "Failed"
            ? `Fix what "MAIL FROM MX" names below, then let SES check again:\naws ses set-identity-mail-from-domain --identity ${domain} --mail-from-domain ${MailFromDomain}`
            : `Fix what "MAIL FROM MX" names below. ${soon}`,
          { stops },
        );
      },
    },
  ];
}
