/** What a DMARC record asks of those who receive letters. */
export type DmarcRecord = {
  readonly policy: Policy;
  /** The policy for domains below the record's own. */
  readonly subdomainPolicy: Policy;
  readonly dkim: Alignment;
  readonly spf: Alignment;
};
export type Policy = "none" | "quarantine" | "reject";
/** "strict": the very domain of From; "relaxed": a domain of the same organisation. */
export type Alignment = "strict" | "relaxed";

const policies: readonly string[] = ["none", "quarantine", "reject"];
const isPolicy = (text: string | undefined): text is Policy => text !== undefined && policies.includes(text);

/** Whether a TXT record is meant as a DMARC record (RFC 9989, section 4.7): others at the same name do not count. */
export function isDmarc(text: string): boolean {
  return /^v\s*=\s*DMARC1\s*(;|$)/.test(text);
}

/** Reads a DMARC record; undefined where its policy is none that there is. */
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

/** Whether a domain that was authenticated stands for the domain of From. `organisation` is where the DMARC record was found. */
export function isAligned(domain: string, from: string, mode: Alignment, organisation: string): boolean {
  const within = (inner: string, outer: string) => inner === outer || inner.endsWith(`.${outer}`);
  if (mode === "strict") return domain === from;
  return within(domain, from) || within(from, domain) || (within(domain, organisation) && within(from, organisation));
}
