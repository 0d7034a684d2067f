import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { namesOf } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { acknowledge } from "./acknowledge.ts";
import type { QueueWithDeadLetters } from "./queue-with-dead-letters.ts";

/** Files are deleted once they are applied; these are files that nobody applied. */
const keptFor = Duration.days(7);

/**
 * The bucket that browsers give the files of imports to. S3 tells the queue of each. The L2
 * construct would set up the events with a function of its own.
 */
export class ImportBucket extends Construct {
  readonly arn: string;
  readonly name: string;
  /** Where browsers send files to. */
  readonly url: string;

  constructor(
    scope: Construct,
    id: string,
    { stage, queue: { queue } }: { readonly stage: Stage; readonly queue: QueueWithDeadLetters },
  ) {
    super(scope, id);
    const { account, region } = stage;
    this.name = namesOf(stage.name).importBucket(account, region);
    this.arn = `arn:aws:s3:::${this.name}`;
    this.url = `https://${this.name}.s3.${region}.amazonaws.com/`;
    queue.grantSendMessages(
      new ServicePrincipal("s3.amazonaws.com", {
        conditions: {
          ArnEquals: { "aws:SourceArn": this.arn },
          StringEquals: { "aws:SourceAccount": account },
        },
      }),
    );
    const bucket = new Bucket(this, "Bucket", {
      bucketName: this.name,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [
        { expiration: keptFor, abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      // CloudFormation cannot delete a bucket that has files. After a failed creation it has none.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const resource = bucket.node.defaultChild as CfnBucket;
    resource.notificationConfiguration = {
      queueConfigurations: [{ event: "s3:ObjectCreated:Post", queue: queue.queueArn }],
    };
    // S3 tries the queue when its events are set up.
    const policy = queue.node.findChild("Policy");
    resource.node.addDependency(policy);
    acknowledge(bucket, {
      "AwsSolutions-S1":
        "A file is there for minutes. The editors' site logs who gave it, and the history has who applied it.",
    });
  }
}
