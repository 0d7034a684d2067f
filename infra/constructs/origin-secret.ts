import { SecretValue } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";

/**
 * The number of the key that CloudFront sends to the sites. To change the key, raise the number by
 * one and deploy: see docs/operating.md, "The origin's key". The previous key stays valid until the
 * next change, so that no request is refused during the deployment.
 */
export const originKeyNumber = 1;

/**
 * The key that proves to a site that a request came through CloudFront. CloudFormation generates
 * it, so no template has it.
 */
export class OriginKey extends Construct {
  /** The secrets with the valid keys. CloudFront sends the first. */
  readonly secrets: readonly Secret[];
  /** A reference that CloudFormation replaces with the key. */
  readonly reference: string;

  constructor(scope: Construct, id: string, number = originKeyNumber) {
    super(scope, id);
    const numbers = number > 1 ? [number, number - 1] : [number];
    this.secrets = numbers.map(each => {
      // No fixed name: a deleted secret keeps its name for days, and the stack may be created again
      // before.
      const secret = new Secret(this, `Key${each}`, {
        description: `Dear Colleague: proves to the sites that a request came through CloudFront (${each})`,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
      });
      acknowledge(secret, {
        "AwsSolutions-SMG4":
          "CloudFront and the sites must change the key together, in a deployment.",
      });
      return secret;
    });
    this.reference = SecretValue.secretsManager(this.secrets[0]?.secretArn ?? "").unsafeUnwrap();
  }
}
