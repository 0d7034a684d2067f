/** A part of a letter as its author means it. */
export type Part =
  | { readonly paragraph: string }
  | { readonly heading: string }
  | { readonly bullets: readonly string[] }
  | {
      readonly points: readonly string[];
      readonly form: "1." | "1)" | "(a)" | "a)" | "(i)" | "A." | "2.1";
    }
  | { readonly nested: readonly (readonly [string, readonly string[]])[] }
  | { readonly table: readonly (readonly string[])[] };

/** A kind of letter: what it consists of, apart from how a program extracts it. */
export type Kind = {
  readonly name: string;
  readonly language?: string;
  readonly above?: readonly string[];
  readonly title?: string;
  readonly titleIs?: "above" | "below";
  readonly salutation: string;
  readonly parts: readonly Part[];
  /** Empty: the letter ends in a name. */
  readonly signOff: string;
  readonly mark?: string;
  /** Name with post-nominals, then the roles. */
  readonly signed: readonly (readonly string[])[];
  readonly below?: readonly string[];
};

const paragraph = (text: string): Part => ({ paragraph: text });
const prose = [
  "I am writing to set out how the Trust has prepared for the coming winter, and what it will ask of you and of your teams between now and the end of March.",
  "None of this would have been possible without the patience that you have shown, and the inspectors who came in May said as much in the report that they sent to us.",
  "If you have a question, please ask your manager, or come to one of the open meetings that we shall hold in the canteen during the second half of the month.",
].map(paragraph);
const [first, second, third] = prose as [Part, Part, Part];
const points = [
  "opened twenty-four beds on Ward 7 and recruited the nurses and porters who will look after the people in them;",
  "agreed with the ambulance service that crews will wait no longer than half an hour to hand a patient over; and",
  "spent three million pounds on scanners, so that most results are now back within the hour.",
];
const short = ["your rota for December", "the list of colleagues who will be away", "a pen"];
const ann = [["Ann Lee", "Registrar"]];

const french = [
  paragraph(
    "La rentrée aura lieu le lundi 7 septembre, et nous vous remercions de la patience dont vous avez fait preuve pendant les travaux de cet été dans les deux bâtiments.",
  ),
  paragraph(
    "Les salles du premier étage seront de nouveau ouvertes à tous, et la bibliothèque sera ouverte jusqu’à huit heures du soir pendant toute la semaine.",
  ),
];
const german = [
  paragraph(
    "am Montag beginnt der Umbau des Hauses, und wir bitten Sie, die Räume im ersten Stock bis zum Ende der Woche zu leeren, damit die Arbeiten pünktlich anfangen können.",
  ),
  paragraph(
    "Die Bibliothek ist in dieser Zeit nicht geöffnet, aber die Bücher können im Büro des Hausmeisters abgeholt werden, wenn Sie sich vorher bei ihm melden.",
  ),
];
const welsh = [
  paragraph(
    "Rydym yn ysgrifennu atoch i roi gwybod ichi am y newidiadau i oriau agor y clinig ar Stryd y Cei, a fydd yn dechrau ar y dydd cyntaf o Ragfyr eleni.",
  ),
  paragraph(
    "Bydd y clinig ar agor o saith y bore tan naw yr hwyr ar bob diwrnod o’r wythnos, ac rydym yn ddiolchgar iawn i chi am eich amynedd yn ystod y gwaith.",
  ),
];
const arabic = [
  paragraph(
    "نكتب إليكم لإبلاغكم بالتغييرات في ساعات عمل العيادة ابتداءً من أول شهر ديسمبر، ونشكركم على صبركم خلال الأعمال التي جرت هذا الصيف في المبنيين.",
  ),
  paragraph(
    "ستكون العيادة مفتوحة من السابعة صباحًا حتى التاسعة مساءً في جميع أيام الأسبوع، ويمكنكم طرح أسئلتكم على المدير في أي وقت.",
  ),
];

