import * as z from "zod";
import { readSecrets } from "./secrets.ts";

/**
 * The environment variables of `editors-site` for sign-in. The CDK constructs set the same names.
 */
export const signInEnvironmentSchema = z.object({
  /** Exactly as the issuer writes it, including a trailing slash. */
  OIDC_ISSUER: z.url({ protocol: /^https$/, error: "must be like https://issuer.example.org" }),
  OIDC_CLIENT_ID: z.string().min(1),
  /** The claim of the ID token that lists groups. Only editor, approver and operator count. */
  OIDC_GROUPS_CLAIM: z.string().min(1).default("cognito:groups"),
  /** Some issuers give the groups only if a client asks for a scope of that name. */
  OIDC_SCOPE: z
    .string()
    .regex(/^openid( |$)/, 'must begin with "openid"')
    .default("openid profile email"),
  /**
   * The editors' origin. Register its `/sign-in/callback` and, for signing out, its `/signed-out`
   * with the issuer.
   */
  EDITORS_URL: z
    .url({ protocol: /^https$/ })
    .refine(url => URL.canParse(url) && new URL(url).origin === url, {
      error: "must be an origin like https://editors.example.org, with no slash at its end",
    }),
  /** Signs sessions. A new key signs everybody out. */
  SESSION_KEY: z.string().min(32),
  /** Absent for a public client. */
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
});

export type SignInEnvironment = z.infer<typeof signInEnvironmentSchema>;

/**
 * Reads the environment. Throws an error that names each missing or malformed variable, without its
 * value.
 */
export function readSignInEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): SignInEnvironment {
  const read = signInEnvironmentSchema.safeParse(variables);
  if (read.success) return read.data;
  throw new Error(
    `Invalid environment variables for sign-in: ${read.error.issues.map(issue => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`,
  );
}

/**
 * Reads the environment of the deployed function. The keys come from the secrets that SECRETS
 * names.
 */
export async function readDeployedSignIn(): Promise<SignInEnvironment> {
  const secrets = await readSecrets();
  return readSignInEnvironment({
    ...process.env,
    ...(secrets["session-key"] !== undefined && { SESSION_KEY: secrets["session-key"] }),
    ...(secrets["oidc-client-secret"] !== undefined && {
      OIDC_CLIENT_SECRET: secrets["oidc-client-secret"],
    }),
  });
}
