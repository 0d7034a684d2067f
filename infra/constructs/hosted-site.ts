import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { CfnRecordSet } from "aws-cdk-lib/aws-route53";
import { Construct } from "constructs";
import { originHeader } from "../../functions/runtime/origin-key.ts";
import { namesOf } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { acknowledge } from "./acknowledge.ts";
import type { OriginKey } from "./origin-secret.ts";
import type { Worker } from "./worker.ts";

export type SiteProps = {
  readonly stage: Stage;
  /** The site's own name. */
  readonly domain: string;
  readonly worker: Worker;
  /** Requests a second that the site answers, and how many at once beyond that. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  /** Whether its paths may stand in a log. A reader's link is a key, and may not. */
  readonly logPaths: boolean;
  readonly because: string;
  /** What CloudFront shows to the worker, so that nobody goes around CloudFront and its web ACL. */
  readonly originKey: OriginKey;
};

/** What CloudFront would keep of an error for some seconds, and show to everybody: nothing. */
const errorStatuses = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** A site: CloudFront, an HTTP API, a Lambda. HTTPS alone. */
export class HostedSite extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { stage, domain, worker, throttle, logPaths, because, originKey }: SiteProps) {
    super(scope, id);
    this.api = new HttpApi(this, "Api", {
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration("Lambda", worker.function),
    });
    const accessLog = new LogGroup(this, "AccessLog", {
      // By a name, so that a new stack can take back what an old one left. Of this prefix, no log group is added to a policy of limited size.
      logGroupName: namesOf(stage.name).accessLog(id.toLowerCase()),
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const apiStage = new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(logFields(logPaths))),
      },
    });
    acknowledge(this.api, { "AwsSolutions-APIG4": because });

    const behavior: BehaviorOptions = {
      origin: new HttpOrigin(`${this.api.apiId}.execute-api.${stage.region}.${Stack.of(this).urlSuffix}`, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        customHeaders: { [originHeader]: originKey.reference },
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: securityHeaders(this),
    };
    const distribution = new Distribution(this, "Distribution", {
      comment: domain,
      domainNames: [domain],
      certificate: Certificate.fromCertificateArn(this, "Certificate", stage.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      errorResponses: errorStatuses.map(httpStatus => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...(stage.webAclArn !== undefined && { webAclId: stage.webAclArn }),
      defaultBehavior: { ...behavior, cachePolicy: CachePolicy.CACHING_DISABLED, allowedMethods: AllowedMethods.ALLOW_ALL },
      // Their names change with what is in them.
      additionalBehaviors: { "/assets/*": { ...behavior, cachePolicy: CachePolicy.CACHING_OPTIMIZED } },
    });
    // The worker knows a new key before CloudFront shows it.
    distribution.node.addDependency(apiStage, worker);
    acknowledge(distribution, {
      "AwsSolutions-CFR1": "Colleagues read their letters wherever they are: no country is to be shut out.",
      "AwsSolutions-CFR2":
        "Whether a firewall stands in front, and whose rules it has, is the organisation's to say: webAclArn in infra/stages.ts. Both sites are throttled without it.",
      "AwsSolutions-CFR3":
        "Each request is in the HTTP API's access log. CloudFront's would add readers' IP addresses beside their signed links, which are keys to unsubscribe them.",
    });

    new CfnOutput(this, "Address", { description: "Address of the site", value: `https://${domain}` }).overrideLogicalId(
      `${id}Address`,
    );
    const target = { hostedZoneId: "Z2FDTNDATAQYW2", dnsName: distribution.distributionDomainName };
    const { hostedZone } = stage;
    if (hostedZone)
      for (const type of ["A", "AAAA"])
        new CfnRecordSet(this, type, { hostedZoneId: hostedZone.id, name: domain, type, aliasTarget: target });
    else {
      const value = `${domain} CNAME ${distribution.distributionDomainName}`;
      new CfnOutput(this, "Name", { description: "DNS record to make: CNAME", value }).overrideLogicalId(`Dns${id}`);
    }
  }
}

function logFields(paths: boolean): Record<string, string> {
  return {
    at: "$context.requestTime",
    request: "$context.requestId",
    method: "$context.httpMethod",
    ...(paths && { path: "$context.path", ip: "$context.identity.sourceIp" }),
    status: "$context.status",
    bytes: "$context.responseLength",
    milliseconds: "$context.responseLatency",
    error: "$context.integrationErrorMessage",
  };
}

/** What every answer says, whoever gave it. The pages' own headers are stricter, and stay. */
function securityHeaders(scope: Construct): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, "Headers", {
    securityHeadersBehavior: {
      strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
      contentTypeOptions: { override: true },
      // Not DENY: the editors' pages frame the preview of a letter.
      frameOptions: { frameOption: HeadersFrameOption.SAMEORIGIN, override: false },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: false },
      contentSecurityPolicy: {
        contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        override: false,
      },
    },
  });
}
