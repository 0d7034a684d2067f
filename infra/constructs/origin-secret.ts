import { SecretValue } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";

/**
 * Which key CloudFront shows to the sites. To change it, raise this by one and deploy: docs/operating.md, "The origin's key". The key
 * before it stays good until the next change, so that no request is refused while CloudFront's servers learn the new one.
 */
export const originKeyNumber = 1;

/** The key by which a site knows that a request came by way of CloudFront. CloudFormation makes it up: it is in no template. */
export class OriginKey extends Construct {
  /** The secrets whose keys are good: the one that CloudFront shows is the first. */
  readonly secrets: readonly Secret[];
  /** A reference that CloudFormation replaces by the key. */
  readonly reference: string;

  constructor(scope: Construct, id: string, number = originKeyNumber) {
    super(scope, id);
    const numbers = number > 1 ? [number, number - 1] : [number];
    this.secrets = numbers.map(each => {
      // Without a name of its own: a deleted secret keeps its name for days, and the stack may be made again before.
      const secret = new Secret(this, `Key${each}`, {
        description: `Dear Colleague: shows the sites that a request came by way of CloudFront (${each})`,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
      });
      acknowledge(secret, { "AwsSolutions-SMG4": "CloudFront and the sites must change it together: a deployment does." });
      return secret;
    });
    this.reference = SecretValue.secretsManager(this.secrets[0]?.secretArn ?? "").unsafeUnwrap();
  }
}
