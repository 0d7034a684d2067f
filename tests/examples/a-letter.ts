import type { Block, Run } from "../../functions/core/letter/content.ts";
import type { Footer } from "../../functions/core/letter/footer.ts";
import type { Letter } from "../../functions/core/letter/letter.ts";

const longLink =
  "https://www.example-health.org/guidance/2026/winter-preparedness/hospital-discharge-and-community-support-action-card";

/** A run of text. */
export const text = (words: string): Run => ({ kind: "text", text: words });
/** A link; one argument makes a bare one. */
export const link = (href: string, words = href): Run => ({ kind: "link", text: words, href });
/** A paragraph of one text. */
export const paragraph = (...runs: readonly (string | Run)[]): Block => ({
  kind: "paragraph",
  runs: runs.map(run => (typeof run === "string" ? text(run) : run)),
});
const item = (words: string, ...blocks: readonly Block[]) => ({ runs: [text(words)], blocks });
const bullets = (...words: readonly string[]): Block => ({
  kind: "bullets",
  items: words.map(each => item(each)),
});
const heading = (level: 2 | 3, words: string): Block => ({
  kind: "heading",
  level,
  runs: [text(words)],
});

const awkwardBody: readonly Block[] = [
  paragraph(
    "Thank you for all that you and your teams have done since the summer. I'm writing to set out what Haldane & Sons, ",
    "the trusts’ partners, and we have agreed for the winter,\nand what it asks of you before 1 December 2026.",
  ),
  paragraph("From Monday we will have in place:"),
  bullets(
    "a single number for urgent community response, answered within two minutes by a clinician;",
    "340 more beds at home, of which 120 are for people who would otherwise wait in hospital; and",
    "a fund of £4.2 million for the “last mile”: care packages that start on the day they're asked for.",
  ),
  heading(2, "What we ask of you"),
  paragraph(
    "The steps below follow the two in my letter of 3 September, and are numbered after them:",
  ),
  {
    kind: "numbers",
    counting: "1",
    form: "#.",
    start: 3,
    items: [
      item("Name one person in each service who can say “yes” at the weekend."),
      item(
        "Review, with your local authority, everyone who has waited longer than seven days:",
        bullets(
          "those ready to go home today;",
          "those for whom R&R < 5 days of support would be enough.",
        ),
        paragraph("A short note of each review is enough; please don't send names."),
      ),
      item("Tell us by 28 November what stands in the way."),
    ],
  },
  heading(3, "Where to find help"),
  paragraph(
    "The action card is at ",
    link(longLink),
    ", and the team will answer any question at ",
    link("mailto:winter@example.org", "winter@example.org"),
    ".",
  ),
  {
    kind: "inset",
    blocks: [
      paragraph(
        "Nothing in this letter changes the duty of candour, or the right of anyone to speak up. See ",
        link("https://example.org/speak-up", "how to raise a concern"),
        ".",
      ),
    ],
  },
  { kind: "rule" },
  paragraph("I know how much is being asked of you. It is noticed, and I am grateful for it."),
];

/** A letter with all that a letter can have, and what tends to go wrong in it. */
export function aLetter(changed: Partial<Letter> = {}): Letter {
  return {
    subject: "Winter 2026: what we've agreed & what we ask of you",
    heading: "Winter 2026: what we've agreed & what we ask of you",
    preheader: "New beds at home, one number to call, and three steps before 1 December.",
    language: "en-GB",
    direction: "ltr",
    preamble: [
      paragraph("Department for Community Care", { kind: "break" }, "4 Castle Street, Northbridge"),
      paragraph("17 November 2026"),
    ],
    salutation: "Dear colleague,",
    body: awkwardBody,
    signOff: "With best wishes,",
    signatories: [
      {
        name: "Siân O'Connor-Hughes",
        postNominals: "CBE FRCP",
        role: ["Chief Officer for Community Care", "Northbridge & District"],
      },
    ],
    postscript: [paragraph("cc: Chairs of the area boards")],
    translations: [],
    ...changed,
  };
}

/** The same occasion in Welsh. */
export function aWelshLetter(): Letter {
  return aLetter({
    subject: "Gaeaf 2026: yr hyn yr ydym wedi’i gytuno",
    heading: "Gaeaf 2026: yr hyn yr ydym wedi’i gytuno",
    preheader: "Rhagor o welyau gartref ac un rhif i’w ffonio.",
    language: "cy",
    preamble: [paragraph("17 Tachwedd 2026")],
    salutation: "Annwyl gydweithiwr,",
    body: [
      paragraph(
        "Diolch am bopeth yr ydych chi a’ch timau wedi’i wneud ers yr haf. O ddydd Llun ymlaen bydd gennym:",
      ),
      bullets(
        "un rhif ar gyfer ymateb brys yn y gymuned; a",
        "340 yn rhagor o welyau gartref, yn Nhŷ Ddewi a’r cylch.",
      ),
    ],
    signOff: "Yn gywir,",
    signatories: [
      {
        name: "Siân O’Connor-Hughes",
        postNominals: "CBE",
        role: ["Prif Swyddog Gofal Cymunedol"],
      },
    ],
    postscript: [],
  });
}

/** The same occasion in Arabic, written from the right. */
export function anArabicLetter(): Letter {
  return aLetter({
    subject: "شتاء 2026: ما اتفقنا عليه وما نطلبه منكم",
    heading: "شتاء 2026: ما اتفقنا عليه وما نطلبه منكم",
    preheader: "أسرّة إضافية في المنازل ورقم واحد للاتصال.",
    language: "ar",
    direction: "rtl",
    preamble: [paragraph("17 نوفمبر 2026")],
    salutation: "الزملاء الأعزاء،",
    body: [
      paragraph("أشكركم على كل ما قمتم به مع فرقكم منذ الصيف. ابتداءً من يوم الاثنين سيكون لدينا:"),
      bullets("رقم واحد للاستجابة العاجلة في المجتمع؛", "340 سريرًا إضافيًا في المنازل."),
      {
        kind: "inset",
        blocks: [paragraph("التفاصيل على ", link("https://example.org/ar", "صفحة الإرشادات"), ".")],
      },
      {
        kind: "numbers",
        counting: "1",
        form: "#.",
        start: 3,
        items: [item("سمّوا شخصًا واحدًا في كل خدمة."), item("أخبرونا قبل 28 نوفمبر بما يعيق العمل.")],
      },
    ],
    signOff: "مع أطيب التحيات،",
    signatories: [{ name: "شيرين عبد الله", postNominals: "", role: ["مديرة الرعاية المجتمعية"] }],
    postscript: [],
  });
}

/** A footer, as a bulletin gives it. */
export function aFooter(changed: Partial<Footer> = {}): Footer {
  return {
    organisation: "Department for Community Care",
    reason: "You receive this letter because you are on the list “Leaders of community services”.",
    address: "4 Castle Street, Northbridge NB1 2CC",
    ...changed,
  };
}

/** The footer of the Arabic letter. */
export function anArabicFooter(): Footer {
  return {
    organisation: "إدارة الرعاية المجتمعية",
    reason: "تصلكم هذه الرسالة لأنكم مسجّلون في قائمة «قادة خدمات المجتمع».",
  };
}

/** A person's own values. */
export const somePlaces = {
  salutation: "Dear colleague,",
  viewUrl: "https://letters.example.org/view/8Zk3",
  manageUrl: "https://letters.example.org/letters/8Zk3",
  unsubscribeUrl: "https://letters.example.org/unsubscribe/8Zk3",
};
