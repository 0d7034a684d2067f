import { randomBytes } from "node:crypto";
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { parseSecret, type SecretName, secretNames } from "../../functions/runtime/secrets.ts";
import { namesOf } from "../names.ts";
import { oldSecrets } from "./old-secret.ts";
import { Refusal } from "./refusal.ts";

const newKey = () => randomBytes(32).toString("base64url");

/** Generates a new value of each secret, except those that only the operator has. */
const make: Readonly<Partial<Record<SecretName, () => string>>> = {
  "address-key": newKey,
  "link-keys": () => JSON.stringify([{ id: "a", secret: newKey() }]),
  "session-key": newKey,
};

/** Secrets that a table with items needs unchanged, and what happens without them. */
const irreplaceable: Readonly<Partial<Record<SecretName, string>>> = {
  "address-key": "nobody would be known to have unsubscribed, and an import would bring them back",
  "link-keys": "the unsubscribe links in letters already sent would stop working",
};

export type Prepared = { readonly secret: SecretName; readonly did: "kept" | "made" | "moved" };

/**
 * Creates a stage's missing secrets, and never changes existing ones. The secrets are not in a
 * stack, because CloudFormation cannot take over a secret that an earlier stack left. Keys in the
 * single secret of older versions are copied. Throws a Refusal if a secret that a table with items
 * needs unchanged is missing, or if a secret that is still needed is scheduled for deletion.
 */
export async function prepareSecrets(
  client: SecretsManagerClient,
  stage: string,
  tableIsFilled: boolean,
): Promise<Prepared[]> {
  const names = namesOf(stage);
  const found = new Map<SecretName, string | undefined>();
  for (const secret of secretNames) found.set(secret, await readText(client, names.secret(secret)));
  // After an upgrade, the operator deletes the old secret. Then nothing needs it any more.
  const isMoved = secretNames.every(
    secret => found.get(secret) !== undefined || make[secret] === undefined,
  );
  const old = oldSecrets(names.oldSecret, await readText(client, names.oldSecret, isMoved));
  const plan: { secret: SecretName; text: string | undefined; did: Prepared["did"] }[] = [];
  for (const secret of secretNames) {
    const name = names.secret(secret);
    const there = found.get(secret);
    if (there !== undefined) {
      check(secret, name, there);
      if (secret === "address-key" && old?.[secret] !== undefined && old[secret] !== there)
        throw new Refusal(
          `${name} and the key in ${names.oldSecret} differ. Only one of them matches the people who unsubscribed. Find out which, put it into ${name}, and delete the other.`,
        );
      plan.push({ secret, text: undefined, did: "kept" });
    } else if (old?.[secret] !== undefined) plan.push({ secret, text: old[secret], did: "moved" });
    else if (tableIsFilled && irreplaceable[secret] !== undefined)
      throw new Refusal(missing(name, irreplaceable[secret]));
    else if (make[secret]) plan.push({ secret, text: make[secret](), did: "made" });
  }
  // Writes only now, when nothing can refuse any more.
  for (const { secret, text } of plan)
    if (text !== undefined) await write(client, names.secret(secret), text, stage);
  return plan.map(({ secret, did }) => ({ secret, did }));
}

function check(secret: SecretName, name: string, text: string): void {
  try {
    parseSecret(secret, text);
  } catch (error) {
    throw new Refusal(`${name}: ${error instanceof Error ? error.message : "it cannot be read."}`);
  }
}

function missing(name: string, loss: string): string {
  return `The table has items, but there is no secret ${name}. A new one is not created: ${loss}. Restore the old value from your backup:\naws secretsmanager create-secret --name ${name} --secret-string file://…\nSee "The secrets" in docs/operating.md if the value is lost.`;
}

/**
 * Returns the text of a secret; undefined if it does not exist or is empty. Throws a Refusal if the
 * secret is scheduled for deletion, unless it may be.
 */
async function readText(
  client: SecretsManagerClient,
  name: string,
  mayBeScheduled = false,
): Promise<string | undefined> {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId: name }))).SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    if (error instanceof InvalidRequestException && mayBeScheduled) return undefined;
    if (error instanceof InvalidRequestException)
      throw new Refusal(
        `The secret ${name} is scheduled for deletion (${error.message}). Restore it, then run this again:\naws secretsmanager restore-secret --secret-id ${name}`,
      );
    throw error;
  }
}

/** Writes a secret that has no value, and checks it by reading. */
async function write(
  client: SecretsManagerClient,
  name: string,
  text: string,
  stage: string,
): Promise<void> {
  try {
    await client.send(
      new CreateSecretCommand({
        Name: name,
        SecretString: text,
        Description: 'Read "The secrets" in docs/operating.md before changing it.',
        Tags: [
          { Key: "application", Value: "dear-colleague" },
          { Key: "stage", Value: stage },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
    // The secret exists, but is empty.
    await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: text }));
  }
  if ((await readText(client, name)) !== text)
    throw new Refusal(
      `${name} does not have the value that was just written. Perhaps another deployment is running. Run this again.`,
    );
}
