import { type LinkKeys, signLink, verifyLink } from "./link-token.ts";

type OfBulletin = {
  readonly id: string;
  readonly archive?: "private" | "public" | undefined;
};

/** The archive is for everyone who has its address, so no one person is in it. */
const everyone = "all";

/**
 * Returns the name of a bulletin's archive in its address: the bulletin's id if the archive is
 * public, otherwise a name that nobody can guess.
 */
export function archiveName({ id, archive }: OfBulletin, keys: LinkKeys): string {
  return archive === "public"
    ? id
    : signLink("archive", { edition: id, subscriber: everyone }, keys);
}

/** Returns the bulletin that an archive's name is of, and whether the name is the unguessable one. */
export function readArchiveName(
  name: string,
  keys: LinkKeys,
): { readonly bulletin: string; readonly isSecret: boolean } {
  const bearer = verifyLink("archive", name, keys);
  return { bulletin: bearer?.edition ?? name, isSecret: bearer !== undefined };
}
