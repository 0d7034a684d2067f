import { randomBytes } from "node:crypto";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import type { Secrets } from "../functions/runtime/secrets.ts";

/** Fills a stage's secret with random keys when it has no value yet. What it holds is never touched: letters in mailboxes depend on it. */
export async function fillSecret(client: SecretsManagerClient, name: string): Promise<"filled" | "kept"> {
  try {
    await client.send(new GetSecretValueCommand({ SecretId: name }));
    return "kept";
  } catch (error) {
    // The secret itself is there: its stack was just deployed. What is not found is a value.
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
  const key = () => randomBytes(32).toString("base64url");
  const secrets: Secrets = { addressKey: key(), linkKeys: [{ id: "a", secret: key() }], sessionKey: key() };
  await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: JSON.stringify(secrets) }));
  return "filled";
}
