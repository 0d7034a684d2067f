import type { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { readTemplate } from "./mail/template.ts";
import { deployed, deployedPipeline, readDeployedEnvironment } from "./runtime/deployed.ts";
import { lazily } from "./runtime/lazily.ts";
import { behindCloudFront } from "./runtime/origin-key.ts";
import { secretsMaxAgeMs } from "./runtime/secrets.ts";
import { readDeployedSignIn } from "./runtime/sign-in-environment.ts";
import { editorsSite } from "./web/editors-site.tsx";
import { readAssets } from "./web/kit/assets.ts";
import { openIdSignIn } from "./web/sign-in/open-id.ts";
import type { SignedIn } from "./web/sign-in/sign-in.ts";

const site = lazily(async (): Promise<Hono<SignedIn>> => {
  const [environment, given] = await Promise.all([readDeployedEnvironment(), readDeployedSignIn()]);
  const [pipeline, template, assets] = await Promise.all([
    deployedPipeline(),
    readTemplate(environment.TEMPLATES_DIRECTORY),
    readAssets(environment.ASSETS_DIRECTORY),
  ]);
  const origin = given.EDITORS_URL;
  const signIn = openIdSignIn({
    issuer: given.OIDC_ISSUER,
    client: { id: given.OIDC_CLIENT_ID, secret: given.OIDC_CLIENT_SECRET },
    scope: given.OIDC_SCOPE,
    groupsClaim: given.OIDC_GROUPS_CLAIM,
    origin,
    sessionKey: given.SESSION_KEY,
    now: pipeline.now,
  });
  return editorsSite(pipeline, template, assets, { signIn, origin });
}, secretsMaxAgeMs);

export const handler: ReturnType<typeof handle> = deployed(
  behindCloudFront(async (event, context) => handle(await site())(event, context)),
);
