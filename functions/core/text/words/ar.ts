import type { Words } from "./words.ts";

/** Isolates a name, so that its letters and signs keep their own direction (Unicode UAX 9). */
const apart = (name: string) => `\u2068${name}\u2069`;

export const arabic: Words = {
  language: "ar",
  direction: "rtl",
  name: "العربية",
  letter: {
    from: people => `رسالة من ${apart(people)}`,
    salutation: "الزميلة العزيزة، الزميل العزيز،",
  },
  footer: {
    reason: organisation =>
      `تصلك هذه الرسالة لأن عنوانك مدرج في قائمة بريدية لدى ${apart(organisation)}.`,
    reasonUnnamed: "تصلكم هذه الرسالة لأن عنوانكم مدرج في القائمة البريدية للمرسل.",
    repliesReadBy: reader => `يقرأ الردود ${apart(reader)}.`,
    repliesUnread: "لا أحد يقرأ الردود على هذه الرسالة.",
    view: "عرض الرسالة في المتصفح",
    manage: "إدارة رسائلك",
    unsubscribe: "إلغاء الاشتراك",
    privacy: "الخصوصية",
    noTracking: "لا تحتوي هذه الرسالة على أي تتبّع.",
  },
  page: {
    skip: "الانتقال إلى المحتوى الرئيسي",
    problem: "هناك مشكلة",
    error: "خطأ:",
    languages: "اللغات",
    undo: "تراجع",
    back: "رجوع",
    manage: "إدارة رسائلك",
    success: "تم",
  },
  leave: {
    ask: bulletin => `هل تريد التوقف عن تلقي ${apart(bulletin)}؟`,
    ends: bulletin => `لن تصلك رسائل أخرى من ${apart(bulletin)}.`,
    also: "هل تريد إيقاف شيء آخر؟",
    everything: organisation => `كل ما ترسله ${apart(organisation)}`,
    everythingHint: "يشمل ذلك الرسائل التي لم تصدر بعد.",
    unsubscribe: "إلغاء الاشتراك",
    instead: "إيقاف رسائلك مؤقتًا أو اختيار ما يصلك منها",
    done: bulletin => `تم إلغاء اشتراكك في ${apart(bulletin)}`,
    doneAll: organisation => `تم إلغاء اشتراكك في كل ما ترسله ${apart(organisation)}`,
    ended: "لن تصلك رسائل أخرى من:",
    mayArrive: "قد تصل رسالة أُرسلت قبل لحظات.",
    stillGet: "ما زالت تصلك رسائل:",
    undone: "تم التراجع",
    again: "ستصلك الرسائل مجددًا من:",
  },
  letters: {
    title: "رسائلك",
    forAddress: address => `للعنوان ${apart(address)}`,
    which: "الرسائل التي تصلك",
    whichHint: "أزل العلامة عن رسالة لتتوقف عن تلقيها.",
    lists: "القوائم التي أنت فيها",
    listsHint: "إذا غادرت قائمة، فلن تصلك الرسائل التي تُرسل إلى هذه القائمة وحدها.",
    none: organisation => `لا تصلك أي رسائل من ${apart(organisation)}.`,
    noBulletins: "لا يوجد ما تختاره حاليًا.",
    language: "اللغة",
    languageHint:
      "لغة هذه الصفحات والرسائل المتعلقة باشتراكك. وتصلك الرسالة بهذه اللغة إذا كتبها المرسل بهذه اللغة أيضًا.",
    pause: "إيقاف مؤقت",
    pauseHint: "لا تصلك رسائل خلال الإيقاف المؤقت، ولا نرسلها لاحقًا.",
    noPause: "بلا إيقاف",
    pausedUntil: date => `متوقفة حتى ${apart(date)}`,
    plainText: "نص عادي فقط",
    plainTextHint: "رسائل بلا ألوان ولا تنسيق",
    save: "حفظ",
    saved: "تم حفظ اختياراتك",
    stopAll: organisation => `إيقاف كل ما ترسله ${apart(organisation)}`,
    blocked: {
      bounced: "لا نرسل شيئًا إلى عنوانك لأن رسائل سابقة عادت إلينا. اتصل بالمرسل لتغيير ذلك.",
      complained:
        "لا نرسل شيئًا إلى عنوانك لأن رسالة أُبلغ عنها على أنها غير مرغوب فيها. اتصل بالمرسل لتغيير ذلك.",
    },
    why: "لماذا تصلك هذه الرسائل",
    imported: (organisation, date) => `أضافت ${apart(organisation)} عنوانك في ${apart(date)}.`,
    joined: date => `اشتركت في ${apart(date)}.`,
    returned: date => `عدت إلى الاشتراك في ${apart(date)}.`,
    agreed: "وافقت على ما يلي:",
    kept: "ما نحتفظ به عنك",
    keptText: "عنوانك، واسمك إن عرفناه، واختياراتك، وكيف دخلت إلى قوائمنا، والقرارات التي اتخذتها.",
    download: "تنزيل بياناتك",
  },
  erase: {
    title: "محو بياناتك",
    text: "نمحو عنوانك واسمك واختياراتك، ولن تصلك رسائل أخرى. نحتفظ فقط برمز مشتق من عنوانك كي لا يضيفك أحد مجددًا عن طريق الخطأ.",
    link: "محو بياناتك",
    ask: "هل تريد محو بياناتك؟ لا يمكن التراجع عن ذلك.",
    button: "امحُ بياناتي",
    done: "تم محو بياناتك",
    doneText: organisation => `لن تصلك رسائل أخرى من ${apart(organisation)}.`,
  },
  join: {
    title: bulletin => `تلقّي ${apart(bulletin)} بالبريد الإلكتروني`,
    agree: (organisation, bulletin) =>
      `أريد أن ترسل إليّ ${apart(organisation)} رسائل ${apart(bulletin)} بالبريد الإلكتروني. يمكنني التوقف في أي وقت.`,
    address: "عنوان البريد الإلكتروني",
    addressMissing: "أدخل عنوان بريدك الإلكتروني",
    addressWrong: `أدخل عنوان بريد إلكتروني بالصيغة الصحيحة، مثل ${apart("name@example.org")}`,
    list: "اختر قائمة",
    confirmFirst: "نرسل إليك أولًا رسالة بالبريد الإلكتروني. تصلك الرسائل بعد أن تفتح الرابط فيها.",
    noConfirm: "ستصلك الرسالة القادمة. لا حاجة إلى تأكيد عنوانك.",
    subscribe: "اشتراك",
    check: "تحقق من بريدك الإلكتروني",
    sent: (address, bulletin) =>
      `أرسلنا رسالة إلى ${apart(address)}. افتح الرابط فيها لتصلك رسائل ${apart(bulletin)}.`,
    added: (address, bulletin) =>
      `ستصل رسائل ${apart(bulletin)} إلى ${apart(address)} من الآن فصاعدًا.`,
    addedLater:
      "إذا كان هذا العنوان قد ألغى اشتراكه من قبل، فافتح الرابط في الرسالة التي أرسلناها إليه.",
    linkDays: days => `يعمل الرابط لمدة ${apart(days)}.`,
    nothingArrived: (organisation, address) =>
      `إذا لم يصل شيء خلال ساعة، فابحث في مجلد الرسائل غير المرغوب فيها، ثم اتصل بـ ${apart(organisation)}: ${apart(address)}.`,
    confirmAsk: bulletin => `هل تريد تلقي ${apart(bulletin)}؟`,
    confirm: "نعم، أريد الاشتراك",
    confirmed: bulletin => `أنت مشترك في ${apart(bulletin)}`,
    confirmedText: "ستصلك الرسالة القادمة.",
    expired: "لم يعد هذا الرابط صالحًا",
    expiredText: days => `يعمل الرابط مرة واحدة، ولمدة ${apart(days)}.`,
    again: "الاشتراك مجددًا",
    busy: "حاول لاحقًا",
    busyText: "يشترك الآن عدد كبير من الأشخاص. حاول مجددًا بعد ساعة.",
  },
  email: {
    confirmSubject: bulletin => `أكّد رغبتك في تلقي ${apart(bulletin)}`,
    asked: (organisation, bulletin) =>
      `طلب شخص ما، ولعله أنت، من ${apart(organisation)} إرسال ${apart(bulletin)} إلى هذا العنوان.`,
    openLink: days => `للتأكيد، افتح هذا الرابط خلال ${apart(days)}:`,
    ignore: "إذا لم تكن أنت، فلا تفعل شيئًا. لن تصلك رسائل.",
    welcomeSubject: bulletin => `مرحبًا بك في ${apart(bulletin)}`,
  },
  digest: {
    contents: "في هذه الرسالة",
    readOn: title => `تابع القراءة: ${apart(title)}`,
  },
  archive: {
    title: bulletin => `الرسائل: ${apart(bulletin)}`,
    search: "البحث في عناوين الرسائل",
    find: "بحث",
    none: "لم تُرسل أي رسالة بعد.",
    noneFound: "لا توجد رسالة بهذه الكلمات في عنوانها.",
    older: "رسائل أقدم",
    feed: "المتابعة عبر الخلاصة (Atom)",
    unlisted: "لا يجد هذه الصفحة إلا من يعرف هذا العنوان.",
  },
  problems: {
    unknownLink: {
      title: "تعذّر فتح هذا الرابط",
      sentences: [
        "قد يكون الرابط غير كامل. عد إلى الرسالة وافتح الرابط مجددًا، أو انسخ الرابط كاملًا.",
        "إذا لم يفتح بعد ذلك، فردّ على الرسالة. يمكن للمرسل مساعدتك.",
      ],
    },
    notFound: {
      title: "الصفحة غير موجودة",
      sentences: ["إذا كتبت عنوان الصفحة، فتأكد من صحته."],
    },
    foreign: {
      title: "لم نقبل هذا النموذج",
      sentences: [
        "جاء النموذج من موقع آخر أو من صفحة لم تعد صالحة. افتح الصفحة مجددًا وحاول مرة أخرى.",
      ],
    },
    tooLarge: {
      title: "النص طويل جدًا",
      sentences: ["لم يتغير شيء. ارجع وأدخل نصًا أقصر."],
    },
    unreadable: {
      title: "تعذّرت قراءة النموذج",
      sentences: ["وصل النموذج غير كامل، ولم يتغير شيء. ارجع وأرسله مجددًا."],
    },
    failure: {
      title: "حدث خطأ ما",
      sentences: ["حاول مجددًا بعد دقيقة. إذا تكرر ذلك، فردّ على الرسالة واذكر الوقت للمرسل."],
    },
  },
};
