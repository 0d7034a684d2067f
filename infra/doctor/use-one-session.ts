import { BadInput } from "../cli/bad-input.ts";
import { Refusal } from "../deploy/refusal.ts";
import { accountOf, environmentWith, otherAccount, resolveCredentials } from "../deploy/session.ts";
import type { Stage } from "../read-stage.ts";

/**
 * Signs in once for all that the doctor asks, so that an MFA code is asked for once, and puts the session into this process's environment.
 * Throws BadInput where the account is another one: the doctor's two messages would be sent from there. That there are no credentials, or
 * that AWS does not take them, is for the checks to say.
 */
export async function useOneSession(stage: Stage): Promise<void> {
  try {
    const credentials = await resolveCredentials(stage.region);
    for (const name of ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN"]) delete process.env[name];
    Object.assign(process.env, environmentWith(credentials, stage.region));
    const account = await accountOf(credentials, stage.region);
    if (account !== stage.account) throw new BadInput(otherAccount(stage, account));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === undefined) throw new BadInput(error.message);
  }
}
