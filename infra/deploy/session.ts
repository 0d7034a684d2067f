import { defaultProvider } from "@aws-sdk/credential-provider-node";
import * as z from "zod";
import type { Stage } from "../read-stage.ts";
import { askOnTerminal } from "./ask-on-terminal.ts";
import { type Credentials, queryAws, textOf } from "./call-aws.ts";
import { Refusal } from "./refusal.ts";

/**
 * Milliseconds that credentials should still be good for when a step begins; CloudFront takes up to
 * a quarter of an hour.
 */
const atLeastMs = 20 * 60_000;

const timeLeftMs = ({ expiration }: Credentials) => (expiration?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now();

/**
 * One sign-in for a whole command: an MFA code is asked for once, and again only when the session
 * is about to end.
 */
export type Session = {
  readonly credentials: () => Promise<Credentials>;
  /**
   * The environment of a child process: these credentials, and no profile that would ask for a code
   * again.
   */
  readonly environment: () => Promise<NodeJS.ProcessEnv>;
};

type AskCode = (serial: string) => Promise<string>;

const askCode: AskCode = serial =>
  askOnTerminal(`MFA code for ${serial}: `, "run this in a terminal, or put a session's credentials into the environment.");

/**
 * Signs in as the environment or AWS_PROFILE says, and checks that the account is the stage's.
 * Throws a Refusal.
 */
export async function openSession(stage: Pick<Stage, "name" | "account" | "region">, ask: AskCode = askCode): Promise<Session> {
  let kept = await resolveCredentials(stage.region, ask);
  const found = await accountOf(kept, stage.region);
  if (found !== stage.account) throw new Refusal(otherAccount(stage, found));
  // A session that is short from the beginning is used up to its half.
  const enoughMs = Math.min(atLeastMs, timeLeftMs(kept) / 2);
  const credentials = async () => {
    if (timeLeftMs(kept) < enoughMs) kept = await resolveCredentials(stage.region, ask);
    return kept;
  };
  return { credentials, environment: async () => environmentWith(await credentials(), stage.region) };
}

/** Why credentials of another account are not used. */
export function otherAccount({ name, account }: Pick<Stage, "name" | "account">, found: string): string {
  return `These credentials are of account ${found}, and the stage "${name}" is in account ${account}. Name a profile of that account: AWS_PROFILE=…`;
}

/**
 * The credentials of the environment, of AWS_PROFILE, or of the machine. Throws a Refusal where
 * there are none.
 */
export async function resolveCredentials(region: string, ask: AskCode = askCode): Promise<Credentials> {
  try {
    return await defaultProvider({ mfaCodeProvider: ask, clientConfig: { region } })();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { name, message } = error as Error;
    if (/^(CredentialsProviderError|TokenProviderError)$/.test(name))
      throw new Refusal(
        `There are no AWS credentials: sign in (aws sso login), or name a profile: AWS_PROFILE=… (${message})`,
        "no credentials",
      );
    throw new Refusal(
      `AWS does not let this profile in (${name}: ${message}). Check AWS_PROFILE, the code and this machine's time.`,
    );
  }
}

/** The account that credentials are of. Throws a Refusal where AWS does not take them. */
export async function accountOf(credentials: Credentials, region: string): Promise<string> {
  const { ok, text } = await queryAws({ service: "sts", region, credentials }, "2011-06-15", { Action: "GetCallerIdentity" });
  const account = z
    .string()
    .regex(/^\d{12}$/)
    .safeParse(textOf(text, "Account"));
  if (ok && account.success) return account.data;
  throw new Refusal(
    `AWS does not take these credentials (${textOf(text, "Code") ?? "no account in its answer"}). Sign in again, or check AWS_PROFILE and this machine's time.`,
    "no answer",
  );
}

/** An environment in which every SDK finds these credentials, and asks nobody. */
export function environmentWith(credentials: Credentials, region: string): NodeJS.ProcessEnv {
  const { AWS_PROFILE: _, AWS_DEFAULT_PROFILE: __, AWS_SESSION_TOKEN: ___, ...others } = process.env;
  return {
    ...others,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_REGION: region,
  };
}
