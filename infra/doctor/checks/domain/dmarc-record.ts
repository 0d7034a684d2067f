/** What a DMARC record asks receiving servers to do. */
export type DmarcRecord = {
  readonly policy: Policy;
  /** The policy for domains below the record's own. */
  readonly subdomainPolicy: Policy;
  readonly dkim: Alignment;
  readonly spf: Alignment;
};
export type Policy = "none" | "quarantine" | "reject";
/** "strict": exactly the domain in From; "relaxed": a domain of the same organisation. */
export type Alignment = "strict" | "relaxed";

const policies: readonly string[] = ["none", "quarantine", "reject"];
const isPolicy = (text: string | undefined): text is Policy =>
  text !== undefined && policies.includes(text);

/**
 * Whether a TXT record is a DMARC record (RFC 9989, section 4.7). Other records of the same name do
 * not count.
 */
export function isDmarc(text: string): boolean {
  return /^v\s*=\s*DMARC1\s*(;|$)/.test(text);
}

/** Reads a DMARC record. Returns undefined if its policy is missing or unknown. */
export function readDmarc(text: string): DmarcRecord | undefined {
  const tags = new Map(
    text.split(";").map(tag => {
      const [name = "", value = ""] = tag.split("=", 2);
      return [name.trim().toLowerCase(), value.trim().toLowerCase()] as const;
    }),
  );
  const policy = tags.get("p");
  if (!isPolicy(policy)) return undefined;
  const subdomain = tags.get("sp");
  const alignment = (name: string): Alignment => (tags.get(name) === "s" ? "strict" : "relaxed");
  return {
    policy,
    subdomainPolicy: isPolicy(subdomain) ? subdomain : policy,
    dkim: alignment("adkim"),
    spf: alignment("aspf"),
  };
}

/**
 * Whether an authenticated domain is aligned with the domain in From. `organisation`: the domain of
 * the DMARC record.
 */
export function isAligned(
  domain: string,
  from: string,
  mode: Alignment,
  organisation: string,
): boolean {
  const within = (inner: string, outer: string) => inner === outer || inner.endsWith(`.${outer}`);
  if (mode === "strict") return domain === from;
  return (
    within(domain, from) ||
    within(from, domain) ||
    (within(domain, organisation) && within(from, organisation))
  );
}
