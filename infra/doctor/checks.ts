import { parseSender } from "../../functions/core/sender.ts";
import { getQuota } from "../../functions/mail/ses.ts";
import { lazily } from "../../functions/runtime/lazily.ts";
import { type Check, notHere } from "./check.ts";
import { clockChecks } from "./checks/clock.ts";
import { configurationSetChecks } from "./checks/configuration-set.ts";
import { dmarcChecks } from "./checks/dmarc.ts";
import { domainRecordChecks } from "./checks/domain-records.ts";
import { eventPathCheck } from "./checks/event-path.ts";
import { identityChecks, readIdentity } from "./checks/identity.ts";
import { queueChecks } from "./checks/queues.ts";
import { quotaCheck } from "./checks/quota.ts";
import { secretCheck } from "./checks/secret.ts";
import { sendingChecks } from "./checks/sending.ts";
import { tableChecks } from "./checks/table.ts";
import type { Deployment, Manner } from "./deployment.ts";

/** Everything that the doctor looks at, each after what it needs. */
export function checksOf(deployment: Deployment, manner: Manner): Check[] {
  const quota = lazily(() => getQuota(deployment.ses));
  return [
    ...sendingChecks(deployment, quota),
    ...onAws(deployment),
    ...tableChecks(deployment),
    ...queueChecks(deployment),
    ...clockChecks(deployment, manner),
    quotaCheck(deployment, quota),
    eventPathCheck(deployment, manner),
  ];
}

/** The local SES takes letters from everyone, and its letters leave no machine: nothing of this would say anything. */
const onAwsAlone = [
  ...["identity", "DKIM", "MAIL FROM", "DKIM records", "MAIL FROM MX", "SPF", "DMARC", "alignment"],
  ...["configuration set", "event destination", "no tracking", "reputation", "secret"],
];

function onAws(deployment: Deployment): Check[] {
  const { aws, ses, from } = deployment;
  if (!aws) {
    const look = async () => notHere;
    return onAwsAlone.map(name => ({ name, asks: "SES", stops: false, look }));
  }
  const identity = readIdentity(ses, aws.sendingDomain);
  const address = parseSender(from)?.address ?? "";
  return [
    ...identityChecks(deployment, aws, identity),
    ...domainRecordChecks(aws, identity),
    ...dmarcChecks(aws, address.slice(address.lastIndexOf("@") + 1).toLowerCase(), identity),
    ...configurationSetChecks(deployment, aws),
    secretCheck(deployment, aws),
  ];
}
