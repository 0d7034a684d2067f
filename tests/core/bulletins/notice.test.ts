import { describe, expect, it } from "vitest";
import { type Notice, writeNotice } from "../../../functions/core/bulletins/notice.ts";

const bulletin = {
  name: "Gofal Wythnosol – Ysbyty’r Môr",
  schedule: { cron: "0 9 * * 2" },
  zone: "Europe/London",
};
const edition = { id: "care-weekly_20270330T080000Z", slot: "2027-03-30T08:00:00.000Z" };
const notices: readonly Notice[] = [
  {
    kind: "edition-held",
    bulletin,
    edition,
    reason: { code: "ses-refused", answer: "MessageRejected: not verified: ada@example.org" },
  },
  { kind: "events-silent", bulletin, edition, people: 1_200 },
  { kind: "reconfirm-ended", list: "staff" },
  {
    kind: "import-failed",
    list: "staff",
    reason: { code: "import-broke", error: "bad row: ada@example.org" },
  },
];

describe("a notice", () => {
  it("says which bulletin and edition, what happened, what to do and where to read more", () => {
    expect(
      writeNotice(notices[0] as Notice, "https://editors.example.org").text,
    ).toMatchInlineSnapshot(`
      "Gofal Wythnosol – Ysbyty’r Môr: the edition of 30 March 2027 at 09:00 (Europe/London) is held. Nothing more is sent until you decide.

      Why: Amazon SES refuses to send. MessageRejected: not verified: (address) Nobody counts as rejected for it. Fix the cause, then resume the edition.

      What to do: open the edition and fix the cause. Then resume the edition, or stop it permanently:
      https://editors.example.org/editions/care-weekly_20270330T080000Z

      More: docs/operating.md, "edition-held".
      "
    `);
    expect(
      writeNotice(notices[1] as Notice, "https://editors.example.org").text,
    ).toMatchInlineSnapshot(`
      "Gofal Wythnosol – Ysbyty’r Môr: the edition of 30 March 2027 at 09:00 (Europe/London): SES accepted the letters of 1,200 people at least 30 minutes ago, and has sent no event for them since. The letters may have arrived. But deliveries, bounces and complaints do not reach the pipeline.

      What to do: run the doctor (npm run doctor). It checks each part of the events' path. Do not send another edition until the path works: you would not see its bounces and complaints.
      https://editors.example.org/editions/care-weekly_20270330T080000Z

      More: docs/operating.md, "events-silent".
      "
    `);
  });

  it("has a subject that SNS accepts, whatever the bulletin's name", () => {
    const long = { ...bulletin, name: `${bulletin.name} ${"ÿ".repeat(200)}\n` };
    for (const notice of [...notices, { ...notices[0], bulletin: long } as Notice]) {
      const { subject } = writeNotice(notice, "https://editors.example.org");
      expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
    }
    expect(writeNotice(notices[0] as Notice, "").subject).toBe(
      "Dear Colleague: an edition of Gofal Wythnosol Ysbytyr Mor is held",
    );
  });

  it("contains no address", () => {
    for (const notice of notices)
      expect(JSON.stringify(writeNotice(notice, "https://editors.example.org"))).not.toContain(
        "ada@",
      );
  });
});
