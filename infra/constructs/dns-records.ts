import { CfnOutput } from "aws-cdk-lib";
import { CfnRecordSet } from "aws-cdk-lib/aws-route53";
import { Construct } from "constructs";
import type { Stage } from "../read-stage.ts";

/** A DNS record. TXT values have no quotes. */
export type DnsRecord = {
  readonly id: string;
  readonly name: string;
  readonly type: "CNAME" | "MX" | "TXT";
  readonly value: string;
};

/**
 * Creates the records if their zone is in Route 53; otherwise prints them as stack outputs, to
 * copy.
 */
export class DnsRecords extends Construct {
  constructor(
    scope: Construct,
    id: string,
    zone: Stage["hostedZone"],
    records: readonly DnsRecord[],
  ) {
    super(scope, id);
    for (const { id, name, type, value } of records) {
      if (zone) {
        const resourceRecords = [type === "TXT" ? JSON.stringify(value) : value];
        new CfnRecordSet(this, id, {
          hostedZoneId: zone.id,
          name,
          type,
          ttl: "3600",
          resourceRecords,
        });
      } else {
        const output = new CfnOutput(this, id, {
          description: `DNS record to create: ${type}`,
          value: `${name} ${type} ${value}`,
        });
        output.overrideLogicalId(`Dns${id}`);
      }
    }
  }
}
