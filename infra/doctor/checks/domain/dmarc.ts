import type { Resolver } from "node:dns/promises";
import { lazily } from "../../../../functions/runtime/lazily.ts";
import { type Check, passedOver, right, wrong } from "../../check.ts";
import type { OnAws } from "../../examined-deployment.ts";
import { isAligned, isDmarc, readDmarc } from "./dmarc-record.ts";
import { textRecords } from "./dns.ts";
import type { SesIdentity } from "./identity.ts";

type Found = { readonly domain: string; readonly texts: readonly string[] };

/** Does the domain have a DMARC policy, and do our letters pass it? */
export function dmarcChecks(
  { resolver, sendingDomain, reports }: OnAws,
  from: string,
  { mailFrom }: SesIdentity,
): Check[] {
  const find = lazily(() => findDmarc(resolver, from));
  const example = `DNS should have:\n_dmarc.${from} TXT "v=DMARC1; p=quarantine; rua=mailto:${reports}"`;
  return [
    {
      name: "DMARC",
      asks: "DNS",
      stops: false,
      look: async () => {
        const { domain, texts } = await find();
        const [text] = texts;
        if (text === undefined)
          return wrong(
            `There is no DMARC record for ${from}: Gmail and Yahoo require one.`,
            example,
          );
        if (texts.length > 1)
          return wrong(
            `_dmarc.${domain} has ${texts.length} DMARC records, so none counts.`,
            "Keep one of them.",
          );
        const record = readDmarc(text);
        if (!record)
          return wrong(`The DMARC record at _dmarc.${domain} has no policy: ${text}`, example);
        const policy = domain === from ? record.policy : record.subdomainPolicy;
        const means =
          policy === "none"
            ? "does not stop forged letters yet"
            : `asks receivers to ${policy} forged letters`;
        return right(`${from} ${means} (policy ${policy}, at _dmarc.${domain}).`);
      },
    },
    {
      name: "alignment",
      asks: "DNS",
      stops: false,
      needs: ["DMARC", "MAIL FROM"],
      look: async () => {
        const { domain, texts } = await find();
        const record = readDmarc(texts[0] ?? "");
        const envelope = (await mailFrom())?.MailFromDomain;
        if (!record || envelope === undefined)
          return passedOver("Not checked until these are right: DMARC, MAIL FROM.");
        const dkim = isAligned(sendingDomain, from, record.dkim, domain);
        const spf = isAligned(envelope, from, record.spf, domain);
        if (dkim && spf)
          return right(`DKIM (${sendingDomain}) and SPF (${envelope}) are aligned with ${from}.`);
        if (dkim)
          return wrong(
            `Only DKIM is aligned with ${from}. SPF's ${envelope} is not${record.spf === "strict" ? ", because aspf=s demands exactly the same domain" : ""}. A letter fails DMARC if its signature breaks on the way.`,
            record.spf === "strict"
              ? `Remove aspf=s from the record at _dmarc.${domain}.`
              : `Use a MAIL FROM domain below ${from}.`,
          );
        const { policy } = record;
        return wrong(
          spf
            ? `Only SPF is aligned with ${from}, and forwarding breaks SPF.`
            : `Neither DKIM nor SPF is aligned with ${from}: every letter fails DMARC.`,
          `Send from an address of ${sendingDomain}, or remove adkim=s from the record at _dmarc.${domain}.`,
          { stops: !spf && policy !== "none" },
        );
      },
    },
  ];
}

/**
 * Returns the DMARC records of a domain, or of the nearest domain above that has any (RFC 9989,
 * section 4.10).
 */
async function findDmarc(resolver: Resolver, from: string): Promise<Found> {
  const labels = from.split(".");
  for (let at = 0; labels.length - at >= 2; at++) {
    const domain = labels.slice(at).join(".");
    const texts = (await textRecords(resolver, `_dmarc.${domain}`)).filter(isDmarc);
    if (texts.length > 0) return { domain, texts };
  }
  return { domain: from, texts: [] };
}
