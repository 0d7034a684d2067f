import { type Check, passedOver, right, wrong } from "../../check.ts";
import type { OnAws } from "../../examined-deployment.ts";
import { records, textRecords } from "./dns.ts";
import type { SesIdentity } from "./identity.ts";

const sameName = (a: string, b: string) => a.replace(/\.$/, "").toLowerCase() === b.toLowerCase();
const needsMailFrom = passedOver("Not checked until this is right: MAIL FROM.");

/**
 * Does DNS have the records that SES needs?
 * https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html and
 * …/mail-from.html
 */
export function domainRecordChecks(
  { resolver, region, sendingDomain }: OnAws,
  { dkim, mailFrom }: SesIdentity,
): Check[] {
  return [
    {
      name: "DKIM records",
      asks: "DNS",
      stops: false,
      after: ["identity"],
      look: async () => {
        const tokens = (await dkim())?.DkimTokens ?? [];
        if (tokens.length === 0) return passedOver("Not checked until this is right: identity.");
        const wanted = tokens.map(
          token => [`${token}._domainkey.${sendingDomain}`, `${token}.dkim.amazonses.com`] as const,
        );
        const missing: string[] = [];
        for (const [name, value] of wanted) {
          const found = await records(resolver.resolveCname(name));
          if (!found.some(each => sameName(each, value))) missing.push(`${name} CNAME ${value}`);
        }
        if (missing.length === 0) return right(`All ${wanted.length} records are there.`);
        return wrong(
          `${missing.length} of ${wanted.length} records are missing or wrong.`,
          addRecords(missing),
        );
      },
    },
    {
      name: "MAIL FROM MX",
      asks: "DNS",
      stops: false,
      after: ["identity"],
      look: async () => {
        const domain = (await mailFrom())?.MailFromDomain;
        if (!domain) return needsMailFrom;
        const wanted = `feedback-smtp.${region}.amazonses.com`;
        const found = await records(resolver.resolveMx(domain));
        const record = addRecords([`${domain} MX 10 ${wanted}`]);
        if (found.length === 0)
          return wrong(`${domain} has no MX record, so SES does not use the domain.`, record);
        if (found.every(({ exchange }) => sameName(exchange, wanted)))
          return right(`The MX record of ${domain} names SES.`);
        const others = found
          .map(({ exchange }) => exchange)
          .filter(exchange => !sameName(exchange, wanted));
        return wrong(
          `The MX records of ${domain} also name ${others.join(", ")}. They must name SES alone.`,
          `Delete the other records. ${record}`,
        );
      },
    },
    {
      name: "SPF",
      asks: "DNS",
      stops: false,
      after: ["identity"],
      look: async () => {
        const domain = (await mailFrom())?.MailFromDomain;
        if (!domain) return needsMailFrom;
        // RFC 7208, section 4.5: two SPF records are an error.
        const found = (await textRecords(resolver, domain)).filter(text =>
          /^v=spf1( |$)/i.test(text),
        );
        const record = addRecords([`${domain} TXT "v=spf1 include:amazonses.com -all"`]);
        const [first] = found;
        if (first === undefined) return wrong(`${domain} has no SPF record.`, record);
        if (found.length > 1)
          return wrong(
            `${domain} has ${found.length} SPF records, so none counts.`,
            `Keep one of them. ${record}`,
          );
        if (/(^| )\+?include:amazonses\.com( |$)/i.test(first))
          return right(`${domain} lets SES send.`);
        return wrong(
          `The SPF record of ${domain} does not let SES send: ${first}`,
          `Add include:amazonses.com to it. ${record}`,
        );
      },
    },
  ];
}

function addRecords(lines: readonly string[]): string {
  return `DNS should have:\n${lines.join("\n")}`;
}
