import type { Resolver } from "node:dns/promises";
import { lazily } from "../../../../functions/runtime/lazily.ts";
import { type Check, passedOver, right, wrong } from "../../check.ts";
import type { OnAws } from "../../examined-deployment.ts";
import { isAligned, isDmarc, readDmarc } from "./dmarc-record.ts";
import { textRecords } from "./dns.ts";
import type { SesIdentity } from "./identity.ts";

type Found = { readonly domain: string; readonly texts: readonly string[] };

/** Does the domain say what is to become of letters that only pretend to be from it, and do ours pass that test? */
export function dmarcChecks({ resolver, sendingDomain, reports }: OnAws, from: string, { mailFrom }: SesIdentity): Check[] {
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
        if (text === undefined) return wrong(`There is no DMARC record for ${from}: Gmail and Yahoo want one.`, example);
        if (texts.length > 1)
          return wrong(`_dmarc.${domain} has ${texts.length} DMARC records, so none counts.`, "Keep one of them.");
        const record = readDmarc(text);
        if (!record) return wrong(`The DMARC record at _dmarc.${domain} has no policy: ${text}`, example);
        const policy = domain === from ? record.policy : record.subdomainPolicy;
        const means = policy === "none" ? "watches for forgeries, and stops none yet" : `${policy}s what is forged`;
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
        if (!record || envelope === undefined) return passedOver("Not looked at before these are right: DMARC, MAIL FROM.");
        const dkim = isAligned(sendingDomain, from, record.dkim, domain);
        const spf = isAligned(envelope, from, record.spf, domain);
        if (dkim && spf) return right(`DKIM (${sendingDomain}) and SPF (${envelope}) both stand for ${from}.`);
        if (dkim)
          return wrong(
            `Only DKIM stands for ${from}. SPF's ${envelope} does not${record.spf === "strict" ? ", as aspf=s asks for the very same domain" : ""}: a letter whose signature breaks on its way fails DMARC.`,
            record.spf === "strict"
              ? `Take aspf=s out of the record at _dmarc.${domain}.`
              : `Let the MAIL FROM domain be one below ${from}.`,
          );
        const { policy } = record;
        return wrong(
          spf
            ? `Only SPF stands for ${from}, and forwarding breaks it.`
            : `Neither DKIM nor SPF stands for ${from}: every letter fails DMARC.`,
          `Send from an address of ${sendingDomain}, or take adkim=s out of the record at _dmarc.${domain}.`,
          { stops: !spf && policy !== "none" },
        );
      },
    },
  ];
}

/** The record of a domain, or of the nearest domain above it that has one (RFC 9989, section 4.10). */
async function findDmarc(resolver: Resolver, from: string): Promise<Found> {
  const labels = from.split(".");
  for (let at = 0; labels.length - at >= 2; at++) {
    const domain = labels.slice(at).join(".");
    const texts = (await textRecords(resolver, `_dmarc.${domain}`)).filter(isDmarc);
    if (texts.length > 0) return { domain, texts };
  }
  return { domain: from, texts: [] };
}