/** Kinds of letters, each with one thing that goes wrong easily. */
export const kinds: readonly Kind[] = [
  {
    name: "plain prose",
    salutation: "Dear colleague,",
    parts: prose,
    signOff: "Yours sincerely,",
    signed: ann,
  },
  {
    name: "sign-off without a comma",
    salutation: "Dear Colleague",
    parts: prose,
    signOff: "Yours sincerely",
    signed: ann,
  },
  {
    name: "unknown sign-off",
    salutation: "Dear friends,",
    parts: prose,
    signOff: "Every blessing",
    signed: [["+Miriam"]],
  },
  {
    name: "unknown sign-off with a comma",
    salutation: "Dear friends,",
    parts: prose,
    signOff: "Onwards and upwards,",
    signed: ann,
  },
  {
    name: "ends in a name",
    salutation: "Dear colleagues,",
    parts: prose,
    signOff: "",
    signed: ann,
  },
  {
    name: "two signatories",
    salutation: "Dear all,",
    parts: prose,
    signOff: "Yours sincerely,",
    signed: [
      ["Dr Amara Osei", "National Medical Director"],
      ["Ruth Hallam", "Chief Nursing Officer"],
    ],
  },
  {
    name: "three signatories",
    salutation: "Dear all,",
    parts: [first, second],
    signOff: "With best wishes,",
    signed: [
      ["Dame Ruth Hallam DBE", "Chair"],
      ["Dr Amara Osei FRCP", "Medical Director"],
      ["Sir John Pask", "Chief Executive"],
    ],
  },
  {
    name: "long role",
    salutation: "Dear all,",
    parts: prose,
    signOff: "Kind regards,",
    signed: [
      ["Helen Marsh MP", "Minister of State for Community Care", "Department for Community Care"],
    ],
  },
  {
    name: "signed electronically",
    salutation: "Dear colleagues,",
    parts: prose,
    signOff: "Yours sincerely,",
    mark: "[Electronically signed]",
    signed: [["Professor Sir Ann Lee KCB FRS", "Registrar"]],
  },
  {
    name: "slash for a signature",
    salutation: "Dear Colleague:",
    parts: prose,
    signOff: "Sincerely,",
    mark: "/s/",
    signed: [["Catherine Reed", "Assistant Secretary for Civil Rights"]],
  },
  {
    name: "on behalf of a body",
    salutation: "Dear all,",
    parts: prose,
    signOff: "Yours faithfully,",
    mark: "For and on behalf of the Board",
    signed: [["Dr Tom Bell", "Company Secretary"]],
  },
  {
    name: "for action below",
    salutation: "Dear colleague,",
    parts: prose,
    signOff: "Yours sincerely",
    signed: [["Catriona Baird", "Chief Medical Officer"]],
    below: ["For action", "Chief Executives, NHS Boards", "Medical Directors, NHS Boards"],
  },
  {
    name: "copies and enclosures",
    salutation: "Dear colleague,",
    parts: prose,
    signOff: "Yours sincerely,",
    signed: ann,
    below: ["cc: Heads of department", "Enc: a map of the site"],
  },
  {
    name: "postscript",
    salutation: "Dear team,",
    parts: [first, third],
    signOff: "Many thanks,",
    signed: [["Priya Raman", "Head of Estates"]],
    below: ["PS Please bring a lamp, since the stairs to the store are not lit at night."],
  },
  {
    name: "bullets that are clauses",
    salutation: "Dear colleague,",
    parts: [first, paragraph("Since April, we have:"), { bullets: points }, second],
    signOff: "With best wishes,",
    signed: ann,
  },
  {
    name: "short bullets",
    salutation: "Dear team,",
    parts: [
      first,
      paragraph("Please bring to the meeting on Thursday:"),
      { bullets: short },
      third,
    ],
    signOff: "Kind regards,",
    signed: [["Priya Raman"]],
  },
  {
    name: "list then sign-off",
    salutation: "Dear team,",
    parts: [first, paragraph("Please bring to the meeting on Thursday:"), { bullets: short }],
    signOff: "Kind regards,",
    signed: [["Priya Raman"]],
  },
  {
    name: "numbers",
    salutation: "Dear colleague,",
    parts: [first, paragraph("The order of the steps is this:"), { points, form: "1." }, second],
    signOff: "Yours ever,",
    signed: ann,
  },
  {
    name: "numbers in brackets",
    salutation: "Dear colleague,",
    parts: [first, paragraph("The order of the steps is this:"), { points, form: "1)" }, second],
    signOff: "Yours ever,",
    signed: ann,
  },
  {
    name: "letters in brackets",
    salutation: "Dear colleague,",
    parts: [
      first,
      paragraph("You are asked to confirm that we have:"),
      { points, form: "(a)" },
      second,
    ],
    signOff: "Yours ever,",
    signed: ann,
  },
  {
    name: "Roman numbers",
    salutation: "Dear colleague,",
    parts: [
      first,
      paragraph("You are asked to confirm that we have:"),
      { points, form: "(i)" },
      second,
    ],
    signOff: "Yours ever,",
    signed: ann,
  },
  {
    name: "nested numbers",
    salutation: "Dear colleague,",
    parts: [
      first,
      paragraph("You are asked to confirm that:"),
      {
        nested: [
          ["a register has been kept;", []],
          ["the audit committee has considered:", ["the annual report;", "the register of risks."]],
        ],
      },
      second,
    ],
    signOff: "Yours sincerely",
    signed: [["Catriona Baird"]],
  },
  {
    name: "table",
    salutation: "Dear colleagues,",
    parts: [
      first,
      paragraph("These are the dates for next term, which the Board agreed on Monday:"),
      {
        table: [
          ["Date", "Event", "Place"],
          ["14 January", "Winter meeting", "Manchester"],
          ["3 March", "Trainees’ day", "Online"],
        ],
      },
      third,
    ],
    signOff: "Kind regards,",
    signed: ann,
  },
  {
    name: "title below the salutation",
    title: "CHANGES TO THE IMMUNISATION SCHEDULE",
    titleIs: "below",
    salutation: "Dear Colleague",
    parts: prose,
    signOff: "Yours sincerely",
    signed: [["Catriona Baird"]],
  },
  {
    name: "title above the salutation",
    above: ["12 March 2027"],
    title: "CHANGES TO THE IMMUNISATION SCHEDULE",
    titleIs: "above",
    salutation: "Dear Colleague,",
    parts: prose,
    signOff: "Yours sincerely,",
    signed: ann,
  },
  {
    name: "letterhead and date",
    above: ["Northmere University Hospitals NHS Trust", "4 May 2027"],
    salutation: "Dear colleague,",
    parts: prose,
    signOff: "Yours sincerely,",
    signed: ann,
  },
  {
    name: "headings",
    salutation: "Dear all,",
    parts: [
      first,
      { heading: "What is changing" },
      second,
      { heading: "What we ask of you" },
      third,
    ],
    signOff: "With thanks,",
    signed: ann,
  },
  {
    name: "dash for a comma",
    salutation: "Dear All –",
    parts: prose,
    signOff: "Best wishes,",
    signed: [["Jo Smith"]],
  },
  {
    name: "bare colleagues",
    salutation: "Colleagues",
    parts: prose,
    signOff: "Regards,",
    signed: [["Jo Smith", "Head of Estates"]],
  },
  {
    name: "French formula",
    language: "fr",
    salutation: "Chers collègues,",
    parts: french,
    signOff:
      "Je vous prie d’agréer, chers collègues, l’expression de mes sentiments les meilleurs.",
    signed: [["Hélène Garnier", "Directrice générale"]],
  },
  {
    name: "German",
    language: "de",
    salutation: "Sehr geehrte Kolleginnen und Kollegen,",
    parts: german,
    signOff: "Mit freundlichen Grüßen",
    signed: [["Dr. Jana Vogt", "Leiterin der Schule"]],
  },
  {
    name: "Welsh",
    language: "cy",
    salutation: "Annwyl gydweithiwr,",
    parts: welsh,
    signOff: "Yn gywir,",
    signed: [["Rhiannon Pugh", "Prif Weithredwr"]],
  },
  {
    name: "Arabic",
    language: "ar",
    salutation: "الزملاء الأعزاء،",
    parts: arabic,
    signOff: "مع أطيب التحيات،",
    signed: [["شيرين عبد الله", "مديرة الرعاية المجتمعية"]],
  },
];
