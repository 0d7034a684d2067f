import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bulletinSchema } from "../../../../functions/core/bulletins/bulletin.ts";
import {
  readBulletinFile,
  readTimingFile,
} from "../../../../functions/core/bulletins/file/read-bulletin-file.ts";
import { writeBulletinFile } from "../../../../functions/core/bulletins/file/write-bulletin-file.ts";
import { arbitraryOf } from "../../../examples/arbitrary-of.ts";
import { runs } from "../../../size.ts";

const lines = [
  "id: care-weekly",
  "name: Care Weekly",
  "organisation: Harbour Health Trust",
  'from: "Harbour Health Trust <letters@harbour-health.example>"',
  "zone: Europe/London",
  "lists: [staff]",
];
const file = (...more: string[]) => [...lines, ...more].join("\n");

function problemsOf(text: string): string[] {
  const read = readBulletinFile(text);
  return read.kind === "good"
    ? []
    : read.problems.map(({ line, message }) => `${line ?? "-"}: ${message}`);
}

function scheduleOf(schedule: string): unknown {
  const read = readTimingFile(`zone: UTC\nschedule: ${schedule}`);
  return read.kind === "good" ? read.value.schedule : read.problems[0]?.message;
}

/** Any bulletin, without empty values: in a file they are none. */
const fullBulletins = arbitraryOf(bulletinSchema).map(any => {
  const text = JSON.stringify(any, (_, value) => (value === "" ? "x" : value));
  return bulletinSchema.parse(JSON.parse(text.replace('"footer":{}', '"footer":{"reason":"x"}')));
});

