import { BadInput } from "../cli/bad-input.ts";
import { Refusal } from "../deploy/refusal.ts";
import {
  accountOf,
  adoptCredentials,
  otherAccount,
  resolveCredentials,
} from "../deploy/session.ts";
import type { Stage } from "../read-stage.ts";

/**
 * Signs in once for all checks, so that an MFA code is asked for once. Puts the session into this
 * process's environment. Throws BadInput for another account: the doctor's messages would be sent
 * from there. Missing or refused credentials throw nothing: the checks report them.
 */
export async function useOneSession(stage: Stage): Promise<void> {
  try {
    const credentials = await resolveCredentials(stage.region);
    adoptCredentials(credentials, stage.region);
    const account = await accountOf(credentials, stage.region);
    if (account !== stage.account) throw new BadInput(otherAccount(stage, account));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === undefined) throw new BadInput(error.message);
  }
}
