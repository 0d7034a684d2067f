import type { Words } from "./words.ts";

export const scottishGaelic: Words = {
  language: "gd",
  direction: "ltr",
  name: "Gàidhlig",
  letter: {
    image: "Dealbh:",
    signature: name => `Ainm-sgrìobhte ${name}`,
    from: people => `Litir bho ${people}`,
    salutation: "A charaid,",
    signOff: "Le dùrachd,",
  },
  footer: {
    reason: organisation =>
      `Tha sibh a’ faighinn na litreach seo a chionn ’s gu bheil an seòladh agaibh air liosta-puist aig ${organisation}.`,
    reasonUnnamed:
      "Tha sibh a’ faighinn na litreach seo a chionn ’s gu bheil an seòladh agaibh air liosta-puist an luchd-chuiridh.",
    repliesReadBy: reader => `Leughaidh ${reader} na freagairtean.`,
    repliesUnread: "Chan eil duine a’ leughadh fhreagairtean don litir seo.",
    view: "Seallaibh oirre sa bhrabhsair agaibh",
    manage: "Stiùiribh na litrichean agaibh",
    unsubscribe: "Cuiribh crìoch air an fho-sgrìobhadh",
    privacy: "Prìobhaideachd",
    noTracking: "Chan eil tracadh sam bith san litir seo.",
  },
  page: {
    skip: "Rachaibh dhan phrìomh shusbaint",
    problem: "Tha duilgheadas ann",
    error: "Mearachd:",
    languages: "Cànanan",
    undo: "Neo-dhèan",
    back: "Air ais",
    manage: "Stiùiribh na litrichean agaibh",
    success: "Shoirbhich leis",
  },
  leave: {
    ask: bulletin => `A bheil sibh airson sgur a dh’fhaighinn ${bulletin}?`,
    ends: bulletin => `Chan fhaigh sibh tuilleadh litrichean bho ${bulletin}.`,
    also: "A bheil sibh airson stad a chur air rud sam bith eile?",
    everything: organisation => `A h-uile rud bho ${organisation}`,
    everythingHint: "Tha seo a’ gabhail a-steach litrichean nach eil ann fhathast.",
    unsubscribe: "Cuiribh crìoch air an fho-sgrìobhadh",
    instead: "Cuiribh na litrichean agaibh nan stad, no taghaibh dè na litrichean a gheibh sibh",
    done: bulletin => `Chuireadh crìoch air an fho-sgrìobhadh agaibh: ${bulletin}`,
    doneAll: organisation =>
      `Chuireadh crìoch air an fho-sgrìobhadh agaibh: a h-uile rud bho ${organisation}`,
    ended: "Chan fhaigh sibh tuilleadh litrichean bho:",
    mayArrive: "Dh’fhaodadh gun tig litir a chaidh a chur o chionn tiotain fhathast.",
    stillGet: "Gheibh sibh fhathast:",
    undone: "Air a neo-dhèanamh",
    again: "Gheibh sibh litrichean a-rithist bho:",
  },
  letters: {
    title: "Na litrichean agaibh",
    forAddress: address => `Airson ${address}`,
    which: "Na litrichean a gheibh sibh",
    whichHint: "Thoiribh air falbh an strìochag bho litir gus stad a chur oirre.",
    lists: "Na liostaichean air a bheil sibh",
    listsHint:
      "Ma dh’fhàgas sibh liosta, chan fhaigh sibh litrichean a thèid a chur chun na liosta sin a-mhàin.",
    none: organisation => `Chan eil sibh a’ faighinn litrichean bho ${organisation}.`,
    noBulletins: "Chan eil dad ri thaghadh an-dràsta.",
    language: "Cànan",
    languageHint:
      "Cànan nan duilleagan seo agus nam post-d mu na litrichean agaibh. Thig litir sa chànan seo ma sgrìobh an luchd-cuiridh sa chànan seo i.",
    pause: "Stad",
    pauseHint: "Chan fhaigh sibh litrichean rè an stad. Cha chuir sinn nas fhaide air adhart iad.",
    noPause: "Gun stad",
    pausedUntil: date => `Na stad gu ${date}`,
    plainText: "Teacsa lom a-mhàin",
    plainTextHint: "Litrichean gun dathan is gun chruth",
    save: "Sàbhail",
    saved: "Chaidh na roghainnean agaibh a shàbhaladh",
    stopAll: organisation => `Cuiribh stad air a h-uile rud bho ${organisation}`,
    blocked: {
      bounced:
        "Cha chuir sinn dad chun an t-seòlaidh agaibh, oir thàinig litrichean roimhe seo air ais. Cuiribh fios gun luchd-chuiridh gus seo atharrachadh.",
      complained:
        "Cha chuir sinn dad chun an t-seòlaidh agaibh, oir chaidh aithris gur e spama a bh’ ann an litir. Cuiribh fios gun luchd-chuiridh gus seo atharrachadh.",
    },
    why: "Carson a gheibh sibh na litrichean seo",
    imported: (organisation, date) =>
      `Chuir ${organisation} an seòladh agaibh ris an liosta (${date}).`,
    joined: date => `Rinn sibh fo-sgrìobhadh (${date}).`,
    returned: date => `Thill sibh (${date}).`,
    reconfirmed: date => `Thuirt thu air ${date} gu bheil thu gan iarraidh fhathast.`,
    agreed: "Dh’aontaich sibh ri seo:",
    kept: "Na tha sinn a’ cumail mur deidhinn",
    keptText:
      "An seòladh agaibh, ur n-ainm ma tha fios againn air, na roghainnean agaibh, mar a thàinig sibh air na liostaichean againn, agus na co-dhùnaidhean a rinn sibh.",
    download: "Luchdaichibh a-nuas an dàta agaibh",
  },
  erase: {
    title: "Sguabaibh às an dàta agaibh",
    text: "Sguabaidh sinn às an seòladh agaibh, ur n-ainm agus na roghainnean agaibh. Chan fhaigh sibh tuilleadh litrichean. Cha chùm sinn ach còd air a dhèanamh às an t-seòladh agaibh, gus nach cuir duine air liosta a-rithist sibh air mhearachd.",
    link: "Sguabaibh às an dàta agaibh",
    ask: "A bheil sibh airson an dàta agaibh a sguabadh às? Cha ghabh seo neo-dhèanamh.",
    button: "Sguab às an dàta agam",
    done: "Chaidh an dàta agaibh a sguabadh às",
    doneText: organisation => `Chan fhaigh sibh tuilleadh litrichean bho ${organisation}.`,
  },
  join: {
    title: bulletin => `Faighibh ${bulletin} air post-d`,
    agree: (organisation, bulletin) =>
      `Tha mi airson ’s gun cuir ${organisation} ${bulletin} thugam air post-d. Faodaidh mi sgur uair sam bith.`,
    address: "Seòladh puist-d",
    addressMissing: "Cuiribh a-steach an seòladh puist-d agaibh",
    addressWrong: "Cuiribh a-steach seòladh puist-d san dreach cheart, mar ainm@example.org",
    list: "Taghaibh liosta",
    confirmFirst:
      "Cuiridh sinn post-d thugaibh an toiseach. Gheibh sibh litrichean às dèidh dhuibh an ceangal a th’ ann fhosgladh.",
    noConfirm:
      "Gheibh sibh an ath litir. Cha leig sibh a leas an seòladh agaibh a dhearbhadh air post-d.",
    subscribe: "Fo-sgrìobh",
    check: "Thoiribh sùil air a’ phost-d agaibh",
    sent: (address, bulletin) =>
      `Chuir sinn post-d gu ${address}. Fosglaibh an ceangal a th’ ann gus ${bulletin} fhaighinn.`,
    added: (address, bulletin) => `Gheibh ${address} ${bulletin} bho seo a-mach.`,
    addedLater:
      "Ma chuireadh crìoch air fo-sgrìobhadh an t-seòlaidh seo roimhe, fosglaibh an ceangal sa phost-d a chuir sinn thuige.",
    linkDays: days => `Obraichidh an ceangal fad ${days}.`,
    nothingArrived: (organisation, address) =>
      `Mura tig dad taobh a-staigh uair a thìde, thoiribh sùil sa phasgan spama agaibh. An uair sin cuiribh fios gu ${organisation}: ${address}.`,
    confirmAsk: bulletin => `A bheil sibh airson ${bulletin} fhaighinn?`,
    confirm: "Tha, fo-sgrìobh mi",
    confirmed: bulletin => `Rinn sibh fo-sgrìobhadh: ${bulletin}`,
    confirmedText: "Gheibh sibh an ath litir.",
    expired: "Chan eil an ceangal seo dligheach tuilleadh",
    expiredText: days => `Obraichidh ceangal aon turas, agus fad ${days}.`,
    again: "Fo-sgrìobh a-rithist",
    busy: "Feuchaibh a-rithist an ceann greis",
    busyText:
      "Tha mòran dhaoine a’ fo-sgrìobhadh an-dràsta. Feuchaibh a-rithist an ceann uair a thìde.",
  },
  email: {
    confirmSubject: bulletin => `Dearbhaibh gu bheil sibh ag iarraidh ${bulletin}`,
    asked: (organisation, bulletin) =>
      `Dh’iarr cuideigin, sibhse ’s dòcha, air ${organisation} ${bulletin} a chur chun an t-seòlaidh seo.`,
    openLink: days => `Gus a dhearbhadh, fosglaibh an ceangal seo taobh a-staigh ${days}:`,
    ignore: "Mura sibhse a bh’ ann, na dèanaibh dad. Chan fhaigh sibh litrichean.",
    welcomeSubject: bulletin => `Fàilte gu ${bulletin}`,
  },
  digest: {
    contents: "Anns an litir seo",
    readOn: title => `Leughaibh an còrr: ${title}`,
  },
  reconfirm: {
    ask: bulletins => `A bheil thu ag iarraidh ${bulletins} fhathast?`,
    why: (organisation, bulletins) =>
      `Bidh ${organisation} a’ cur ${bulletins} thugad air a’ phost-d. Tha sinn a’ faighneachd dhen a h-uile duine air an liosta seo a bheil iad ga iarraidh fhathast.`,
    reminder:
      "Dh’fhaighnich sinn dhìot roimhe agus chan eil freagairt againn fhathast. Chan fhaighnich sinn a-rithist.",
    openLink: date => `Airson fhaighinn fhathast, fosgail an ceangal seo agus dearbh ro ${date}:`,
    otherwise:
      "Mura freagair thu, dh’fhaodadh sinn do thoirt far na liosta. Chan fheum thu dad eile a dhèanamh.",
    yes: "Tha, cùm ort a’ cur",
    no: "Chan eil, sguir a chur",
    kept: bulletins => `Gheibh thu ${bulletins} fhathast`,
    keptText: "Tapadh leat. Tha do fhreagairt agus a ceann-latha air an clàradh againn.",
    ended: bulletins => `Chan eil thu air an liosta airson ${bulletins} tuilleadh`,
    endedText: "Cha chuir sinn litrichean thugad tron liosta seo tuilleadh.",
  },
  archive: {
    title: bulletin => `Litrichean: ${bulletin}`,
    search: "Lorgaibh ann an cuspairean nan litrichean",
    find: "Lorg",
    none: "Cha deach litir a chur fhathast.",
    noneFound: "Chan eil na faclan seo ann an cuspair litreach sam bith.",
    older: "Litrichean nas sine",
    feed: "Leanaibh le inbhir (Atom)",
    unlisted: "Chan fhaigh ach daoine aig a bheil an seòladh seo lorg air an duilleag seo.",
  },
  correction: {
    subject: subject => `Ceartachadh: ${subject}`,
    note: date => `Tha an litir seo a’ ceartachadh na litreach againn air ${date}.`,
    corrects: date => `Tha seo a’ ceartachadh na litreach air ${date}.`,
    corrected: date => `Cheartaich sinn an litir seo air ${date}.`,
  },
  problems: {
    unknownLink: {
      title: "Cha b’ urrainn dhuinn an ceangal seo fhosgladh",
      sentences: [
        "’S dòcha nach eil an ceangal slàn. Tillibh dhan litir agus fosglaibh an ceangal a-rithist, no dèanaibh lethbhreac dhen cheangal gu lèir.",
        "Mura fosgail e fhathast, freagraibh an litir. ’S urrainn dhan luchd-chuiridh ur cuideachadh.",
      ],
    },
    notFound: {
      title: "Cha deach an duilleag a lorg",
      sentences: ["Ma sgrìobh sibh an seòladh-lìn, dèanaibh cinnteach gu bheil e ceart."],
    },
    foreign: {
      title: "Cha do ghabh sinn ris an fhoirm seo",
      sentences: [
        "Thàinig am foirm bho làrach eile, no bho dhuilleag nach eil dligheach tuilleadh. Fosglaibh an duilleag a-rithist agus feuchaibh aon turas eile.",
      ],
    },
    tooLarge: {
      title: "Tha sin ro fhada",
      sentences: [
        "Cha deach dad atharrachadh. Rachaibh air ais is cuiribh a-steach nas lugha de theacsa.",
      ],
    },
    unreadable: {
      title: "Cha b’ urrainn dhuinn am foirm a leughadh",
      sentences: [
        "Cha tàinig am foirm slàn, agus mar sin cha deach dad atharrachadh. Rachaibh air ais is cuiribh a-rithist e.",
      ],
    },
    failure: {
      title: "Chaidh rudeigin ceàrr",
      sentences: [
        "Feuchaibh a-rithist ann am mionaid. Ma thachras e a-rithist, freagraibh an litir agus innsibh an uair dhan luchd-chuiridh.",
      ],
    },
  },
};
