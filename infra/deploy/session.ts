import { defaultProvider } from "@aws-sdk/credential-provider-node";
import * as z from "zod";
import type { Stage } from "../read-stage.ts";
import { askOnTerminal } from "./ask-on-terminal.ts";
import { type Credentials, queryAws, textOf } from "./call-aws.ts";
import { Refusal } from "./refusal.ts";

/**
 * How long credentials must still be valid when a step begins: CloudFront takes up to a quarter of
 * an hour.
 */
const minTimeLeftMs = 20 * 60_000;

const timeLeftMs = ({ expiration }: Credentials) =>
  (expiration?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now();

/**
 * One sign-in for a whole command. It asks for an MFA code once, and again only if the session is
 * about to end.
 */
export type Session = {
  readonly credentials: () => Promise<Credentials>;
  /**
   * Returns the environment for a child process: these credentials, but no profile, which would ask
   * for a code again.
   */
  readonly environment: () => Promise<NodeJS.ProcessEnv>;
};

type AskCode = (serial: string) => Promise<string>;

const askCode: AskCode = serial =>
  askOnTerminal(
    `MFA code for ${serial}: `,
    "run this in a terminal, or put a session's credentials into the environment.",
  );

/**
 * Signs in with the environment or AWS_PROFILE. Throws a Refusal if that fails, or if the account
 * is not the stage's.
 */
export async function openSession(
  stage: Pick<Stage, "name" | "account" | "region">,
  ask: AskCode = askCode,
): Promise<Session> {
  let kept = await resolveCredentials(stage.region, ask);
  const found = await accountOf(kept, stage.region);
  if (found !== stage.account) throw new Refusal(otherAccount(stage, found));
  // If the whole session is short, half of its time must be enough.
  const enoughMs = Math.min(minTimeLeftMs, timeLeftMs(kept) / 2);
  const credentials = async () => {
    if (timeLeftMs(kept) < enoughMs) kept = await resolveCredentials(stage.region, ask);
    return kept;
  };
  return {
    credentials,
    environment: async () => environmentWith(await credentials(), stage.region),
  };
}

/** Returns the message for credentials of another account. */
export function otherAccount(
  { name, account }: Pick<Stage, "name" | "account">,
  found: string,
): string {
  return `These credentials are of account ${found}, but the stage "${name}" is in account ${account}. Name a profile of that account: AWS_PROFILE=…`;
}

/**
 * Returns the credentials of the environment, of AWS_PROFILE, or of the machine. Throws a Refusal
 * if there are none.
 */
export async function resolveCredentials(
  region: string,
  ask: AskCode = askCode,
): Promise<Credentials> {
  try {
    return await defaultProvider({ mfaCodeProvider: ask, clientConfig: { region } })();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { name, message } = error as Error;
    if (/^(CredentialsProviderError|TokenProviderError)$/.test(name))
      throw new Refusal(
        `There are no AWS credentials. Sign in (aws sso login), or name a profile: AWS_PROFILE=… (${message})`,
        "no credentials",
      );
    throw new Refusal(
      `AWS refuses this profile (${name}: ${message}). Check AWS_PROFILE, the MFA code and this machine's clock.`,
    );
  }
}

/** Returns the account of the credentials. Throws a Refusal if AWS refuses them. */
export async function accountOf(credentials: Credentials, region: string): Promise<string> {
  const { ok, text } = await queryAws({ service: "sts", region, credentials }, "2011-06-15", {
    Action: "GetCallerIdentity",
  });
  const account = z
    .string()
    .regex(/^\d{12}$/)
    .safeParse(textOf(text, "Account"));
  if (ok && account.success) return account.data;
  throw new Refusal(
    `AWS refuses these credentials (${textOf(text, "Code") ?? "no account in its answer"}). Sign in again, or check AWS_PROFILE and this machine's clock.`,
    "no answer",
  );
}

/** Makes every SDK of this process use these credentials, and ask for nothing. */
export function adoptCredentials(credentials: Credentials, region: string): void {
  for (const name of ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN"])
    delete process.env[name];
  Object.assign(process.env, environmentWith(credentials, region));
}

/** Returns an environment in which every SDK finds these credentials and asks for nothing. */
export function environmentWith(credentials: Credentials, region: string): NodeJS.ProcessEnv {
  const {
    AWS_PROFILE: _,
    AWS_DEFAULT_PROFILE: __,
    AWS_SESSION_TOKEN: ___,
    ...others
  } = process.env;
  return {
    ...others,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_REGION: region,
  };
}
