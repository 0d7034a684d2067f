import type { Words } from "./words.ts";

export const german: Words = {
  language: "de",
  direction: "ltr",
  name: "Deutsch",
  letter: {
    image: "Bild:",
    signature: name => `Unterschrift von ${name}`,
    from: people => `Ein Brief von ${people}`,
    salutation: "Liebe Kollegin, lieber Kollege,",
    signOff: "Mit freundlichen Grüßen",
  },
  footer: {
    reason: organisation =>
      `Sie erhalten diesen Brief, weil Ihre Adresse in einem Verteiler von ${organisation} steht.`,
    reasonUnnamed:
      "Sie erhalten diesen Brief, weil Ihre Adresse auf dem Verteiler des Absenders steht.",
    repliesReadBy: reader => `Antworten liest ${reader}.`,
    repliesUnread: "Antworten auf diesen Brief liest niemand.",
    view: "Im Browser ansehen",
    manage: "Ihre Briefe verwalten",
    unsubscribe: "Abmelden",
    privacy: "Datenschutz",
    noTracking: "Dieser Brief enthält kein Tracking.",
  },
  page: {
    skip: "Zum Hauptinhalt springen",
    problem: "Es gibt ein Problem",
    error: "Fehler:",
    languages: "Sprachen",
    undo: "Rückgängig machen",
    back: "Zurück",
    manage: "Ihre Briefe verwalten",
    success: "Erledigt",
  },
  leave: {
    ask: bulletin => `${bulletin} nicht mehr erhalten?`,
    ends: bulletin => `Sie erhalten dann keine Briefe von ${bulletin} mehr.`,
    also: "Möchten Sie noch etwas abbestellen?",
    everything: organisation => `Alles von ${organisation}`,
    everythingHint: "Auch Briefe, die es noch nicht gibt.",
    unsubscribe: "Abmelden",
    instead: "Eine Pause einlegen oder Briefe auswählen",
    done: bulletin => `Sie sind von ${bulletin} abgemeldet`,
    doneAll: organisation => `Sie sind von allem von ${organisation} abgemeldet`,
    ended: "Sie erhalten keine Briefe mehr von:",
    mayArrive: "Ein Brief, der gerade abgeschickt wurde, kann noch ankommen.",
    stillGet: "Weiterhin erhalten Sie:",
    undone: "Rückgängig gemacht",
    again: "Sie erhalten wieder Briefe von:",
  },
  letters: {
    title: "Ihre Briefe",
    forAddress: address => `Für ${address}`,
    which: "Welche Briefe Sie erhalten",
    whichHint: "Entfernen Sie das Häkchen, um einen Brief nicht mehr zu erhalten.",
    lists: "Die Verteiler, in denen Sie stehen",
    listsHint:
      "Wenn Sie einen Verteiler verlassen, erhalten Sie keine Briefe, die nur an ihn gehen.",
    none: organisation => `Sie erhalten keine Briefe von ${organisation}.`,
    noBulletins: "Zurzeit gibt es nichts auszuwählen.",
    language: "Sprache",
    languageHint:
      "Die Sprache dieser Seiten und der Nachrichten über Ihre Briefe. Ein Brief kommt in dieser Sprache, wenn die Absender ihn auch in dieser Sprache geschrieben haben.",
    pause: "Pause",
    pauseHint: "In der Pause erhalten Sie keine Briefe. Wir schicken sie auch nicht später.",
    noPause: "Keine Pause",
    pausedUntil: date => `Pause bis ${date}`,
    plainText: "Nur reiner Text",
    plainTextHint: "Briefe ohne Farben und Gestaltung",
    save: "Speichern",
    saved: "Ihre Auswahl ist gespeichert",
    stopAll: organisation => `Alles von ${organisation} abbestellen`,
    blocked: {
      bounced:
        "Wir schicken nichts an Ihre Adresse, weil frühere Briefe zurückkamen. Wenden Sie sich an den Absender, um das zu ändern.",
      complained:
        "Wir schicken nichts an Ihre Adresse, weil ein Brief als Spam gemeldet wurde. Wenden Sie sich an den Absender, um das zu ändern.",
    },
    why: "Warum Sie diese Briefe erhalten",
    imported: (organisation, date) => `${organisation} hat Ihre Adresse am ${date} aufgenommen.`,
    joined: date => `Sie haben sich am ${date} angemeldet.`,
    returned: date => `Sie sind am ${date} zurückgekommen.`,
    reconfirmed: date => `Am ${date} haben Sie bestätigt, dass Sie sie weiter möchten.`,
    agreed: "Sie haben diesem Satz zugestimmt:",
    kept: "Was wir über Sie speichern",
    keptText:
      "Ihre Adresse, Ihren Namen, wenn wir ihn kennen, Ihre Auswahl, wie Sie in unsere Verteiler kamen und welche Entscheidungen Sie getroffen haben.",
    download: "Ihre Daten herunterladen",
  },
  erase: {
    title: "Ihre Daten löschen",
    text: "Wir löschen Ihre Adresse, Ihren Namen und Ihre Auswahl. Sie erhalten keine Briefe mehr. Wir behalten nur einen Code aus Ihrer Adresse, damit niemand Sie versehentlich wieder aufnimmt.",
    link: "Ihre Daten löschen",
    ask: "Ihre Daten löschen? Das lässt sich nicht rückgängig machen.",
    button: "Meine Daten löschen",
    done: "Ihre Daten sind gelöscht",
    doneText: organisation => `Sie erhalten keine Briefe mehr von ${organisation}.`,
  },
  join: {
    title: bulletin => `${bulletin} per E-Mail erhalten`,
    agree: (organisation, bulletin) =>
      `Ich möchte ${bulletin} von ${organisation} per E-Mail erhalten. Ich kann mich jederzeit abmelden.`,
    address: "E-Mail-Adresse",
    addressMissing: "Geben Sie Ihre E-Mail-Adresse ein",
    addressWrong: "Geben Sie eine gültige E-Mail-Adresse ein, zum Beispiel name@example.org",
    list: "Wählen Sie einen Verteiler",
    confirmFirst:
      "Wir schicken Ihnen zuerst eine E-Mail. Briefe erhalten Sie, nachdem Sie den Link darin geöffnet haben.",
    noConfirm: "Sie erhalten den nächsten Brief. Sie müssen Ihre Adresse nicht bestätigen.",
    subscribe: "Anmelden",
    check: "Sehen Sie in Ihr Postfach",
    sent: (address, bulletin) =>
      `Wir haben eine E-Mail an ${address} geschickt. Öffnen Sie den Link darin, um ${bulletin} zu erhalten.`,
    added: (address, bulletin) => `${address} erhält von jetzt an ${bulletin}.`,
    addedLater:
      "Wenn sich diese Adresse früher abgemeldet hat, öffnen Sie den Link in der E-Mail, die wir ihr geschickt haben.",
    linkDays: days => `Der Link gilt ${days}.`,
    nothingArrived: (organisation, address) =>
      `Wenn nach einer Stunde nichts angekommen ist, sehen Sie im Spam-Ordner nach. Wenden Sie sich dann an ${organisation}: ${address}.`,
    confirmAsk: bulletin => `Möchten Sie ${bulletin} erhalten?`,
    confirm: "Ja, anmelden",
    confirmed: bulletin => `Sie sind für ${bulletin} angemeldet`,
    confirmedText: "Sie erhalten den nächsten Brief.",
    expired: "Dieser Link gilt nicht mehr",
    expiredText: days => `Ein Link gilt einmal und ${days} lang.`,
    again: "Noch einmal anmelden",
    busy: "Versuchen Sie es später noch einmal",
    busyText:
      "Zurzeit melden sich viele Menschen an. Versuchen Sie es in einer Stunde noch einmal.",
  },
  email: {
    confirmSubject: bulletin => `Bestätigen Sie, dass Sie ${bulletin} erhalten möchten`,
    asked: (organisation, bulletin) =>
      `Jemand, wahrscheinlich Sie, hat ${organisation} gebeten, ${bulletin} an diese Adresse zu schicken.`,
    openLink: days => `Öffnen Sie zur Bestätigung diesen Link. Er gilt ${days}:`,
    ignore: "Wenn Sie das nicht waren, tun Sie nichts. Sie erhalten keine Briefe.",
    welcomeSubject: bulletin => `Willkommen bei ${bulletin}`,
  },
  digest: {
    contents: "In diesem Brief",
    readOn: title => `Weiterlesen: ${title}`,
  },
  reconfirm: {
    ask: bulletins => `Möchten Sie ${bulletins} weiter erhalten?`,
    why: (organisation, bulletins) =>
      `${organisation} schickt Ihnen ${bulletins} per E-Mail. Wir fragen alle auf dieser Liste, ob sie das weiter möchten.`,
    reminder:
      "Wir haben Sie schon einmal gefragt und noch keine Antwort erhalten. Wir fragen nicht noch einmal.",
    openLink: date => `Wenn ja, öffnen Sie bis zum ${date} diesen Link und bestätigen Sie:`,
    otherwise:
      "Wenn Sie nicht antworten, nehmen wir Sie möglicherweise von der Liste. Sonst müssen Sie nichts tun.",
    yes: "Ja, weiter senden",
    no: "Nein, nicht mehr senden",
    kept: bulletins => `Sie erhalten ${bulletins} weiter`,
    keptText: "Vielen Dank. Wir haben Ihre Antwort mit Datum vermerkt.",
    ended: bulletins => `Sie stehen nicht mehr auf der Liste für ${bulletins}`,
    endedText: "Über diese Liste senden wir Ihnen keine Briefe mehr.",
  },
  archive: {
    title: bulletin => `Briefe: ${bulletin}`,
    search: "Betreffzeilen durchsuchen",
    find: "Suchen",
    none: "Es wurde noch kein Brief versandt.",
    noneFound: "Kein Brief hat diese Wörter im Betreff.",
    older: "Ältere Briefe",
    feed: "Als Feed abonnieren (Atom)",
    unlisted: "Nur wer diese Adresse kennt, kann diese Seite finden.",
  },
  correction: {
    subject: subject => `Berichtigung: ${subject}`,
    note: date => `Dieser Brief berichtigt unseren Brief vom ${date}.`,
    corrects: date => `Dies berichtigt den Brief vom ${date}.`,
    corrected: date => `Wir haben diesen Brief am ${date} berichtigt.`,
  },
  problems: {
    unknownLink: {
      title: "Wir konnten diesen Link nicht öffnen",
      sentences: [
        "Der Link ist vielleicht unvollständig. Öffnen Sie ihn noch einmal aus dem Brief, oder kopieren Sie den ganzen Link.",
        "Wenn er sich noch immer nicht öffnet, antworten Sie auf den Brief. Der Absender kann Ihnen helfen.",
      ],
    },
    notFound: {
      title: "Seite nicht gefunden",
      sentences: ["Wenn Sie die Adresse eingegeben haben, prüfen Sie, ob sie stimmt."],
    },
    foreign: {
      title: "Wir haben dieses Formular nicht angenommen",
      sentences: [
        "Das Formular kam von einer anderen Website oder von einer Seite, die nicht mehr gilt. Öffnen Sie die Seite neu und versuchen Sie es noch einmal.",
      ],
    },
    tooLarge: {
      title: "Das ist zu lang",
      sentences: ["Es wurde nichts geändert. Gehen Sie zurück und geben Sie weniger Text ein."],
    },
    unreadable: {
      title: "Wir konnten das Formular nicht lesen",
      sentences: [
        "Das Formular kam unvollständig an, deshalb wurde nichts geändert. Gehen Sie zurück und senden Sie es noch einmal.",
      ],
    },
    failure: {
      title: "Etwas ist schiefgegangen",
      sentences: [
        "Versuchen Sie es in einer Minute noch einmal. Wenn es wieder geschieht, antworten Sie auf den Brief und nennen Sie die Uhrzeit.",
      ],
    },
  },
};
