import { createHash } from "node:crypto";
import { CfnOutput, Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  UserPoolClientIdentityProvider,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { namesOf } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { acknowledge } from "./acknowledge.ts";
import type { Variables } from "./variables.ts";

const mfaModes = { required: Mfa.REQUIRED, optional: Mfa.OPTIONAL, off: Mfa.OFF } as const;

/** The groups of the editors' site. Each gives its role for all bulletins. */
const groups = {
  editor: "Writes entries.",
  approver: "Writes entries, and sends.",
  operator: "Reads everything, and resumes what is held.",
};

export type SignInProps = {
  readonly stage: Stage;
  readonly origin: string;
  /** Whether the user pool refuses to be deleted. */
  readonly protect: boolean;
};

/**
 * How editors sign in: with a user pool that operators invite people to, or with an existing OpenID
 * issuer.
 */
export class UserPoolSignIn extends Construct {
  readonly environment: Variables;

  constructor(scope: Construct, id: string, { stage, origin, protect }: SignInProps) {
    super(scope, id);
    const { signIn } = stage;
    if (signIn.kind === "open-id") {
      this.environment = {
        OIDC_ISSUER: signIn.issuer,
        OIDC_CLIENT_ID: signIn.clientId,
        OIDC_GROUPS_CLAIM: signIn.groupsClaim,
        ...(signIn.scope !== undefined && { OIDC_SCOPE: signIn.scope }),
        EDITORS_URL: origin,
      };
      return;
    }
    const pool = new UserPool(this, "UserPool", {
      userPoolName: namesOf(stage.name).function("editors"),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      // Cognito cannot change this later. By default, Ada@example.org and ada@example.org are two
      // people.
      ...(!signIn.caseSensitiveNames && { signInCaseSensitive: false }),
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: mfaModes[signIn.mfa],
      ...(signIn.mfa !== "off" && { mfaSecondFactor: { otp: true, sms: false } }),
      passwordPolicy: {
        minLength: 14,
        tempPasswordValidity: Duration.days(3),
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: protect,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    new CfnOutput(this, "UserPoolId", {
      description: "The user pool to invite editors to",
      value: pool.userPoolId,
    }).overrideLogicalId("UserPoolId");
    for (const [groupName, description] of Object.entries(groups))
      new CfnUserPoolGroup(this, groupName, {
        userPoolId: pool.userPoolId,
        groupName,
        description,
      });
    // A prefix is unique in the whole region, so it contains a hash of the account.
    const tail = createHash("sha256").update(stage.account).digest("hex").slice(0, 8);
    const domain = pool.addDomain("Domain", {
      cognitoDomain: { domainPrefix: `${namesOf(stage.name).table}-${tail}` },
    });
    const client = pool.addClient("EditorsSite", {
      // A public client, with PKCE: a client secret would add no protection.
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        // The email, so that someone added by address is known at their first sign-in.
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL],
        callbackUrls: [`${origin}/sign-in/callback`],
        logoutUrls: [`${origin}/signed-out`],
      },
      authFlows: {},
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.minutes(5),
      accessTokenValidity: Duration.minutes(5),
      refreshTokenValidity: Duration.hours(1),
    });
    client.node.addDependency(domain);
    this.environment = {
      OIDC_ISSUER: `https://cognito-idp.${stage.region}.amazonaws.com/${pool.userPoolId}`,
      OIDC_CLIENT_ID: client.userPoolClientId,
      EDITORS_URL: origin,
    };
    if (signIn.mfa !== "required")
      acknowledge(pool, {
        "AwsSolutions-COG2": `By the stage's settings, a second factor is ${signIn.mfa === "off" ? "off" : "each person's choice"}.`,
      });
  }
}
