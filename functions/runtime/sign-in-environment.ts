import * as z from "zod";
import { readSecrets } from "./secrets.ts";

/** The environment variables of `editors-site` that say where editors are known. What deploys it names the same. */
export const signInEnvironmentSchema = z.object({
  /** Exactly as the issuer itself writes it, a slash at its end included. */
  OIDC_ISSUER: z.url({ protocol: /^https$/, error: "must be like https://issuer.example.org" }),
  OIDC_CLIENT_ID: z.string().min(1),
  /** The claim of the ID token whose values are groups; editor, approver and operator are those that count. */
  OIDC_GROUPS_CLAIM: z.string().min(1).default("cognito:groups"),
  /** Some issuers give the groups only to who asks for a scope of that name. */
  OIDC_SCOPE: z
    .string()
    .regex(/^openid( |$)/, 'must begin with "openid"')
    .default("openid profile"),
  /** The editors' origin. The issuer must know its `/sign-in/callback` and, for signing out, its `/signed-out`. */
  EDITORS_URL: z.url({ protocol: /^https$/ }).refine(url => URL.canParse(url) && new URL(url).origin === url, {
    error: "must be an origin like https://editors.example.org, with no slash at its end",
  }),
  /** Signs sessions; with another key everybody is signed out. */
  SESSION_KEY: z.string().min(32),
  /** Absent for a public client. */
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
});

export type SignInEnvironment = z.infer<typeof signInEnvironmentSchema>;

/** Reads the environment. Throws with a line for each variable that is missing or malformed; values are not told. */
export function readSignInEnvironment(variables: Readonly<Record<string, string | undefined>>): SignInEnvironment {
  const read = signInEnvironmentSchema.safeParse(variables);
  if (read.success) return read.data;
  throw new Error(
    `The environment of sign-in is not as it should be: ${read.error.issues.map(issue => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`,
  );
}

/** The same of the deployed function. The keys come from the secrets that it is told of. */
export async function readDeployedSignIn(): Promise<SignInEnvironment> {
  const secrets = await readSecrets();
  return readSignInEnvironment({
    ...process.env,
    ...(secrets["session-key"] !== undefined && { SESSION_KEY: secrets["session-key"] }),
    ...(secrets["oidc-client-secret"] !== undefined && { OIDC_CLIENT_SECRET: secrets["oidc-client-secret"] }),
  });
}
