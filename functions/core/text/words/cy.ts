import type { Words } from "./words.ts";

export const welsh: Words = {
  language: "cy",
  direction: "ltr",
  name: "Cymraeg",
  letter: {
    image: "Llun:",
    signature: name => `Llofnod ${name}`,
    from: people => `Llythyr oddi wrth ${people}`,
    salutation: "Annwyl gydweithiwr,",
    signOff: "Yn gywir,",
  },
  footer: {
    reason: organisation =>
      `Rydych yn cael y llythyr hwn am fod eich cyfeiriad ar restr bostio ${organisation}.`,
    reasonUnnamed: "Rydych yn cael y llythyr hwn am fod eich cyfeiriad ar restr bostio’r anfonwr.",
    repliesReadBy: reader => `Bydd atebion yn cael eu darllen gan ${reader}.`,
    repliesUnread: "Nid oes neb yn darllen atebion i’r llythyr hwn.",
    view: "Gweld yn eich porwr",
    manage: "Rheoli eich llythyrau",
    unsubscribe: "Dad-danysgrifio",
    privacy: "Preifatrwydd",
    noTracking: "Nid oes dim olrhain yn y llythyr hwn.",
  },
  page: {
    skip: "Neidio i’r prif gynnwys",
    problem: "Mae problem",
    error: "Gwall:",
    languages: "Ieithoedd",
    undo: "Dadwneud",
    back: "Yn ôl",
    manage: "Rheoli eich llythyrau",
    success: "Llwyddiant",
  },
  leave: {
    ask: bulletin => `Rhoi’r gorau i gael ${bulletin}?`,
    ends: bulletin => `Ni chewch ragor o lythyrau gan ${bulletin}.`,
    also: "Ydych chi am roi’r gorau i unrhyw beth arall?",
    everything: organisation => `Popeth gan ${organisation}`,
    everythingHint: "Mae hyn yn cynnwys llythyrau nad ydynt yn bodoli eto.",
    unsubscribe: "Dad-danysgrifio",
    instead: "Oedi eich llythyrau neu ddewis pa rai a gewch",
    done: bulletin => `Rydych wedi dad-danysgrifio o ${bulletin}`,
    doneAll: organisation => `Rydych wedi dad-danysgrifio o bopeth gan ${organisation}`,
    ended: "Ni chewch ragor o lythyrau gan:",
    mayArrive: "Gall llythyr a anfonwyd eiliad yn ôl gyrraedd o hyd.",
    stillGet: "Byddwch yn dal i gael:",
    undone: "Wedi’i ddadwneud",
    again: "Byddwch yn cael llythyrau eto gan:",
  },
  letters: {
    title: "Eich llythyrau",
    forAddress: address => `Ar gyfer ${address}`,
    which: "Pa lythyrau a gewch",
    whichHint: "Dad-diciwch lythyr i roi’r gorau i’w gael.",
    lists: "Y rhestrau yr ydych arnynt",
    listsHint:
      "Os byddwch yn gadael rhestr, ni chewch lythyrau a anfonir at y rhestr honno’n unig.",
    none: organisation => `Nid ydych yn cael llythyrau gan ${organisation}.`,
    noBulletins: "Nid oes dim i’w ddewis ar hyn o bryd.",
    language: "Iaith",
    languageHint:
      "Iaith y tudalennau hyn a’r negeseuon am eich llythyrau. Daw llythyr yn yr iaith hon os yw’r anfonwyr wedi’i ysgrifennu yn yr iaith hon.",
    pause: "Oedi",
    pauseHint: "Yn ystod yr oedi ni chewch lythyrau. Ni fyddwn yn eu hanfon yn ddiweddarach.",
    noPause: "Dim oedi",
    pausedUntil: date => `Wedi oedi tan ${date}`,
    plainText: "Testun plaen yn unig",
    plainTextHint: "Llythyrau heb liwiau na chynllun",
    save: "Cadw",
    saved: "Mae eich dewisiadau wedi’u cadw",
    stopAll: organisation => `Rhoi’r gorau i bopeth gan ${organisation}`,
    blocked: {
      bounced:
        "Nid ydym yn anfon dim i’ch cyfeiriad, am fod llythyrau blaenorol wedi dod yn ôl. Cysylltwch â’r anfonwyr i newid hyn.",
      complained:
        "Nid ydym yn anfon dim i’ch cyfeiriad, am fod llythyr wedi’i adrodd fel sbam. Cysylltwch â’r anfonwyr i newid hyn.",
    },
    why: "Pam yr ydych yn cael y llythyrau hyn",
    imported: (organisation, date) => `Ychwanegwyd eich cyfeiriad gan ${organisation} ar ${date}.`,
    joined: date => `Gwnaethoch danysgrifio ar ${date}.`,
    returned: date => `Daethoch yn ôl ar ${date}.`,
    reconfirmed: date => `Ar ${date} dywedoch eich bod am eu cael o hyd.`,
    agreed: "Gwnaethoch gytuno i hyn:",
    kept: "Beth rydym yn ei gadw amdanoch",
    keptText:
      "Eich cyfeiriad, eich enw os ydym yn ei wybod, eich dewisiadau, sut y daethoch ar ein rhestrau, a pha benderfyniadau a wnaethoch.",
    download: "Lawrlwytho eich data",
  },
  erase: {
    title: "Dileu eich data",
    text: "Byddwn yn dileu eich cyfeiriad, eich enw a’ch dewisiadau. Ni chewch ragor o lythyrau. Byddwn yn cadw cod a wnaed o’ch cyfeiriad yn unig, fel na fydd neb yn eich ychwanegu eto drwy gamgymeriad.",
    link: "Dileu eich data",
    ask: "Dileu eich data? Ni allwch ddadwneud hyn.",
    button: "Dileu fy nata",
    done: "Mae eich data wedi’i ddileu",
    doneText: organisation => `Ni chewch ragor o lythyrau gan ${organisation}.`,
  },
  join: {
    title: bulletin => `Cael ${bulletin} drwy’r e-bost`,
    agree: (organisation, bulletin) =>
      `Rwyf am i ${organisation} anfon ${bulletin} ataf drwy’r e-bost. Gallaf roi’r gorau iddi unrhyw bryd.`,
    address: "Cyfeiriad e-bost",
    addressMissing: "Rhowch eich cyfeiriad e-bost",
    addressWrong: "Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@example.org",
    list: "Dewiswch restr",
    confirmFirst:
      "Byddwn yn anfon e-bost atoch yn gyntaf. Cewch lythyrau ar ôl ichi agor y ddolen ynddo.",
    noConfirm: "Cewch y llythyr nesaf. Nid oes angen cadarnhau eich cyfeiriad drwy’r e-bost.",
    subscribe: "Tanysgrifio",
    check: "Edrychwch ar eich e-bost",
    sent: (address, bulletin) =>
      `Rydym wedi anfon e-bost at ${address}. Agorwch y ddolen ynddo i gael ${bulletin}.`,
    added: (address, bulletin) => `Bydd ${address} yn cael ${bulletin} o hyn ymlaen.`,
    addedLater:
      "Os gwnaeth y cyfeiriad hwn ddad-danysgrifio o’r blaen, agorwch y ddolen yn yr e-bost rydym wedi’i anfon ato.",
    linkDays: days => `Mae’r ddolen yn gweithio am ${days}.`,
    nothingArrived: (organisation, address) =>
      `Os nad oes dim yn cyrraedd o fewn awr, edrychwch yn eich ffolder sbam. Yna cysylltwch â ${organisation}: ${address}.`,
    confirmAsk: bulletin => `Ydych chi am gael ${bulletin}?`,
    confirm: "Ydw, tanysgrifio",
    confirmed: bulletin => `Rydych wedi tanysgrifio i ${bulletin}`,
    confirmedText: "Cewch y llythyr nesaf.",
    expired: "Nid yw’r ddolen hon yn ddilys mwyach",
    expiredText: days => `Mae dolen yn gweithio unwaith, ac am ${days}.`,
    again: "Tanysgrifio eto",
    busy: "Rhowch gynnig arall arni yn nes ymlaen",
    busyText: "Mae llawer o bobl yn tanysgrifio ar hyn o bryd. Rhowch gynnig arall arni ymhen awr.",
  },
  email: {
    confirmSubject: bulletin => `Cadarnhewch eich bod am gael ${bulletin}`,
    asked: (organisation, bulletin) =>
      `Gofynnodd rhywun, chi yn ôl pob tebyg, i ${organisation} anfon ${bulletin} i’r cyfeiriad hwn.`,
    openLink: days => `I gadarnhau, agorwch y ddolen hon o fewn ${days}:`,
    ignore: "Os nad chi ydoedd, peidiwch â gwneud dim. Ni chewch lythyrau.",
    welcomeSubject: bulletin => `Croeso i ${bulletin}`,
  },
  digest: {
    contents: "Yn y llythyr hwn",
    readOn: title => `Darllenwch ymlaen: ${title}`,
  },
  reconfirm: {
    ask: bulletins => `Ydych chi am gael ${bulletins} o hyd?`,
    why: (organisation, bulletins) =>
      `Mae ${organisation} yn anfon ${bulletins} atoch drwy e-bost. Rydym yn gofyn i bawb ar y rhestr hon a ydynt am ei gael o hyd.`,
    reminder: "Rydym wedi gofyn i chi o’r blaen ac nid oes ateb eto. Ni fyddwn yn gofyn eto.",
    openLink: date => `I’w gael o hyd, agorwch y ddolen hon a chadarnhewch erbyn ${date}:`,
    otherwise:
      "Os na fyddwch yn ateb, gallwn eich tynnu oddi ar y rhestr. Nid oes angen i chi wneud dim arall.",
    yes: "Ydw, daliwch ati i anfon",
    no: "Nac ydw, peidiwch ag anfon",
    kept: bulletins => `Byddwch yn dal i gael ${bulletins}`,
    keptText: "Diolch. Rydym wedi nodi eich ateb a’i ddyddiad.",
    ended: bulletins => `Nid ydych ar y rhestr ar gyfer ${bulletins} bellach`,
    endedText: "Ni fyddwn yn anfon llythyrau atoch drwy’r rhestr hon mwyach.",
  },
  archive: {
    title: bulletin => `Llythyrau: ${bulletin}`,
    search: "Chwilio’r pynciau",
    find: "Chwilio",
    none: "Nid oes llythyr wedi’i anfon eto.",
    noneFound: "Nid oes llythyr â’r geiriau hyn yn ei bwnc.",
    older: "Llythyrau hŷn",
    feed: "Dilyn drwy ffrwd (Atom)",
    unlisted: "Dim ond pobl sy’n gwybod y cyfeiriad hwn all ddod o hyd i’r dudalen hon.",
  },
  correction: {
    subject: subject => `Cywiriad: ${subject}`,
    note: date => `Mae’r llythyr hwn yn cywiro ein llythyr dyddiedig ${date}.`,
    corrects: date => `Mae hwn yn cywiro’r llythyr dyddiedig ${date}.`,
    corrected: date => `Cywirwyd y llythyr hwn ar ${date}.`,
  },
  problems: {
    unknownLink: {
      title: "Nid oedd modd agor y ddolen hon",
      sentences: [
        "Efallai fod y ddolen yn anghyflawn. Ewch yn ôl at y llythyr ac agorwch y ddolen eto, neu copïwch y ddolen gyfan.",
        "Os nad yw’n agor o hyd, atebwch y llythyr. Gall yr anfonwyr eich helpu.",
      ],
    },
    notFound: {
      title: "Heb ganfod y dudalen",
      sentences: ["Os gwnaethoch deipio’r cyfeiriad gwe, gwiriwch ei fod yn gywir."],
    },
    foreign: {
      title: "Ni wnaethom dderbyn y ffurflen hon",
      sentences: [
        "Daeth y ffurflen o wefan arall, neu o dudalen nad yw’n ddilys mwyach. Agorwch y dudalen eto a rhowch gynnig arall arni.",
      ],
    },
    tooLarge: {
      title: "Mae hynny’n rhy hir",
      sentences: ["Ni newidiwyd dim. Ewch yn ôl a rhowch lai o destun."],
    },
    unreadable: {
      title: "Nid oedd modd darllen y ffurflen",
      sentences: [
        "Cyrhaeddodd y ffurflen yn anghyflawn, felly ni newidiwyd dim. Ewch yn ôl a’i hanfon eto.",
      ],
    },
    failure: {
      title: "Aeth rhywbeth o’i le",
      sentences: [
        "Rhowch gynnig arall arni ymhen munud. Os bydd yn digwydd eto, atebwch y llythyr a dywedwch yr amser wrth yr anfonwyr.",
      ],
    },
  },
};
