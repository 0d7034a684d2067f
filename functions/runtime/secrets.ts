import * as z from "zod";
import { lazily } from "./lazily.ts";

const key = z.string().min(32);

/** The secrets of a stage: one per purpose, so that each function reads only what it needs. */
const secretSchemas = {
  /**
   * Keys the hashes of addresses. Must never change: the list of unsubscribed people holds only
   * such hashes.
   */
  "address-key": key,
  /** Keys of readers' links, as JSON: the first one signs, all of them verify. */
  "link-keys": z
    .string()
    .transform(fromJson)
    .pipe(z.array(z.object({ id: z.string().regex(/^[a-z0-9]$/), secret: key })).min(1)),
  /** Signs editors' sessions. */
  "session-key": key,
  /** Absent for a public client. */
  "oidc-client-secret": z.string().min(1),
} as const;

export type SecretName = keyof typeof secretSchemas;
export type Secret<Name extends SecretName> = z.infer<(typeof secretSchemas)[Name]>;
export type Secrets = { readonly [Name in SecretName]?: Secret<Name> };
export const secretNames = Object.keys(secretSchemas) as readonly SecretName[];

/**
 * Where a function's secrets are: each name in Secrets Manager is the prefix plus a name from
 * SECRETS.
 */
export const secretsEnvironmentSchema = z.object({
  SECRETS_PREFIX: z.string().default(""),
  SECRETS: z
    .string()
    .default("")
    .transform(text => text.split(" ").filter(Boolean))
    .pipe(z.array(z.enum(secretNames))),
});

/** A warm function reads its secrets again after this time, so a rotation takes this long. */
export const secretsMaxAgeMs = 900_000;

/**
 * Reads the secrets in SECRETS and keeps them for `secretsMaxAgeMs`. Throws if one is missing or
 * malformed; errors do not show values.
 */
export const readSecrets: () => Promise<Secrets> = lazily(async () => {
  const { SECRETS_PREFIX: prefix, SECRETS: names } = secretsEnvironmentSchema.parse(process.env);
  return fetchSecrets(prefix, names);
}, secretsMaxAgeMs);

/** Reads secrets by name. Throws as `readSecrets` does. */
export async function fetchSecrets(
  prefix: string,
  names: readonly SecretName[],
  region?: string,
): Promise<Secrets> {
  if (names.length === 0) return {};
  // Loaded only if needed: this import takes a sixth of a cold start's loading time.
  const { GetSecretValueCommand, SecretsManagerClient } = await import(
    "@aws-sdk/client-secrets-manager"
  );
  const client = new SecretsManagerClient(region === undefined ? {} : { region });
  const read = async (name: SecretName) => {
    try {
      const { SecretString = "" } = await client.send(
        new GetSecretValueCommand({ SecretId: `${prefix}${name}` }),
      );
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
}

/** Returns the environment variables that hold the keys among the secrets. */
export function keysIn(secrets: Secrets): Readonly<Record<string, string>> {
  const pairs = secrets["link-keys"]?.map(({ id, secret }) => `${id}:${secret}`).join(",");
  return {
    ...(secrets["address-key"] !== undefined && { ADDRESS_KEY: secrets["address-key"] }),
    ...(pairs !== undefined && { LINK_KEYS: pairs }),
  };
}

const seeManual = 'See "The secrets" in docs/operating.md.';

/**
 * Returns the parsed secret. Throws an error that names the invalid parts, without their values.
 */
export function parseSecret<Name extends SecretName>(name: Name, text: string): Secret<Name> {
  const read = secretSchemas[name].safeParse(text);
  if (read.success) return read.data as Secret<Name>;
  const wrong = read.error.issues.map(({ path, code }) => `${path.join(".") || "it"} (${code})`);
  throw new Error(`The secret ${name} is invalid: ${wrong.join(", ")}. ${seeManual}`);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error of JSON.parse quotes the text.
    return undefined;
  }
}
