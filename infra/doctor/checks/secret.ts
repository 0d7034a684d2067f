import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { parseSecret, type SecretName } from "../../../functions/runtime/secrets.ts";
import { type Answer, type Check, right, wrong } from "../check.ts";
import type { Deployment, OnAws } from "../examined-deployment.ts";

/** A client's secret may be absent: not every issuer asks for one. */
const required = ["address-key", "link-keys", "session-key"] as const satisfies readonly SecretName[];

const advice =
  "Put right what is named, and leave the rest: without the old link keys the unsubscribe links in letters already sent die, and without the address key nobody is known to have unsubscribed.";

/** The keys: there, and of the right shape. Nothing of their value is told. */
export function secretCheck({ deploy }: Deployment, { secrets, secret }: OnAws): Check {
  const faultOf = async (name: SecretName): Promise<Answer | undefined> => {
    try {
      const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: secret(name) }));
      return wrongShape(name, SecretString, secret(name));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
      return wrong(`There is no secret ${secret(name)}, or nothing in it.`, deploy);
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
      return right(`${required.map(secret).join(", ")}: each is there, and of the right shape.`);
    },
  };
}

function wrongShape(name: SecretName, text: string, fullName: string): Answer | undefined {
  try {
    parseSecret(name, text);
    return undefined;
  } catch (error) {
    return wrong(`${fullName}: ${error instanceof Error ? error.message : "it cannot be read."}`, advice);
  }
}
