import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { parseSecret, type SecretName } from "../../../functions/runtime/secrets.ts";
import { type Answer, type Check, right, wrong } from "../check.ts";
import type { Deployment, OnAws } from "../examined-deployment.ts";

/** `oidc-client-secret` is optional: not every issuer needs one. */
const required = [
  "address-key",
  "link-keys",
  "session-key",
] as const satisfies readonly SecretName[];

const advice =
  "Fix only what is named. If the old link keys are lost, the unsubscribe links in letters already sent stop working. If the address key is lost, nobody is known to have unsubscribed.";

/** Does each secret exist, in the right form? Findings never show a value. */
export function secretCheck({ deploy }: Deployment, { secrets, secret }: OnAws): Check {
  const faultOf = async (name: SecretName): Promise<Answer | undefined> => {
    try {
      const { SecretString = "" } = await secrets.send(
        new GetSecretValueCommand({ SecretId: secret(name) }),
      );
      return faultIn(name, SecretString, secret(name));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
      return wrong(`There is no secret ${secret(name)}, or it is empty.`, deploy);
    }
  };
  return {
    name: "secret",
    asks: "Secrets Manager",
    stops: true,
    look: async () => {
      for (const name of required) {
        const fault = await faultOf(name);
        if (fault) return fault;
      }
      return right(`${required.map(secret).join(", ")}: each exists, in the right form.`);
    },
  };
}

function faultIn(name: SecretName, text: string, fullName: string): Answer | undefined {
  try {
    parseSecret(name, text);
    return undefined;
  } catch (error) {
    return wrong(
      `${fullName}: ${error instanceof Error ? error.message : "it cannot be read."}`,
      advice,
    );
  }
}