describe("a bulletin's file", () => {
  it("has every field by its name", () => {
    const read = readBulletinFile(
      file(
        "language: cy",
        "reply_to: answers@harbour-health.example",
        "composition: letter   # or digest",
        "salutation: Annwyl gydweithiwr,",
        "sign_off: Yn gywir,",
        "signatories: [{ name: Dr Siân O'Brien, post_nominals: FRCP, role: Medical Director }]",
        'subject: "{{bulletin}}: {{date}}"',
        "template: sections",
        "summary_words: 120",
        "list_style: none",
        "footer: { reason: You work for us., address: 1 Quay Street, privacy: https://a.example/p }",
        "schedule: { every: 2 weeks, on: tuesday, at: 09:00, from: 2026-12-01 }",
        "holidays: { calendar: england, dates: 2027-01-04, rule: after }",
        "exceptions: [{ skip: 2026-12-15 }, { move: 2026-12-29, to: 2026-12-30 9:30 }]",
        "approval: another",
        "deadline: 1 day",
        "approvers: [ann@example.org, { address: ben@example.org, deputy: cy@example.org }]",
        "approve_by_link: true",
        "late: send within 4 hours",
        "hold_minutes: 5",
        "uncertain: resend",
        "over_quota: spread",
        "breaker: { bounce_percent: 5, complaint_percent: 0.3, after: 500 }",
        "deferred_after: 3",
        "archive: public",
      ),
    );
    expect(read).toEqual({
      kind: "good",
      value: {
        id: "care-weekly",
        name: "Care Weekly",
        organisation: "Harbour Health Trust",
        sender: {
          from: "Harbour Health Trust <letters@harbour-health.example>",
          replyTo: "answers@harbour-health.example",
        },
        lists: ["staff"],
        zone: "Europe/London",
        language: "cy",
        composition: "letter",
        salutation: "Annwyl gydweithiwr,",
        signOff: "Yn gywir,",
        signatories: [
          { name: "Dr Siân O'Brien", postNominals: "FRCP", role: ["Medical Director"] },
        ],
        subject: "{{bulletin}}: {{date}}",
        template: "sections",
        summaryWords: 120,
        listStyle: "none",
        footer: {
          reason: "You work for us.",
          address: "1 Quay Street",
          privacyUrl: "https://a.example/p",
        },
        schedule: { every: "2 weeks", on: ["tuesday"], at: "09:00", from: "2026-12-01" },
        holidays: { calendar: "england", dates: ["2027-01-04"], rule: "after" },
        exceptions: [{ skip: "2026-12-15" }, { move: "2026-12-29", to: "2026-12-30T09:30" }],
        approval: "another",
        deadlineMinutes: 1_440,
        approvers: [
          { address: "ann@example.org" },
          { address: "ben@example.org", deputy: "cy@example.org" },
        ],
        approveByLink: true,
        late: { rule: "send", withinHours: 4 },
        holdMinutes: 5,
        uncertain: "resend",
        overQuota: "spread",
        breaker: { bouncePercent: 5, complaintPercent: 0.3, after: 500 },
        deferredAfter: 3,
        archive: "public",
      },
    });
  });

  it("needs approval by one person unless it has another rule", () => {
    expect(readBulletinFile(file())).toMatchObject({
      value: { approval: "one", composition: "digest", uncertain: "hold", language: "en-GB" },
    });
  });

  it("says which templates there are if it names another", () => {
    expect(problemsOf(file("template: fancy"))).toEqual([
      '7: "template" must be "letter" or "sections"',
    ]);
  });

  it("is written so that it is read as the same bulletin", () => {
    fc.assert(
      fc.property(fullBulletins, bulletin => {
        const {
          pausedAt: _,
          archivedAt: __,
          wantedRules: ___,
          ownSubjects: ____,
          ...fields
        } = bulletin;
        expect(readBulletinFile(writeBulletinFile(bulletin))).toEqual({
          kind: "good",
          value: fields,
        });
      }),
      { numRuns: runs(300) },
    );
  });

  it.each([
    ["{ every: weekday, at: 9:00 }", { every: "weekday", at: "09:00" }],
    [
      "{ every: Week, on: [Mon, thursdays], at: '07:30' }",
      { every: "week", on: ["monday", "thursday"], at: "07:30" },
    ],
    [
      "{ every: week, on: 'monday and friday', at: 07:30 }",
      { every: "week", on: ["monday", "friday"], at: "07:30" },
    ],
    [
      "{ every: fortnight, at: 07:30, from: 2026-12-01 }",
      { every: "2 weeks", at: "07:30", from: "2026-12-01" },
    ],
    [
      "{ every: every third week, at: 07:30, from: 2026-12-01 }",
      { every: "3 weeks", at: "07:30", from: "2026-12-01" },
    ],
    ["{ every: month, on: 15, at: 09:00 }", { every: "month", on: ["15"], at: "09:00" }],
    ["{ every: month, on: 31st, at: 09:00 }", { every: "month", on: ["31"], at: "09:00" }],
    [
      "{ every: month, on: First Monday, at: 09:00 }",
      { every: "month", on: ["first monday"], at: "09:00" },
    ],
    [
      "{ every: month, on: 3rd wed, at: 09:00 }",
      { every: "month", on: ["third wednesday"], at: "09:00" },
    ],
    [
      "{ every: month, on: last working day, at: 09:00 }",
      { every: "month", on: ["last weekday"], at: "09:00" },
    ],
    ["{ every: weekdays, at: 09:00 }", { every: "weekday", at: "09:00" }],
    ["{ every: Tuesday, at: 09:00 }", { every: "week", on: ["tuesday"], at: "09:00" }],
    ["{ once: 2026-12-01 9:00 }", { once: "2026-12-01T09:00" }],
    ['{ cron: "0 9 * * MON#1" }', { cron: "0 9 * * MON#1" }],
  ])("takes the schedule %s", (text, schedule) => {
    expect(scheduleOf(text)).toEqual(schedule);
  });

  it.each([
    ["weekly", '"schedule" must have fields'],
    ["{ every: week, cron: 0 9 * * 1 }", '"schedule" must have one of every, cron and once'],
    ["{ every: week, on: tusday, at: 09:00 }", '"schedule.on" has "tusday": it must be a weekday'],
    [
      "{ every: 2 weeks, on: monday, at: 09:00 }",
      '"schedule.from" is missing: "every 2 weeks" counts from a date',
    ],
    ["{ every: day, at: 9am }", '"schedule.at" must be a time such as 09:00'],
    ["{ every: day }", '"schedule.at" is missing: it must be a time such as 09:00'],
    ['{ cron: "0 9 31 2 *" }', '"schedule.cron" never comes'],
    ['{ cron: "* * * * * *" }', '"schedule.cron" has more than five fields'],
    ["{ once: tomorrow }", '"schedule.once" is not a date and time such as 2026-12-01T09:00'],
  ])("refuses the schedule %s", (text, message) => {
    expect(scheduleOf(text)).toContain(message);
  });

  it("names every problem by line and field", () => {
    expect(
      problemsOf(
        [
          "id: Care",
          "name: Care Weekly",
          "from: nobody",
          "zone: Europe/Lundon",
          "lists: [staff]",
          "Reply-To: x@example.org",
          "schedule:",
          "  every: 2 weeks",
          "  on: tuesday",
          "  at: 9am",
          "late: tomorrow",
          "signatories:",
          "  - name: Ada",
          "  - nam: Ben",
        ].join("\n"),
      ).map(problem => problem.slice(0, 60)),
    ).toEqual([
      '-: "organisation" is missing: it must be one line of text',
      '1: "id" must be 2 to 40 small letters, digits and single hyp',
      '3: "from" is not a mailbox such as "Office of the Registrar ',
      '4: "zone" is not a time zone such as "Europe/London"',
      '6: "Reply-To" is not a field: write "reply_to"',
      '7: "schedule.from" is missing: "every 2 weeks" counts from a',
      '10: "schedule.at" must be a time such as 09:00',
      '11: "late" must be "hold", "skip" or "send within 4 hours"',
      '12: "signatories.1.name" is missing: it must be one line of ',
      '14: "signatories.1.nam" is not a field: the fields are name,',
    ]);
  });

  it.each([
    ["twice the same field", file("name: Other"), "7: this field appears twice"],
    ["a tab", file("footer:", "\treason: x"), "8: the line begins with a tab"],
    ["an anchor", file("salutation: &a Hello"), "7: put the value in quotation marks"],
    ["a bomb of anchors", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "1: put the value"],
    ["a tag", file("salutation: !!js/function x"), "7: put the value in quotation marks"],
    ["two documents", file("---", "name: b"), "7: the file has a second document"],
    ["a list", "- a\n- b", "1: the file must have lines such as"],
    ["nothing", "", "1: the file must have lines such as"],
    [
      "a megabyte",
      file(`salutation: ${"x".repeat(1_000_000)}`),
      "-: the file is larger than 100 kB",
    ],
    ["depth", "[".repeat(90_000), "the file has too many values within values"],
    ["prose", "Dear colleagues,\n\nwelcome: to: this", "the file must have lines such as"],
  ])("refuses %s", (_name, text, message) => {
    expect(problemsOf(text)[0]).toContain(message);
  });
});
