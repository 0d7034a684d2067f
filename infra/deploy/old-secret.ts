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
 * Splits the single secret of older versions into the texts of today's secrets. Returns undefined
 * if `text` is. Throws a Refusal if the secret is malformed.
 */
export function oldSecrets(
  name: string,
  text: string | undefined,
): Readonly<Partial<Record<SecretName, string>>> | undefined {
  if (text === undefined) return undefined;
  const read = schema.safeParse(fromJson(text));
  if (!read.success)
    throw new Refusal(
      `${name}, the secret of older versions, is malformed: ${read.error.issues.map(({ path }) => path.join(".") || "the text").join(", ")}. Fix what is named, so that its keys can be moved.`,
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
    // The error of JSON.parse quotes the text, which is secret.
    return undefined;
  }
}
