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
  /** The site's host name. */
  readonly domain: string;
  readonly worker: Worker;
  /** Requests a second, and the burst above that rate. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  /** Whether the access log has paths. A reader's path contains a key, so it must not be logged. */
  readonly logPaths: boolean;
  /** The paths that CloudFront keeps for long: a name under them changes with its content. */
  readonly cached: readonly string[];
  /** Why the API has no authoriser, for cdk-nag. */
  readonly because: string;
  /**
   * The key that CloudFront sends to the worker, so that no request can bypass CloudFront and its
   * web ACL.
   */
  readonly originKey: OriginKey;
};

/**
 * By default, CloudFront caches these error responses for some seconds and shows them to everybody.
 */
const errorStatuses = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** A site: CloudFront, an HTTP API and a Lambda. HTTPS only. */
export class HostedSite extends Construct {
  readonly api: HttpApi;

  constructor(
    scope: Construct,
    id: string,
    { stage, domain, worker, throttle, logPaths, cached, because, originKey }: SiteProps,
  ) {
    super(scope, id);
    this.api = new HttpApi(this, "Api", {
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration("Lambda", worker.function),
    });
    const accessLog = new LogGroup(this, "AccessLog", {
      // A fixed name, so that a new stack can take over the group that an old one left. The prefix
      // /aws/vendedlogs/ keeps the group out of a resource policy of limited size.
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
      origin: new HttpOrigin(
        `${this.api.apiId}.execute-api.${stage.region}.${Stack.of(this).urlSuffix}`,
        {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [OriginSslPolicy.TLS_V1_2],
          customHeaders: { [originHeader]: originKey.reference },
        },
      ),
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
      defaultBehavior: {
        ...behavior,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        allowedMethods: AllowedMethods.ALLOW_ALL,
      },
      additionalBehaviors: Object.fromEntries(
        cached.map(path => [path, { ...behavior, cachePolicy: CachePolicy.CACHING_OPTIMIZED }]),
      ),
    });
    // Deploys the worker first: it must accept a new key before CloudFront sends it.
    distribution.node.addDependency(apiStage, worker);
    acknowledge(distribution, {
      "AwsSolutions-CFR1": "Colleagues read their letters in every country, so none is blocked.",
      "AwsSolutions-CFR2":
        "The organisation decides about a firewall and its rules: webAclArn in infra/stages.ts. Both sites are throttled without one.",
      "AwsSolutions-CFR3":
        "The HTTP API's access log has each request. CloudFront's log would also have readers' IP addresses and their signed links, which can unsubscribe them.",
    });

    new CfnOutput(this, "Address", {
      description: "Address of the site",
      value: `https://${domain}`,
    }).overrideLogicalId(`${id}Address`);
    const target = { hostedZoneId: "Z2FDTNDATAQYW2", dnsName: distribution.distributionDomainName };
    const { hostedZone } = stage;
    if (hostedZone)
      for (const type of ["A", "AAAA"])
        new CfnRecordSet(this, type, {
          hostedZoneId: hostedZone.id,
          name: domain,
          type,
          aliasTarget: target,
        });
    else {
      const value = `${domain} CNAME ${distribution.distributionDomainName}`;
      new CfnOutput(this, "Name", {
        description: "DNS record to create: CNAME",
        value,
      }).overrideLogicalId(`Dns${id}`);
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

/** Security headers for every response. The pages' own, stricter headers are not overridden. */
function securityHeaders(scope: Construct): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, "Headers", {
    securityHeadersBehavior: {
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      // Not DENY: the editors' pages frame the preview of a letter.
      frameOptions: { frameOption: HeadersFrameOption.SAMEORIGIN, override: false },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: false },
      contentSecurityPolicy: {
        contentSecurityPolicy:
          "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        override: false,
      },
    },
  });
}
