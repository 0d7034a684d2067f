import * as z from "zod";
import { lazily } from "./lazily.ts";

const key = z.string().min(32);

/** What the stage's one secret holds, as JSON. */
const secretsSchema = z.object({
  /** Keys the hashes of addresses. Never changes: those who unsubscribed are known by it alone. */
  addressKey: key,
  /** Sign readers' links: the first signs, all are good for reading. */
  linkKeys: z.array(z.object({ id: z.string().regex(/^[a-z0-9]$/), secret: key })).min(1),
  /** Signs the editors' sessions. */
  sessionKey: key,
  oidcClientSecret: z.string().optional(),
});

export type Secrets = z.infer<typeof secretsSchema>;

/** Milliseconds after which a warm function reads its secret anew: a rotation has reached everyone by then. */
export const secretsAge = 900_000;

/** Reads the secret named by SECRET_ARN, and keeps it for `secretsAge`. Throws if it is not of the right shape; values are not told. */
export const readSecrets: () => Promise<Secrets> = lazily(async () => {
  // Loaded when it is needed: it takes a sixth of what a cold start spends on loading.
  const { GetSecretValueCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient({});
  const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET_ARN }));
  client.destroy();
  return parseSecrets(SecretString);
}, secretsAge);

export function parseSecrets(text: string): Secrets {
  const read = secretsSchema.safeParse(fromJson(text));
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, code }) => `${path.join(".") || "it"} (${code})`);
  throw new Error(`The secret is not as it should be: ${wrong.join(", ")}. See "The secret" in docs/operating.md.`);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What JSON.parse says quotes the text.
    return undefined;
  }
}
