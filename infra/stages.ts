import type { StageSettings } from "./read-stage.ts";

/**
 * The settings of each stage: edit them here. A stage is one deployment, in one account and region.
 * `npm run synth` lists missing and malformed settings (`readStage` in `read-stage.ts`).
 */
export const stages: Readonly<Record<string, StageSettings>> = {
  prod: {
    account: "111122223333",
    region: "eu-west-2",
    /**
     * The domain of the letters' From addresses; SES signs for it (DKIM). A separate domain
     * protects your other mail.
     */
    sendingDomain: "letters.example.org",
    /**
     * "new": the stack creates the domain's SES identity. "existing": SES knows the domain already,
     * or another stage creates it.
     */
    identity: "new",
    /** The sender of the doctor's trial messages: an address of the sending domain. */
    fromAddress: "Example Organisation <letters@letters.example.org>",
    /** The sites' domain: editors use editors.…, readers use readers.… */
    siteDomain: "letters.example.org",
    /**
     * The domains' zone in Route 53: { id, name }. undefined: the DNS records are printed, to copy.
     */
    hostedZone: undefined,
    /**
     * A certificate of AWS Certificate Manager, in us-east-1, for both sites' names.
     * docs/operating.md explains how to get it.
     */
    certificateArn:
      "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000",
    /** A web ACL of AWS WAF (us-east-1) for both sites, if the organisation has one. */
    webAclArn: undefined,
    /**
     * A new user pool, or your organisation's issuer: { kind: "open-id", issuer: "https://…",
     * clientId: "…", groupsClaim: "groups" }.
     */
    signIn: { kind: "cognito", mfa: "required" },
    alarmEmail: "operators@example.org",
    /**
     * The account's rate in letters a second (SES console, Account dashboard): decides the number
     * of workers. The pace itself follows SES.
     */
    maxSendRate: 14,
    /** How long logs are kept. */
    logRetentionDays: 365,
    /**
     * How long a person who is on no list is kept, with their consent records, after their last
     * change.
     */
    keepUnlistedDays: 730,
    /**
     * The time between composing an edition and addressing it, in which an editor can still stop
     * it.
     */
    holdMinutes: 5,
    /**
     * An https URL that the clock asks for after each healthy tick: a watcher outside the account
     * raises an alarm when the requests stop. undefined: none.
     */
    tickUrl: undefined,
    /**
     * A monthly limit for the whole account's costs. AWS emails alarmEmail about it. undefined: no
     * budget.
     */
    monthlyBudgetUsd: undefined,
  },
};
