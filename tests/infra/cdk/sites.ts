import { App, Stack } from "aws-cdk-lib";
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { OriginKey } from "../../../infra/constructs/origin-secret.ts";
import { resources, templates } from "./a-deployment.ts";

const { pipeline } = templates();
type Config = Readonly<Record<string, unknown>>;
const distributions = (template = pipeline) =>
  resources(template, "AWS::CloudFront::Distribution").map(
    ({ Properties }) => Properties.DistributionConfig as Config,
  );

describe("the sites", () => {
  it("are throttled, and log each request as JSON", () => {
    const stages = resources(pipeline, "AWS::ApiGatewayV2::Stage").map(
      ({ Properties }) => Properties,
    );
    expect(stages.map(stage => stage.DefaultRouteSettings)).toEqual([
      { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
      { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
    ]);
    for (const { AccessLogSettings } of stages) {
      const { Format, DestinationArn } = AccessLogSettings as {
        Format: string;
        DestinationArn: unknown;
      };
      expect(JSON.parse(Format)).toMatchObject({
        status: "$context.status",
        milliseconds: "$context.responseLatency",
      });
      expect(JSON.stringify(DestinationArn)).toContain("AccessLog");
    }
  });

  it("log neither readers' links, which are keys, nor their IP addresses", () => {
    const formats = resources(pipeline, "AWS::ApiGatewayV2::Stage").map(
      ({ Properties }) => (Properties.AccessLogSettings as { Format: string }).Format,
    );
    expect(formats[0]).toContain("$context.path");
    expect(formats[1]).not.toMatch(/path|sourceIp|routeKey/i);
    for (const distribution of distributions()) expect(distribution.Logging).toBeUndefined();
  });

  it("are behind CloudFront, each by its name, over TLS 1.2 or later only", () => {
    expect(distributions().map(distribution => distribution.Aliases)).toEqual([
      ["editors.letters.example.org"],
      ["readers.letters.example.org"],
    ]);
    for (const distribution of distributions()) {
      expect(distribution.ViewerCertificate).toMatchObject({
        MinimumProtocolVersion: "TLSv1.2_2021",
        SslSupportMethod: "sni-only",
      });
      const behaviors = [
        distribution.DefaultCacheBehavior,
        ...(distribution.CacheBehaviors as Config[]),
      ] as Config[];
      for (const behavior of behaviors) {
        expect(behavior.ViewerProtocolPolicy).toBe("redirect-to-https");
        expect(behavior.ResponseHeadersPolicyId).toEqual({
          Ref: expect.stringContaining("Headers"),
        });
      }
      for (const origin of distribution.Origins as Config[])
        expect(origin.CustomOriginConfig).toMatchObject({
          OriginProtocolPolicy: "https-only",
          OriginSSLProtocols: ["TLSv1.2"],
        });
    }
  });

  it("are cached only for files that never change", () => {
    const [disabled, optimized] = [
      "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      "658327ea-f89d-4fab-a63d-7e88639e58f6",
    ];
    for (const distribution of distributions()) {
      expect(distribution.DefaultCacheBehavior).toMatchObject({ CachePolicyId: disabled });
      const isReaders = JSON.stringify(distribution.Aliases).includes("readers.");
      expect(distribution.CacheBehaviors).toEqual(
        (isReaders ? ["/assets/*", "/images/*"] : ["/assets/*"]).map(PathPattern =>
          expect.objectContaining({ PathPattern, CachePolicyId: optimized }),
        ),
      );
    }
  });

  it("say so to browsers, and leave the pages their own, stricter headers", () => {
    for (const { Properties } of resources(pipeline, "AWS::CloudFront::ResponseHeadersPolicy"))
      expect((Properties.ResponseHeadersPolicyConfig as Config).SecurityHeadersConfig).toEqual({
        StrictTransportSecurity: {
          AccessControlMaxAgeSec: 63_072_000,
          IncludeSubdomains: true,
          Override: true,
        },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: "SAMEORIGIN", Override: false },
        ReferrerPolicy: { ReferrerPolicy: "same-origin", Override: false },
        ContentSecurityPolicy: {
          ContentSecurityPolicy: expect.stringContaining("default-src 'none'"),
          Override: false,
        },
      });
  });

  it("are printed at the end of a deployment, with the user pool to invite editors to", () => {
    pipeline.hasOutput("EditorsAddress", { Value: "https://editors.letters.example.org" });
    pipeline.hasOutput("ReadersAddress", { Value: "https://readers.letters.example.org" });
    pipeline.hasOutput("UserPoolId", {
      Value: { Ref: resources(pipeline, "AWS::Cognito::UserPool")[0]?.id },
    });
    expect(pipeline.findOutputs("AlarmTopic").AlarmTopic?.Value).toEqual({
      Ref: expect.stringMatching(/^AlarmsTopic/),
    });
  });

  it("show their functions a key that is in no template, and that only they may read", () => {
    const [secret, ...others] = resources(pipeline, "AWS::SecretsManager::Secret");
    expect(others).toEqual([]);
    expect(secret?.Properties).toMatchObject({
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
    // A name of its own would be taken for days after the stack was destroyed.
    expect(secret?.Properties.Name).toBeUndefined();
    const reference = {
      "Fn::Join": ["", ["{{resolve:secretsmanager:", { Ref: secret?.id }, ":SecretString:::}}"]],
    };
    for (const { Origins } of distributions())
      for (const { OriginCustomHeaders } of Origins as Config[])
        expect(OriginCustomHeaders).toEqual([
          { HeaderName: "x-dear-colleague-origin", HeaderValue: reference },
        ]);
    for (const site of ["editors-site", "readers-site"])
      pipeline.hasResourceProperties("AWS::Lambda::Function", {
        FunctionName: `dear-colleague-prod-${site}`,
        Environment: { Variables: Match.objectLike({ ORIGIN_SECRET_ARNS: { Ref: secret?.id } }) },
      });
  });

  it("know a new key before CloudFront sends it", () => {
    for (const [id, site] of [
      ["Editors", "EditorsSiteFunction"],
      ["Readers", "ReadersSiteFunction"],
    ] as const) {
      const found = Object.entries(pipeline.findResources("AWS::CloudFront::Distribution")).find(
        ([name]) => name.startsWith(id),
      );
      expect(found?.[1].DependsOn).toContainEqual(expect.stringContaining(site));
    }
  });

  it("cache no error: a second look shows the state then", () => {
    for (const distribution of distributions()) {
      const errors = distribution.CustomErrorResponses as {
        ErrorCode: number;
        ErrorCachingMinTTL: number;
      }[];
      expect(errors.map(({ ErrorCode }) => ErrorCode)).toEqual([
        400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504,
      ]);
      expect(errors.filter(error => error.ErrorCachingMinTTL !== 0)).toEqual([]);
    }
  });

  it("use the organisation's firewall if there is one", () => {
    const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/sites/0a1b";
    for (const distribution of distributions()) expect(distribution.WebACLId).toBeUndefined();
    for (const distribution of distributions(templates({ webAclArn }).pipeline))
      expect(distribution.WebACLId).toBe(webAclArn);
  });
});

describe("the key of the origin", () => {
  it("changes when its number is raised, and the one before stays valid", () => {
    const keysOf = (number: number) => {
      const stack = new Stack(new App(), "Stack");
      const key = new OriginKey(stack, "OriginKey", number);
      return {
        ids: key.secrets.map(secret => secret.node.id),
        first: stack.resolve(key.reference),
      };
    };
    expect(keysOf(1).ids).toEqual(["Key1"]);
    expect(keysOf(2).ids).toEqual(["Key2", "Key1"]);
    expect(keysOf(3).ids).toEqual(["Key3", "Key2"]);
    expect(JSON.stringify(keysOf(2).first)).toContain("Key2");
  });
});
