import type { StageSettings } from "./read-stage.ts";

/**
 * The settings of each stage: the file that an operator edits. A stage is one deployment, in one account and region. What is missing
 * or malformed is said in synth (`readStage` in `read-stage.ts`).
 */
export const stages: Readonly<Record<string, StageSettings>> = {
  prod: {
    account: "111122223333",
    region: "eu-west-2",
    /** Letters come from addresses of this domain; SES signs them in its name (DKIM). A domain of its own spares your other mail. */
    sendingDomain: "letters.example.org",
    /** "new": the stack creates the domain's SES identity. "existing": SES knows the domain already, or another stage creates it. */
    identity: "new",
    /** Where the doctor's trial messages come from: an address of the sending domain. */
    fromAddress: "Example Organisation <letters@letters.example.org>",
    /** The sites' own names: editors at editors.…, readers at readers.… */
    siteDomain: "letters.example.org",
    /** Where the domains' zone is in Route 53 ({ id, name }), their records are made; otherwise they are printed to copy. */
    hostedZone: undefined,
    /** Certificate of AWS Certificate Manager, in us-east-1, for both sites' names: docs/operating.md says how to get it. */
    certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000",
    /** A web ACL of AWS WAF (us-east-1) to stand before both sites, where the organisation has one. */
    webAclArn: undefined,
    /** A user pool of its own, or your organisation's: { kind: "open-id", issuer: "https://…", clientId: "…", groupsClaim: "groups" }. */
    signIn: { kind: "cognito", mfa: "required" },
    alarmEmail: "operators@example.org",
    /** Letters a second that the account may send (SES console, Account dashboard). The pace follows SES's own figure; this says how many workers share it. */
    maxSendRate: 14,
    /** Days that logs are kept. */
    logRetentionDays: 365,
    /** Minutes between the composing of an edition and its addressing, in which an editor can still stop it. */
    holdMinutes: 5,
    /** US dollars a month above which the whole account's costs are told to alarmEmail; undefined: no budget. */
    monthlyBudgetUsd: undefined,
  },
};
