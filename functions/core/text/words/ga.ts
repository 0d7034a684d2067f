import type { Words } from "./words.ts";

export const irish: Words = {
  language: "ga",
  direction: "ltr",
  name: "Gaeilge",
  letter: {
    image: "Íomhá:",
    signature: name => `Síniú ${name}`,
    from: people => `Litir ó ${people}`,
    salutation: "A chara,",
    signOff: "Is mise le meas,",
  },
  footer: {
    reason: organisation =>
      `Tá an litir seo á fáil agat toisc go bhfuil do sheoladh ar liosta ríomhphoist de chuid ${organisation}.`,
    reasonUnnamed:
      "Tá an litir seo á fáil agat toisc go bhfuil do sheoladh ar liosta ríomhphoist an tseoltóra.",
    repliesReadBy: reader => `Léann ${reader} na freagraí.`,
    repliesUnread: "Ní léann aon duine freagraí ar an litir seo.",
    view: "Féach ar an litir i do bhrabhsálaí",
    manage: "Bainistigh do chuid litreacha",
    unsubscribe: "Díliostáil",
    privacy: "Príobháideachas",
    noTracking: "Níl aon rianú sa litir seo.",
  },
  page: {
    skip: "Téigh chuig an bpríomhábhar",
    problem: "Tá fadhb ann",
    error: "Earráid:",
    languages: "Teangacha",
    undo: "Cealaigh",
    back: "Siar",
    manage: "Bainistigh do chuid litreacha",
    success: "D’éirigh leis",
  },
  leave: {
    ask: bulletin => `Ar mhaith leat gan ${bulletin} a fháil feasta?`,
    ends: bulletin => `Ní bhfaighidh tú a thuilleadh litreacha ó ${bulletin}.`,
    also: "Ar mhaith leat stop a chur le haon rud eile?",
    everything: organisation => `Gach rud ó ${organisation}`,
    everythingHint: "Áirítear leis sin litreacha nach ann dóibh fós.",
    unsubscribe: "Díliostáil",
    instead: "Cuir do chuid litreacha ar sos nó roghnaigh na cinn a gheobhaidh tú",
    done: bulletin => `Tá tú díliostáilte ó ${bulletin}`,
    doneAll: organisation => `Tá tú díliostáilte ó gach rud ó ${organisation}`,
    ended: "Ní bhfaighidh tú a thuilleadh litreacha uathu seo:",
    mayArrive: "D’fhéadfadh litir a seoladh nóiméad ó shin teacht fós.",
    stillGet: "Gheobhaidh tú iad seo fós:",
    undone: "Cealaithe",
    again: "Gheobhaidh tú litreacha arís uathu seo:",
  },
  letters: {
    title: "Do chuid litreacha",
    forAddress: address => `Le haghaidh ${address}`,
    which: "Na litreacha a fhaigheann tú",
    whichHint: "Bain an tic de litir chun stop a chur léi.",
    lists: "Na liostaí a bhfuil tú orthu",
    listsHint:
      "Má fhágann tú liosta, ní bhfaighidh tú litreacha a sheoltar chuig an liosta sin amháin.",
    none: organisation => `Níl aon litreacha á bhfáil agat ó ${organisation}.`,
    noBulletins: "Níl aon rud le roghnú faoi láthair.",
    language: "Teanga",
    languageHint:
      "Teanga na leathanach seo agus na ríomhphost faoi do chuid litreacha. Tagann litir sa teanga seo má scríobh na seoltóirí sa teanga seo í.",
    pause: "Sos",
    pauseHint: "Ní bhfaighidh tú litreacha le linn an tsosa. Ní sheolfaimid níos déanaí iad.",
    noPause: "Gan sos",
    pausedUntil: date => `Ar sos go dtí ${date}`,
    plainText: "Gnáth-théacs amháin",
    plainTextHint: "Litreacha gan dathanna ná leagan amach",
    save: "Sábháil",
    saved: "Tá do chuid roghanna sábháilte",
    stopAll: organisation => `Cuir stop le gach rud ó ${organisation}`,
    blocked: {
      bounced:
        "Ní sheolaimid aon rud chuig do sheoladh, mar gur tháinig litreacha roimhe seo ar ais. Déan teagmháil leis na seoltóirí chun é sin a athrú.",
      complained:
        "Ní sheolaimid aon rud chuig do sheoladh, mar gur tuairiscíodh litir mar thurscar. Déan teagmháil leis na seoltóirí chun é sin a athrú.",
    },
    why: "An fáth a bhfaigheann tú na litreacha seo",
    imported: (organisation, date) => `Chuir ${organisation} do sheoladh ar an liosta ar ${date}.`,
    joined: date => `Liostáil tú ar ${date}.`,
    returned: date => `Tháinig tú ar ais ar ${date}.`,
    reconfirmed: date => `Dúirt tú ar ${date} go dteastaíonn siad uait fós.`,
    agreed: "D’aontaigh tú leis seo:",
    kept: "An méid a choinnímid fút",
    keptText:
      "Do sheoladh, d’ainm más eol dúinn é, do chuid roghanna, conas a tháinig tú ar ár liostaí, agus na cinntí a rinne tú.",
    download: "Íoslódáil do chuid sonraí",
  },
  erase: {
    title: "Scrios do chuid sonraí",
    text: "Scriosaimid do sheoladh, d’ainm agus do chuid roghanna. Ní bhfaighidh tú a thuilleadh litreacha. Ní choinnímid ach cód a dhéantar as do sheoladh, ionas nach gcuirfidh aon duine ar liosta arís thú trí bhotún.",
    link: "Scrios do chuid sonraí",
    ask: "Scrios do chuid sonraí? Ní féidir é seo a chealú.",
    button: "Scrios mo chuid sonraí",
    done: "Scriosadh do chuid sonraí",
    doneText: organisation => `Ní bhfaighidh tú a thuilleadh litreacha ó ${organisation}.`,
  },
  join: {
    title: bulletin => `Faigh ${bulletin} trí ríomhphost`,
    agree: (organisation, bulletin) =>
      `Ba mhaith liom go seolfadh ${organisation} ${bulletin} chugam trí ríomhphost. Is féidir liom stopadh am ar bith.`,
    address: "Seoladh ríomhphoist",
    addressMissing: "Cuir isteach do sheoladh ríomhphoist",
    addressWrong: "Cuir isteach seoladh ríomhphoist san fhormáid cheart, ar nós ainm@example.org",
    list: "Roghnaigh liosta",
    confirmFirst:
      "Seolfaimid ríomhphost chugat ar dtús. Gheobhaidh tú litreacha tar éis duit an nasc ann a oscailt.",
    noConfirm:
      "Gheobhaidh tú an chéad litir eile. Ní gá duit do sheoladh a dheimhniú trí ríomhphost.",
    subscribe: "Liostáil",
    check: "Seiceáil do ríomhphost",
    sent: (address, bulletin) =>
      `Tá ríomhphost seolta againn chuig ${address}. Oscail an nasc ann chun ${bulletin} a fháil.`,
    added: (address, bulletin) => `Gheobhaidh ${address} ${bulletin} as seo amach.`,
    addedLater:
      "Má bhí an seoladh seo díliostáilte roimhe seo, oscail an nasc sa ríomhphost a sheolamar chuige.",
    linkDays: days => `Oibreoidh an nasc ar feadh ${days}.`,
    nothingArrived: (organisation, address) =>
      `Mura dtagann aon rud laistigh d’uair an chloig, féach i d’fhillteán turscair. Ansin déan teagmháil le ${organisation}: ${address}.`,
    confirmAsk: bulletin => `Ar mhaith leat ${bulletin} a fháil?`,
    confirm: "Ba mhaith, liostáil mé",
    confirmed: bulletin => `Tá tú liostáilte do ${bulletin}`,
    confirmedText: "Gheobhaidh tú an chéad litir eile.",
    expired: "Níl an nasc seo bailí a thuilleadh",
    expiredText: days => `Oibríonn nasc uair amháin, agus ar feadh ${days}.`,
    again: "Liostáil arís",
    busy: "Bain triail eile as ar ball",
    busyText:
      "Tá a lán daoine ag liostáil faoi láthair. Bain triail eile as i gceann uair an chloig.",
  },
  email: {
    confirmSubject: bulletin => `Deimhnigh go dteastaíonn ${bulletin} uait`,
    asked: (organisation, bulletin) =>
      `D’iarr duine éigin, tusa is dócha, ar ${organisation} ${bulletin} a sheoladh chuig an seoladh seo.`,
    openLink: days => `Chun é sin a dheimhniú, oscail an nasc seo laistigh de ${days}:`,
    ignore: "Mura tusa a d’iarr é, ná déan aon rud. Ní bhfaighidh tú aon litreacha.",
    welcomeSubject: bulletin => `Fáilte chuig ${bulletin}`,
  },
  digest: {
    contents: "Sa litir seo",
    readOn: title => `Léigh tuilleadh: ${title}`,
  },
  reconfirm: {
    ask: bulletins => `An dteastaíonn ${bulletins} uait fós?`,
    why: (organisation, bulletins) =>
      `Seolann ${organisation} ${bulletins} chugat trí ríomhphost. Táimid ag fiafraí de gach duine ar an liosta seo an dteastaíonn sé uathu fós.`,
    reminder: "D’fhiafraíomar díot cheana agus níl freagra againn fós. Ní fhiafróimid arís.",
    openLink: date => `Chun é a fháil fós, oscail an nasc seo agus deimhnigh faoi ${date}:`,
    otherwise:
      "Mura bhfreagraíonn tú, d’fhéadfaimis tú a bhaint den liosta. Ní gá duit aon rud eile a dhéanamh.",
    yes: "Is ea, lean ort ag seoladh",
    no: "Ní hea, stop ag seoladh",
    kept: bulletins => `Gheobhaidh tú ${bulletins} fós`,
    keptText: "Go raibh maith agat. Tá do fhreagra agus a dháta nótáilte againn.",
    ended: bulletins => `Níl tú ar an liosta do ${bulletins} níos mó`,
    endedText: "Ní sheolaimid litreacha chugat tríd an liosta seo níos mó.",
  },
  archive: {
    title: bulletin => `Litreacha: ${bulletin}`,
    search: "Cuardaigh ábhair na litreacha",
    find: "Cuardaigh",
    none: "Níor seoladh aon litir fós.",
    noneFound: "Níl na focail seo in ábhar aon litreach.",
    older: "Litreacha níos sine",
    feed: "Lean trí fhotha (Atom)",
    unlisted: "Ní thiocfaidh ach daoine a bhfuil an seoladh seo acu ar an leathanach seo.",
  },
  correction: {
    subject: subject => `Ceartúchán: ${subject}`,
    note: date => `Ceartaíonn an litir seo ár litir den ${date}.`,
    corrects: date => `Ceartaíonn sí seo an litir den ${date}.`,
    corrected: date => `Cheartaíomar an litir seo ar an ${date}.`,
  },
  problems: {
    unknownLink: {
      title: "Níorbh fhéidir linn an nasc seo a oscailt",
      sentences: [
        "B’fhéidir nach bhfuil an nasc iomlán. Téigh ar ais chuig an litir agus oscail an nasc arís, nó cóipeáil an nasc ar fad.",
        "Mura n-osclaíonn sé fós, tabhair freagra ar an litir. Is féidir leis na seoltóirí cabhrú leat.",
      ],
    },
    notFound: {
      title: "Níor aimsíodh an leathanach",
      sentences: ["Má chlóscríobh tú an seoladh gréasáin, seiceáil go bhfuil sé ceart."],
    },
    foreign: {
      title: "Níor ghlacamar leis an bhfoirm seo",
      sentences: [
        "Tháinig an fhoirm ó shuíomh eile, nó ó leathanach nach bhfuil bailí a thuilleadh. Oscail an leathanach arís agus bain triail eile as.",
      ],
    },
    tooLarge: {
      title: "Tá sé sin rófhada",
      sentences: ["Níor athraíodh aon rud. Téigh siar agus cuir isteach níos lú téacs."],
    },
    unreadable: {
      title: "Níorbh fhéidir linn an fhoirm a léamh",
      sentences: [
        "Níor tháinig an fhoirm ina hiomláine, agus mar sin níor athraíodh aon rud. Téigh siar agus seol arís í.",
      ],
    },
    failure: {
      title: "Tharla earráid",
      sentences: [
        "Bain triail eile as i gceann nóiméid. Má tharlaíonn sé arís, tabhair freagra ar an litir agus inis an t-am do na seoltóirí.",
      ],
    },
  },
};
