import { parseSender } from "../../functions/core/people/senders/sender.ts";
import { getQuota } from "../../functions/mail/submit-message.ts";
import { lazily } from "../../functions/runtime/lazily.ts";
import { queueNames } from "../names.ts";
import { type Check, notHere } from "./check.ts";
import { clockChecks } from "./checks/clock-checks.ts";
import { configurationSetChecks } from "./checks/configuration-set.ts";
import { dmarcChecks } from "./checks/domain/dmarc.ts";
import { domainRecordChecks } from "./checks/domain/domain-records.ts";
import { identityChecks, readIdentity } from "./checks/domain/identity.ts";
import { eventPathCheck } from "./checks/event-path.ts";
import { heldEditionsCheck } from "./checks/held-editions.ts";
import { queueChecks } from "./checks/queue-checks.ts";
import { quotaCheck } from "./checks/quota.ts";
import { secretCheck } from "./checks/secret.ts";
import { sendingChecks } from "./checks/sending.ts";
import { sendingRoleCheck } from "./checks/sending-role.ts";
import { subscriptionChecks } from "./checks/subscription-checks.ts";
import { tableChecks } from "./checks/table-checks.ts";
import { triggerChecks } from "./checks/trigger-checks.ts";
import type { Deployment, Manner } from "./examined-deployment.ts";

/** Returns all checks, each after the checks that it needs. */
export function checksOf(deployment: Deployment, manner: Manner): Check[] {
  const quota = lazily(() => getQuota(deployment.ses));
  return [
    ...sendingChecks(deployment, quota),
    ...onAws(deployment),
    ...tableChecks(deployment),
    ...queueChecks(deployment),
    ...workOnAws(deployment),
    ...clockChecks(deployment, manner),
    heldEditionsCheck(deployment),
    quotaCheck(deployment, quota),
    eventPathCheck(deployment, manner),
    ...(deployment.aws
      ? [sendingRoleCheck(deployment, deployment.aws, manner)]
      : notChecked(["sending role"])),
  ];
}

/**
 * Checks how work and events get from one service to the next. Locally, one program does that
 * itself.
 */
function workOnAws(deployment: Deployment): Check[] {
  const { aws } = deployment;
  if (!aws)
    return notChecked([
      ...queueNames.map(name => `trigger ${name}`),
      "event subscription",
      "alarm subscription",
    ]);
  return [...triggerChecks(deployment, aws), ...subscriptionChecks(deployment, aws)];
}

function notChecked(names: readonly string[]): Check[] {
  return names.map(name => ({ name, asks: "SES", stops: false, look: async () => notHere }));
}

/**
 * The local SES accepts every sender, and its letters never leave the machine: these checks would
 * mean nothing.
 */
const onlyOnAws = [
  ...["identity", "DKIM", "MAIL FROM", "DKIM records", "MAIL FROM MX", "SPF", "DMARC", "alignment"],
  ...["configuration set", "event destination", "no tracking", "reputation", "secret"],
];

function onAws(deployment: Deployment): Check[] {
  const { aws, ses, from } = deployment;
  if (!aws) return notChecked(onlyOnAws);
  const identity = readIdentity(ses, aws.sendingDomain);
  return [
    ...identityChecks(deployment, aws, identity),
    ...domainRecordChecks(aws, identity),
    ...dmarcChecks(aws, parseSender(from)?.domain ?? "", identity),
    ...configurationSetChecks(deployment, aws),
    secretCheck(deployment, aws),
  ];
}
