import { domain, mailFrom } from "./a-stage.ts";
import { change, type Fault } from "./fault.ts";

/** What can be wrong with the domain and its records. */
export const domainFaults: readonly Fault[] = [
  {
    fault: "a DKIM record is missing",
    check: "DKIM records",
    says: /1 of 3 records are missing/,
    stops: false,
    plant: s => delete s.zone[`two._domainkey.${domain} CNAME`],
  },
  {
    fault: "a DKIM record leads elsewhere",
    check: "DKIM records",
    says: /1 of 3/,
    stops: false,
    plant: change(s => {
      s.zone[`two._domainkey.${domain} CNAME`] = ["two.dkim.elsewhere.example"];
    }),
  },
  {
    fault: "there is no custom MAIL FROM",
    check: "MAIL FROM",
    says: /amazonses\.com/,
    stops: false,
    plant: s => delete s.identity?.mailFrom,
  },
  {
    fault: "the MAIL FROM domain waits for its records",
    check: "MAIL FROM",
    says: /uses amazonses\.com instead/,
    stops: false,
    plant: change(s => {
      if (s.identity?.mailFrom) s.identity.mailFrom.status = "Pending";
    }),
  },
  {
    fault: "the MAIL FROM domain has failed, and SES is to refuse then",
    check: "MAIL FROM",
    says: /refuses every letter/,
    stops: true,
    plant: change(s => {
      if (s.identity?.mailFrom)
        Object.assign(s.identity.mailFrom, { status: "Failed", onMxFailure: "RejectMessage" });
    }),
  },
  {
    fault: "the MAIL FROM domain has no MX record",
    check: "MAIL FROM MX",
    says: /no MX record/,
    stops: false,
    plant: s => delete s.zone[`${mailFrom} MX`],
  },
  {
    fault: "the MAIL FROM domain has a second MX record",
    check: "MAIL FROM MX",
    says: /mail\.elsewhere\.example/,
    stops: false,
    plant: change(s => {
      s.zone[`${mailFrom} MX`] = [
        "feedback-smtp.eu-west-2.amazonses.com",
        "mail.elsewhere.example",
      ];
    }),
  },
  {
    fault: "the MAIL FROM domain has no SPF record",
    check: "SPF",
    says: /no SPF record/,
    stops: false,
    plant: s => delete s.zone[`${mailFrom} TXT`],
  },
  {
    fault: "the SPF record leaves SES out",
    check: "SPF",
    says: /does not let SES send/,
    stops: false,
    plant: change(s => {
      s.zone[`${mailFrom} TXT`] = ["v=spf1 include:elsewhere.example -all"];
    }),
  },
  {
    fault: "there are two SPF records",
    check: "SPF",
    says: /2 SPF records/,
    stops: false,
    plant: change(s => {
      s.zone[`${mailFrom} TXT`] = ["v=spf1 include:amazonses.com ~all", "v=spf1 -all"];
    }),
  },
  {
    fault: "there is no DMARC record",
    check: "DMARC",
    says: /no DMARC record/,
    stops: false,
    plant: s => delete s.zone[`_dmarc.${domain} TXT`],
  },
  {
    fault: "the DMARC record has no policy",
    check: "DMARC",
    says: /no policy/,
    stops: false,
    plant: change(s => {
      s.zone[`_dmarc.${domain} TXT`] = ["v=DMARC1; rua=mailto:a@b.example"];
    }),
  },
  {
    fault: "DMARC wants SPF for the very domain",
    check: "alignment",
    says: /Only DKIM is aligned.*aspf=s/,
    stops: false,
    plant: change(s => {
      s.zone[`_dmarc.${domain} TXT`] = ["v=DMARC1; p=reject; aspf=s"];
    }),
  },
];
