import type { Words } from "./words.ts";

/** Isolates a name, so that its letters and signs keep their own direction (Unicode UAX 9). */
const apart = (name: string) => `\u2068${name}\u2069`;

export const urdu: Words = {
  language: "ur",
  direction: "rtl",
  name: "اردو",
  letter: {
    image: "تصویر:",
    signature: name => `دستخط: ${apart(name)}`,
    from: people => `${apart(people)} کا خط`,
    salutation: "محترم ساتھی،",
    signOff: "نیک خواہشات کے ساتھ،",
  },
  footer: {
    reason: organisation =>
      `آپ کو یہ خط اس لیے ملا ہے کہ آپ کا پتہ ${apart(organisation)} کی ڈاک کی فہرست میں ہے۔`,
    reasonUnnamed: "آپ کو یہ خط اس لیے ملا ہے کہ آپ کا پتہ بھیجنے والے کی ڈاک کی فہرست میں ہے۔",
    repliesReadBy: reader => `جوابات پڑھنے والے: ${apart(reader)}۔`,
    repliesUnread: "اس خط کے جوابات کوئی نہیں پڑھتا۔",
    view: "اپنے براؤزر میں دیکھیں",
    manage: "اپنے خطوط کا انتظام کریں",
    unsubscribe: "خطوط بند کریں",
    privacy: "رازداری",
    noTracking: "اس خط میں کوئی ٹریکنگ نہیں ہے۔",
  },
  page: {
    skip: "مرکزی مواد پر جائیں",
    problem: "ایک مسئلہ ہے",
    error: "غلطی:",
    languages: "زبانیں",
    undo: "واپس لیں",
    back: "پیچھے",
    manage: "اپنے خطوط کا انتظام کریں",
    success: "ہو گیا",
  },
  leave: {
    ask: bulletin => `کیا آپ ${apart(bulletin)} کے خطوط بند کرنا چاہتے ہیں؟`,
    ends: bulletin => `آپ کو ${apart(bulletin)} کے مزید خطوط نہیں ملیں گے۔`,
    also: "کیا آپ کچھ اور بھی بند کرنا چاہتے ہیں؟",
    everything: organisation => `${apart(organisation)} کی طرف سے سب کچھ`,
    everythingHint: "اس میں وہ خطوط بھی شامل ہیں جو ابھی لکھے نہیں گئے۔",
    unsubscribe: "خطوط بند کریں",
    instead: "اپنے خطوط کچھ عرصے کے لیے روکیں یا چنیں کہ کون سے خطوط ملیں",
    done: bulletin => `${apart(bulletin)} کے خطوط آپ کے لیے بند کر دیے گئے ہیں`,
    doneAll: organisation => `${apart(organisation)} کی طرف سے سب کچھ آپ کے لیے بند کر دیا گیا ہے`,
    ended: "اب آپ کو ان کے خطوط نہیں ملیں گے:",
    mayArrive: "کچھ دیر پہلے بھیجا گیا خط اب بھی پہنچ سکتا ہے۔",
    stillGet: "آپ کو یہ اب بھی ملیں گے:",
    undone: "واپس لے لیا گیا",
    again: "آپ کو دوبارہ ان کے خطوط ملیں گے:",
  },
  letters: {
    title: "آپ کے خطوط",
    forAddress: address => `${apart(address)} کے لیے`,
    which: "آپ کو کون سے خطوط ملتے ہیں",
    whichHint: "کوئی خط بند کرنے کے لیے اس کا نشان ہٹا دیں۔",
    lists: "وہ فہرستیں جن میں آپ شامل ہیں",
    listsHint:
      "اگر آپ کوئی فہرست چھوڑ دیں تو صرف اس فہرست کو بھیجے جانے والے خطوط آپ کو نہیں ملیں گے۔",
    none: organisation => `آپ کو ${apart(organisation)} کی طرف سے کوئی خط نہیں ملتا۔`,
    noBulletins: "اس وقت چننے کے لیے کچھ نہیں ہے۔",
    language: "زبان",
    languageHint:
      "ان صفحات کی اور آپ کے خطوط سے متعلق ای میلز کی زبان۔ خط اس زبان میں آتا ہے اگر بھیجنے والوں نے اسے اس زبان میں بھی لکھا ہو۔",
    pause: "وقفہ",
    pauseHint: "وقفے کے دوران آپ کو خطوط نہیں ملتے۔ ہم انہیں بعد میں بھی نہیں بھیجتے۔",
    noPause: "کوئی وقفہ نہیں",
    pausedUntil: date => `${apart(date)} تک وقفہ`,
    plainText: "صرف سادہ متن",
    plainTextHint: "رنگوں اور ترتیب کے بغیر خطوط",
    save: "محفوظ کریں",
    saved: "آپ کے انتخاب محفوظ ہو گئے ہیں",
    stopAll: organisation => `${apart(organisation)} کی طرف سے سب کچھ بند کریں`,
    blocked: {
      bounced:
        "ہم آپ کے پتے پر کچھ نہیں بھیجتے کیونکہ پچھلے خطوط واپس آ گئے تھے۔ اسے بدلنے کے لیے بھیجنے والوں سے رابطہ کریں۔",
      complained:
        "ہم آپ کے پتے پر کچھ نہیں بھیجتے کیونکہ ایک خط کو فضول ڈاک بتایا گیا تھا۔ اسے بدلنے کے لیے بھیجنے والوں سے رابطہ کریں۔",
    },
    why: "آپ کو یہ خطوط کیوں ملتے ہیں",
    imported: (organisation, date) =>
      `${apart(organisation)} نے آپ کا پتہ ${apart(date)} کو شامل کیا۔`,
    joined: date => `آپ ${apart(date)} کو شامل ہوئے۔`,
    returned: date => `آپ ${apart(date)} کو دوبارہ شامل ہوئے۔`,
    reconfirmed: date => `آپ نے ${apart(date)} کو کہا کہ آپ اب بھی یہ چاہتے ہیں۔`,
    agreed: "آپ نے اس سے اتفاق کیا:",
    kept: "ہم آپ کے بارے میں کیا رکھتے ہیں",
    keptText:
      "آپ کا پتہ، آپ کا نام اگر ہمیں معلوم ہو، آپ کے انتخاب، آپ ہماری فہرستوں میں کیسے شامل ہوئے، اور آپ نے کیا فیصلے کیے۔",
    download: "اپنی معلومات ڈاؤن لوڈ کریں",
  },
  erase: {
    title: "اپنی معلومات مٹائیں",
    text: "ہم آپ کا پتہ، آپ کا نام اور آپ کے انتخاب مٹا دیتے ہیں۔ آپ کو مزید خطوط نہیں ملیں گے۔ ہم صرف آپ کے پتے سے بنا ہوا ایک کوڈ رکھتے ہیں، تاکہ کوئی غلطی سے آپ کو دوبارہ شامل نہ کرے۔",
    link: "اپنی معلومات مٹائیں",
    ask: "کیا آپ کی معلومات مٹا دی جائیں؟ یہ عمل واپس نہیں ہو سکتا۔",
    button: "میری معلومات مٹا دیں",
    done: "آپ کی معلومات مٹا دی گئی ہیں",
    doneText: organisation => `آپ کو ${apart(organisation)} کی طرف سے مزید خطوط نہیں ملیں گے۔`,
  },
  join: {
    title: bulletin => `${apart(bulletin)} ای میل کے ذریعے حاصل کریں`,
    agree: (organisation, bulletin) =>
      `میری خواہش ہے کہ ${apart(organisation)} کی طرف سے ${apart(bulletin)} مجھے ای میل کے ذریعے ملے۔ یہ سلسلہ میری مرضی سے کسی بھی وقت بند ہو سکتا ہے۔`,
    address: "ای میل پتہ",
    addressMissing: "اپنا ای میل پتہ لکھیں",
    addressWrong: `ای میل پتہ درست شکل میں لکھیں، جیسے ${apart("name@example.org")}`,
    list: "ایک فہرست چنیں",
    confirmFirst:
      "پہلے ہم آپ کو ایک ای میل بھیجیں گے۔ اس میں دیا گیا لنک کھولنے کے بعد آپ کو خطوط ملیں گے۔",
    noConfirm: "آپ کو اگلا خط ملے گا۔ ای میل کے ذریعے پتے کی تصدیق ضروری نہیں۔",
    subscribe: "شامل ہوں",
    check: "اپنی ای میل دیکھیں",
    sent: (address, bulletin) =>
      `ہم نے ${apart(address)} پر ایک ای میل بھیجی ہے۔ ${apart(bulletin)} حاصل کرنے کے لیے اس میں دیا گیا لنک کھولیں۔`,
    added: (address, bulletin) => `اب سے ${apart(address)} پر ${apart(bulletin)} کے خطوط آئیں گے۔`,
    addedLater:
      "اگر اس پتے کے لیے خطوط پہلے بند کیے گئے تھے تو ہماری بھیجی ہوئی ای میل میں دیا گیا لنک کھولیں۔",
    linkDays: days => `یہ لنک ${apart(days)} تک کام کرتا ہے۔`,
    nothingArrived: (organisation, address) =>
      `اگر ایک گھنٹے میں کچھ نہ آئے تو فضول ڈاک کا فولڈر دیکھیں۔ پھر ${apart(organisation)} سے رابطہ کریں: ${apart(address)}۔`,
    confirmAsk: bulletin => `کیا آپ ${apart(bulletin)} کے خطوط چاہتے ہیں؟`,
    confirm: "ہاں، مجھے شامل کریں",
    confirmed: bulletin => `آپ ${apart(bulletin)} میں شامل ہیں`,
    confirmedText: "آپ کو اگلا خط ملے گا۔",
    expired: "یہ لنک اب کارآمد نہیں ہے",
    expiredText: days => `لنک ایک بار کام کرتا ہے، اور ${apart(days)} تک۔`,
    again: "دوبارہ شامل ہوں",
    busy: "بعد میں دوبارہ کوشش کریں",
    busyText: "اس وقت بہت سے لوگ شامل ہو رہے ہیں۔ ایک گھنٹے بعد دوبارہ کوشش کریں۔",
  },
  email: {
    confirmSubject: bulletin => `تصدیق کریں کہ آپ ${apart(bulletin)} چاہتے ہیں`,
    asked: (organisation, bulletin) =>
      `کسی نے، غالباً آپ نے، ${apart(organisation)} سے کہا ہے کہ ${apart(bulletin)} اس پتے پر بھیجا جائے۔`,
    openLink: days => `تصدیق کے لیے ${apart(days)} کے اندر یہ لنک کھولیں:`,
    ignore: "اگر یہ آپ نہیں تھے تو کچھ نہ کریں۔ آپ کو کوئی خط نہیں ملے گا۔",
    welcomeSubject: bulletin => `${apart(bulletin)} میں خوش آمدید`,
  },
  digest: {
    contents: "اس خط میں",
    readOn: title => `مزید پڑھیں: ${apart(title)}`,
  },
  reconfirm: {
    ask: bulletins => `کیا آپ اب بھی ${apart(bulletins)} چاہتے ہیں؟`,
    why: (organisation, bulletins) =>
      `${apart(organisation)} آپ کو ای میل سے ${apart(bulletins)} بھیجتا ہے۔ ہم اس فہرست کے ہر فرد سے پوچھ رہے ہیں کہ کیا وہ اب بھی یہ چاہتے ہیں۔`,
    reminder: "ہم آپ سے پہلے پوچھ چکے ہیں اور ابھی جواب نہیں ملا۔ ہم دوبارہ نہیں پوچھیں گے۔",
    openLink: date => `جاری رکھنے کے لیے ${apart(date)} تک یہ لنک کھولیں اور تصدیق کریں:`,
    otherwise:
      "اگر آپ جواب نہ دیں تو ہم آپ کو فہرست سے نکال سکتے ہیں۔ آپ کو اور کچھ کرنے کی ضرورت نہیں۔",
    yes: "ہاں، بھیجتے رہیں",
    no: "نہیں، بھیجنا بند کریں",
    kept: bulletins => `آپ کو ${apart(bulletins)} ملتا رہے گا`,
    keptText: "شکریہ۔ ہم نے آپ کا جواب اور اس کی تاریخ لکھ لی ہے۔",
    ended: bulletins => `آپ اب ${apart(bulletins)} کی فہرست میں نہیں ہیں`,
    endedText: "ہم اب اس فہرست کے ذریعے آپ کو خط نہیں بھیجتے۔",
  },
  archive: {
    title: bulletin => `خطوط: ${apart(bulletin)}`,
    search: "خطوط کے عنوانات میں تلاش کریں",
    find: "تلاش کریں",
    none: "ابھی تک کوئی خط نہیں بھیجا گیا۔",
    noneFound: "کسی خط کے عنوان میں یہ الفاظ نہیں ہیں۔",
    older: "پرانے خطوط",
    feed: "فیڈ (Atom) کے ذریعے پڑھیں",
    unlisted: "یہ صفحہ صرف وہ لوگ دیکھ سکتے ہیں جن کے پاس یہ پتہ ہے۔",
  },
  correction: {
    subject: subject => `تصحیح: ${apart(subject)}`,
    note: date => `یہ خط ہمارے ${date} کے خط کی تصحیح کرتا ہے۔`,
    corrects: date => `یہ ${date} کے خط کی تصحیح ہے۔`,
    corrected: date => `ہم نے ${date} کو اس خط کی تصحیح کی۔`,
  },
  problems: {
    unknownLink: {
      title: "ہم یہ لنک نہیں کھول سکے",
      sentences: [
        "ہو سکتا ہے کہ لنک نامکمل ہو۔ خط پر واپس جائیں اور لنک دوبارہ کھولیں، یا پورا لنک کاپی کریں۔",
        "اگر پھر بھی نہ کھلے تو خط کا جواب دیں۔ بھیجنے والے آپ کی مدد کر سکتے ہیں۔",
      ],
    },
    notFound: {
      title: "صفحہ نہیں ملا",
      sentences: ["اگر آپ نے ویب پتہ خود لکھا ہے تو دیکھ لیں کہ وہ درست ہے۔"],
    },
    foreign: {
      title: "ہم نے یہ فارم قبول نہیں کیا",
      sentences: [
        "یہ فارم کسی دوسری سائٹ سے یا ایسے صفحے سے آیا ہے جو اب کارآمد نہیں۔ صفحہ دوبارہ کھولیں اور ایک بار پھر کوشش کریں۔",
      ],
    },
    tooLarge: {
      title: "متن بہت لمبا ہے",
      sentences: ["کچھ تبدیل نہیں ہوا۔ پیچھے جائیں اور کم متن لکھیں۔"],
    },
    unreadable: {
      title: "ہم یہ فارم نہیں پڑھ سکے",
      sentences: [
        "فارم نامکمل پہنچا، اس لیے کچھ تبدیل نہیں ہوا۔ پیچھے جائیں اور اسے دوبارہ بھیجیں۔",
      ],
    },
    failure: {
      title: "کچھ غلط ہو گیا",
      sentences: [
        "ایک منٹ بعد دوبارہ کوشش کریں۔ اگر یہ پھر ہو تو خط کا جواب دیں اور بھیجنے والوں کو وقت بتائیں۔",
      ],
    },
  },
};
