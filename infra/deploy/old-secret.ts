import * as z from "zod";
import type { SecretName } from "../../functions/runtime/secrets.ts";
import { Refusal } from "./refusal.ts";

const schema = z.object({
  addressKey: z.string().min(32),
  linkKeys: z.array(z.object({ id: z.string(), secret: z.string().min(32) })).min(1),
  sessionKey: z.string().min(32),
  oidcClientSecret: z.string().min(1).optional(),
});

/**
 * What the one secret of older versions holds, as the texts of the secrets that are there now;
 * undefined where there is no such secret.
 */
export function oldSecrets(name: string, text: string | undefined): Readonly<Partial<Record<SecretName, string>>> | undefined {
  if (text === undefined) return undefined;
  const read = schema.safeParse(fromJson(text));
  if (!read.success)
    throw new Refusal(
      `${name}, the secret of older versions, is not as it should be: ${read.error.issues.map(({ path }) => path.join(".") || "it").join(", ")}. Put right what is named, so that its keys can be moved.`,
    );
  const { addressKey, linkKeys, sessionKey, oidcClientSecret } = read.data;
  return {
    "address-key": addressKey,
    "link-keys": JSON.stringify(linkKeys),
    "session-key": sessionKey,
    ...(oidcClientSecret !== undefined && { "oidc-client-secret": oidcClientSecret }),
  };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What JSON.parse says quotes the text.
    return undefined;
  }
}
