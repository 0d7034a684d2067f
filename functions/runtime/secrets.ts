import * as z from "zod";
import { lazily } from "./lazily.ts";

const key = z.string().min(32);

/** The stage's secrets: one for each purpose, so that a function can read what it needs and nothing else. */
const secretSchemas = {
  /** Keys the hashes of addresses. Never changes: those who unsubscribed are known by it alone. */
  "address-key": key,
  /** Sign readers' links: the first signs, all are good for reading. JSON. */
  "link-keys": z
    .string()
    .transform(fromJson)
    .pipe(z.array(z.object({ id: z.string().regex(/^[a-z0-9]$/), secret: key })).min(1)),
  /** Signs the editors' sessions. */
  "session-key": key,
  /** Absent for a public client. */
  "oidc-client-secret": z.string().min(1),
} as const;

export type SecretName = keyof typeof secretSchemas;
export type Secret<Name extends SecretName> = z.infer<(typeof secretSchemas)[Name]>;
export type Secrets = { readonly [Name in SecretName]?: Secret<Name> };
export const secretNames = Object.keys(secretSchemas) as readonly SecretName[];

/** Where a function's secrets are: their names in Secrets Manager are the prefix and, of those listed, each one's own name. */
export const secretsEnvironmentSchema = z.object({
  SECRETS_PREFIX: z.string().default(""),
  SECRETS: z
    .string()
    .default("")
    .transform(text => text.split(" ").filter(Boolean))
    .pipe(z.array(z.enum(secretNames))),
});

/** Milliseconds after which a warm function reads its secrets anew: a rotation has reached everyone by then. */
export const secretsAge = 900_000;

/** Reads the secrets that SECRETS lists, and keeps them for `secretsAge`. Throws if one is missing or of another shape; values are not told. */
export const readSecrets: () => Promise<Secrets> = lazily(async () => {
  const { SECRETS_PREFIX: prefix, SECRETS: names } = secretsEnvironmentSchema.parse(process.env);
  if (names.length === 0) return {};
  // Loaded when it is needed: it takes a sixth of what a cold start spends on loading.
  const { GetSecretValueCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient({});
  const read = async (name: SecretName) => {
    try {
      const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId: `${prefix}${name}` }));
      return [name, parseSecret(name, SecretString)] as const;
    } catch (error) {
      const absent = error instanceof Error && error.name === "ResourceNotFoundException";
      if (absent && name === "oidc-client-secret") return [name, undefined] as const;
      if (absent) throw new Error(`There is no secret ${prefix}${name}. ${seeManual}`);
      throw error;
    }
  };
  const secrets = await Promise.all(names.map(read));
  client.destroy();
  return Object.fromEntries(secrets);
}, secretsAge);

const seeManual = 'See "The secrets" in docs/operating.md.';

/** Reads the text of one secret. Throws a sentence that names what is wrong with it, and nothing of its value. */
export function parseSecret<Name extends SecretName>(name: Name, text: string): Secret<Name> {
  const read = secretSchemas[name].safeParse(text);
  if (read.success) return read.data as Secret<Name>;
  const wrong = read.error.issues.map(({ path, code }) => `${path.join(".") || "it"} (${code})`);
  throw new Error(`The secret ${name} is not as it should be: ${wrong.join(", ")}. ${seeManual}`);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What JSON.parse says quotes the text.
    return undefined;
  }
}
