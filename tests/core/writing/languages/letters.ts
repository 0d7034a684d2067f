/** A letter in each language of the catalogue, and the ways in which its letters begin and end. */
export type OwnLetter = {
  readonly title: string;
  readonly body: readonly string[];
  /** The first one greets the letter itself. */
  readonly salutations: readonly string[];
  readonly signOffs: readonly string[];
  readonly name: string;
  readonly role: string;
};

export const letters: Readonly<Record<string, OwnLetter>> = {
  en: {
    title: "The clinic on Quay Street has new opening hours",
    body: [
      "We are writing to tell you about the new opening hours of the clinic on Quay Street. They apply from 1 December.",
      "Please look at the rota for your team before the end of the month, and tell us if it does not work for you.",
    ],
    salutations: ["Dear colleague,", "Dear all", "Good morning everyone,"],
    signOffs: ["Yours sincerely,", "With kind regards,", "Many thanks"],
    name: "Rhiannon Pugh",
    role: "Chief Executive",
  },
  cy: {
    title: "Oriau agor newydd i’r clinig ar Stryd y Cei",
    body: [
      "Rydym yn ysgrifennu atoch i roi gwybod am yr oriau agor newydd yn y clinig ar Stryd y Cei. Byddant ar waith o 1 Rhagfyr ymlaen.",
      "Edrychwch ar y rota ar gyfer eich tîm cyn diwedd y mis, a rhowch wybod i ni os nad yw’n gweithio i chi.",
    ],
    salutations: ["Annwyl gydweithiwr,", "Annwyl bawb", "Bore da bawb,"],
    signOffs: ["Yn gywir,", "Cofion gorau,", "Gyda diolch,"],
    name: "Rhiannon Pugh",
    role: "Prif Weithredwr",
  },
  ga: {
    title: "Uaireanta oscailte nua don chlinic ar Shráid na Cé",
    body: [
      "Táimid ag scríobh chugat chun na huaireanta oscailte nua a chur in iúl duit. Beidh siad i bhfeidhm ón 1 Nollaig ar aghaidh sa chlinic.",
      "Féach ar an uainchlár do d’fhoireann roimh dheireadh na míosa, agus abair linn mura n-oireann sé duit.",
    ],
    salutations: ["A chara,", "A chairde", "A chomhghleacaithe,", "A Shiobhán, a chara,"],
    signOffs: ["Is mise le meas,", "Le gach dea-ghuí,", "Le meas", "Beir bua agus beannacht,"],
    name: "Máire Ní Bhriain",
    role: "Príomhfheidhmeannach",
  },
  gd: {
    title: "Uairean fosglaidh ùra aig an ionad-slàinte air Sràid a’ Chidhe",
    body: [
      "Tha sinn a’ sgrìobhadh thugaibh gus innse mu na h-uairean fosglaidh ùra aig an ionad-slàinte. Bidh iad ann bhon 1 Dùbhlachd air adhart.",
      "Thoiribh sùil air a’ chlàr-ama airson an sgioba agaibh ro dheireadh a’ mhìosa, agus innsibh dhuinn mura h-eil e freagarrach.",
    ],
    salutations: ["A charaid,", "A chàirdean", "A cho-obraichean,", "Fheasgar math,"],
    signOffs: ["Le dùrachd,", "Leis gach deagh dhùrachd,", "Is mise le spèis,", "Mòran taing"],
    name: "Catrìona NicDhòmhnaill",
    role: "Stiùiriche",
  },
  de: {
    title: "Neue Öffnungszeiten der Klinik in der Kaistraße",
    body: [
      "wir möchten Sie über die neuen Öffnungszeiten der Klinik in der Kaistraße informieren. Sie gelten ab dem 1. Dezember.",
      "Bitte sehen Sie sich den Dienstplan für Ihr Team vor dem Ende des Monats an und sagen Sie uns, wenn er nicht passt.",
    ],
    salutations: [
      "Liebe Kolleginnen und Kollegen,",
      "Sehr geehrte Damen und Herren,",
      "Guten Tag zusammen,",
    ],
    signOffs: ["Mit freundlichen Grüßen", "Herzliche Grüße", "Mit besten Grüßen,"],
    name: "Hannelore Brandt",
    role: "Geschäftsführerin",
  },
  es: {
    title: "Nuevo horario de la clínica de la calle del Muelle",
    body: [
      "Les escribimos para informarles del nuevo horario de la clínica de la calle del Muelle. Se aplica a partir del 1 de diciembre.",
      "Consulten los turnos de su equipo antes de que termine el mes y avísennos si hay algún problema con ellos.",
    ],
    salutations: [
      "Estimados colegas:",
      "Queridas compañeras y queridos compañeros:",
      "Buenos días,",
    ],
    signOffs: ["Atentamente,", "Un cordial saludo,", "Saludos cordiales"],
    name: "Lucía Ferrer Soto",
    role: "Directora",
  },
  fr: {
    title: "Nouveaux horaires de la clinique de la rue du Quai",
    body: [
      "Nous vous écrivons pour vous informer des nouveaux horaires de la clinique de la rue du Quai. Ils sont valables à partir du 1er décembre.",
      "Merci de consulter le planning de votre équipe avant la fin du mois et de nous dire s’il ne vous convient pas.",
    ],
    salutations: ["Chers collègues,", "Madame, Monsieur,", "Bonjour à tous,"],
    signOffs: [
      "Cordialement,",
      "Bien à vous,",
      "Veuillez agréer, chers collègues, l’expression de nos sentiments les meilleurs.",
    ],
    name: "Hélène Garnier",
    role: "Directrice générale",
  },
  it: {
    title: "I nuovi orari dell’ambulatorio di via del Molo",
    body: [
      "Vi scriviamo per informarvi dei nuovi orari dell’ambulatorio di via del Molo. Sono in vigore dal 1º dicembre.",
      "Vi preghiamo di guardare i turni della vostra squadra prima della fine del mese e di dirci se qualcosa non va.",
    ],
    salutations: [
      "Gentili colleghi,",
      "Cari tutti",
      "Gentile dottoressa Riva,",
      "Care colleghe e cari colleghi,",
    ],
    signOffs: [
      "Cordiali saluti,",
      "Distinti saluti",
      "Un caro saluto,",
      "Con i migliori saluti,",
      "Grazie e buon lavoro,",
    ],
    name: "Chiara Bellini",
    role: "Direttrice generale",
  },
  pl: {
    title: "Nowe godziny otwarcia przychodni przy ulicy Nadbrzeżnej",
    body: [
      "Piszemy do Państwa w sprawie nowych godzin otwarcia przychodni przy ulicy Nadbrzeżnej. Obowiązują one od 1 grudnia.",
      "Prosimy sprawdzić grafik swojego zespołu przed końcem miesiąca i dać nam znać, jeśli coś w nim nie pasuje.",
    ],
    salutations: [
      "Szanowni Państwo,",
      "Drodzy Koledzy i Koleżanki!",
      "Dzień dobry,",
      "Drogie Koleżanki, Drodzy Koledzy,",
    ],
    signOffs: [
      "Z poważaniem",
      "Z wyrazami szacunku,",
      "Serdecznie pozdrawiam,",
      "Łączę wyrazy szacunku",
      "Z serdecznymi pozdrowieniami",
    ],
    name: "Małgorzata Wójcik",
    role: "Dyrektor naczelna",
  },
  ar: {
    title: "مواعيد جديدة للعيادة في شارع المرفأ",
    body: [
      "نكتب إليكم لنخبركم بالمواعيد الجديدة للعيادة في شارع المرفأ، وتسري هذه المواعيد ابتداءً من 1 ديسمبر.",
      "نرجو مراجعة جدول المناوبات الخاص بفريقكم قبل نهاية الشهر، وإخبارنا إذا كان لا يناسبكم.",
    ],
    salutations: ["زملائي الأعزاء،", "السادة الزملاء المحترمين،", "تحية طيبة وبعد،"],
    signOffs: ["مع أطيب التحيات،", "وتفضلوا بقبول فائق الاحترام،", "مع خالص الشكر والتقدير،"],
    name: "ليلى الحداد",
    role: "المديرة العامة",
  },
  ur: {
    title: "کوے اسٹریٹ کے کلینک کے نئے اوقات",
    body: [
      "ہم آپ کو کوے اسٹریٹ کے کلینک کے نئے اوقات کے بارے میں بتانے کے لیے لکھ رہے ہیں۔ یہ اوقات 1 دسمبر سے لاگو ہوں گے۔",
      "براہ کرم مہینے کے آخر سے پہلے اپنی ٹیم کا شیڈول دیکھ لیں، اور اگر یہ آپ کے لیے مناسب نہ ہو تو ہمیں بتائیں۔",
    ],
    salutations: ["محترم ساتھیو،", "السلام علیکم،", "عزیز ساتھیو،", "جناب عالی،"],
    signOffs: ["نیک خواہشات کے ساتھ،", "آپ کا مخلص،", "آپ کی مخلص،", "والسلام،", "شکریہ،"],
    name: "عائشہ صدیقی",
    role: "چیف ایگزیکٹو",
  },
};
