import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { parseSecrets } from "../../../functions/runtime/secrets.ts";
import { type Answer, type Check, right, wrong } from "../check.ts";
import type { Deployment, OnAws } from "../deployment.ts";

/** The keys: there, and of the right shape. Nothing of their value is told. */
export function secretCheck({ deploy }: Deployment, { secrets, secret }: OnAws): Check {
  return {
    name: "secret",
    asks: "Secrets Manager",
    stops: true,
    look: async () => {
      try {
        const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: secret }));
        return read(secret, SecretString);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
        return wrong(`There is no secret ${secret}, or nothing in it.`, deploy);
      }
    },
  };
}

function read(name: string, text: string): Answer {
  try {
    const { linkKeys } = parseSecrets(text);
    return right(`${name} holds every key (${linkKeys.length} for links).`);
  } catch (error) {
    const mend =
      "Put right what is named, and leave the rest: without its old link keys the unsubscribe links in letters already sent die, and without its addressKey nobody is known to have unsubscribed.";
    return wrong(`${name}: ${error instanceof Error ? error.message : "it cannot be read."}`, mend);
  }
}
