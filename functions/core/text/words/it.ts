import type { Words } from "./words.ts";

export const italian: Words = {
  language: "it",
  direction: "ltr",
  name: "Italiano",
  letter: {
    image: "Immagine:",
    signature: name => `Firma di ${name}`,
    from: people => `Una lettera di ${people}`,
    salutation: "Gentile collega,",
    signOff: "Cordiali saluti,",
  },
  footer: {
    reason: organisation =>
      `Riceve questa lettera perché il suo indirizzo è in una lista di distribuzione di ${organisation}.`,
    reasonUnnamed:
      "Riceve questa lettera perché il suo indirizzo è nella lista di distribuzione del mittente.",
    repliesReadBy: reader => `Le risposte sono lette da ${reader}.`,
    repliesUnread: "Nessuno legge le risposte a questa lettera.",
    view: "Visualizzare nel browser",
    manage: "Gestire le sue lettere",
    unsubscribe: "Annullare l’iscrizione",
    privacy: "Informativa sulla privacy",
    noTracking: "Questa lettera non contiene alcun tracciamento.",
  },
  page: {
    skip: "Vai al contenuto principale",
    problem: "C’è un problema",
    error: "Errore:",
    languages: "Lingue",
    undo: "Annulla",
    back: "Indietro",
    manage: "Gestire le sue lettere",
    success: "Operazione riuscita",
  },
  leave: {
    ask: bulletin => `Vuole smettere di ricevere ${bulletin}?`,
    ends: bulletin => `Non riceverà più lettere di ${bulletin}.`,
    also: "Vuole interrompere altro?",
    everything: organisation => `Tutto ciò che invia ${organisation}`,
    everythingHint: "Comprende anche le lettere che non esistono ancora.",
    unsubscribe: "Annullare l’iscrizione",
    instead: "Sospendere le lettere o scegliere quali ricevere",
    done: bulletin => `La sua iscrizione a ${bulletin} è annullata`,
    doneAll: organisation => `La sua iscrizione a tutto ciò che invia ${organisation} è annullata`,
    ended: "Non riceverà più lettere di:",
    mayArrive: "Una lettera inviata poco fa può ancora arrivare.",
    stillGet: "Continua a ricevere:",
    undone: "Annullato",
    again: "Riceve di nuovo le lettere di:",
  },
  letters: {
    title: "Le sue lettere",
    forAddress: address => `Per ${address}`,
    which: "Quali lettere riceve",
    whichHint: "Tolga la spunta a una lettera per non riceverla più.",
    lists: "Le liste in cui è presente",
    listsHint: "Se lascia una lista, non riceve le lettere inviate solo a quella lista.",
    none: organisation => `Non riceve lettere di ${organisation}.`,
    noBulletins: "Al momento non c’è nulla da scegliere.",
    language: "Lingua",
    languageHint:
      "La lingua di queste pagine e dei messaggi sulle sue lettere. Una lettera arriva in questa lingua se i mittenti l’hanno scritta in questa lingua.",
    pause: "Pausa",
    pauseHint: "Durante la pausa non riceve lettere. Non le inviamo in seguito.",
    noPause: "Nessuna pausa",
    pausedUntil: date => `In pausa fino al ${date}`,
    plainText: "Solo testo semplice",
    plainTextHint: "Lettere senza colori né impaginazione",
    save: "Salva",
    saved: "Le sue scelte sono salvate",
    stopAll: organisation => `Interrompere tutto ciò che invia ${organisation}`,
    blocked: {
      bounced:
        "Non inviamo nulla al suo indirizzo, perché lettere precedenti sono tornate indietro. Contatti i mittenti per cambiare la situazione.",
      complained:
        "Non inviamo nulla al suo indirizzo, perché una lettera è stata segnalata come spam. Contatti i mittenti per cambiare la situazione.",
    },
    why: "Perché riceve queste lettere",
    imported: (organisation, date) =>
      `${organisation} ha aggiunto il suo indirizzo in data ${date}.`,
    joined: date => `Iscrizione effettuata in data ${date}.`,
    returned: date => `Iscrizione ripresa in data ${date}.`,
    reconfirmed: date => `Il ${date} ha confermato di volerle ancora.`,
    agreed: "Ha accettato quanto segue:",
    kept: "Che cosa conserviamo su di lei",
    keptText:
      "Il suo indirizzo, il suo nome se lo conosciamo, le sue scelte, l’origine della sua iscrizione alle nostre liste e le decisioni che ha preso.",
    download: "Scaricare i suoi dati",
  },
  erase: {
    title: "Cancellare i suoi dati",
    text: "Cancelliamo il suo indirizzo, il suo nome e le sue scelte. Non riceverà più lettere. Conserviamo solo un codice ricavato dal suo indirizzo, perché nessuno lo aggiunga di nuovo per errore.",
    link: "Cancellare i suoi dati",
    ask: "Vuole cancellare i suoi dati? Non potrà tornare indietro.",
    button: "Cancella i miei dati",
    done: "I suoi dati sono stati cancellati",
    doneText: organisation => `Non riceverà più lettere di ${organisation}.`,
  },
  join: {
    title: bulletin => `Ricevere ${bulletin} per email`,
    agree: (organisation, bulletin) =>
      `Desidero che ${organisation} mi invii ${bulletin} per email. Posso smettere in qualsiasi momento.`,
    address: "Indirizzo email",
    addressMissing: "Inserisca il suo indirizzo email",
    addressWrong: "Inserisca un indirizzo email nel formato corretto, come nome@example.org",
    list: "Scelga una lista",
    confirmFirst:
      "Prima le inviamo un’email. Riceverà le lettere dopo aver aperto il link che contiene.",
    noConfirm: "Riceverà la prossima lettera. Non occorre confermare l’indirizzo per email.",
    subscribe: "Iscriversi",
    check: "Controlli la posta",
    sent: (address, bulletin) =>
      `Abbiamo inviato un’email a ${address}. Apra il link che contiene per ricevere ${bulletin}.`,
    added: (address, bulletin) => `D’ora in poi ${address} riceve ${bulletin}.`,
    addedLater:
      "Se in passato l’iscrizione di questo indirizzo è stata annullata, apra il link nell’email che gli abbiamo inviato.",
    linkDays: days => `Il link è valido per ${days}.`,
    nothingArrived: (organisation, address) =>
      `Se entro un’ora non arriva nulla, guardi nella cartella della posta indesiderata. Poi contatti ${organisation}: ${address}.`,
    confirmAsk: bulletin => `Vuole ricevere ${bulletin}?`,
    confirm: "Sì, desidero iscrivermi",
    confirmed: bulletin => `L’iscrizione a ${bulletin} è confermata`,
    confirmedText: "Riceverà la prossima lettera.",
    expired: "Questo link non è più valido",
    expiredText: days => `Un link funziona una sola volta, e per ${days}.`,
    again: "Iscriversi di nuovo",
    busy: "Riprovi più tardi",
    busyText: "In questo momento si iscrivono molte persone. Riprovi tra un’ora.",
  },
  email: {
    confirmSubject: bulletin => `Confermi di voler ricevere ${bulletin}`,
    asked: (organisation, bulletin) =>
      `Qualcuno, probabilmente lei, ha chiesto a ${organisation} di inviare ${bulletin} a questo indirizzo.`,
    openLink: days => `Per confermare, apra questo link entro ${days}:`,
    ignore: "Se non è stato lei, non faccia nulla. Non riceverà lettere.",
    welcomeSubject: bulletin => `Benvenuti: ${bulletin}`,
  },
  digest: {
    contents: "In questa lettera",
    readOn: title => `Continua a leggere: ${title}`,
  },
  reconfirm: {
    ask: bulletins => `Desidera ancora ricevere ${bulletins}?`,
    why: (organisation, bulletins) =>
      `${organisation} Le invia ${bulletins} per email. Chiediamo a tutte le persone di questa lista se lo desiderano ancora.`,
    reminder:
      "Glielo abbiamo già chiesto e non abbiamo ancora una risposta. Non lo chiederemo più.",
    openLink: date => `Se sì, apra questo link e confermi entro il ${date}:`,
    otherwise: "Se non risponde, potremmo toglierLa dalla lista. Non deve fare altro.",
    yes: "Sì, continuate a inviare",
    no: "No, smettete di inviare",
    kept: bulletins => `Continuerà a ricevere ${bulletins}`,
    keptText: "Grazie. Abbiamo registrato la Sua risposta e la data.",
    ended: bulletins => `Non è più nella lista di ${bulletins}`,
    endedText: "Non Le inviamo più lettere tramite questa lista.",
  },
  archive: {
    title: bulletin => `Lettere: ${bulletin}`,
    search: "Cercare negli oggetti",
    find: "Cerca",
    none: "Non è stata ancora inviata alcuna lettera.",
    noneFound: "Nessuna lettera ha queste parole nell’oggetto.",
    older: "Lettere meno recenti",
    feed: "Seguire con un feed (Atom)",
    unlisted: "Solo chi conosce questo indirizzo può trovare questa pagina.",
  },
  correction: {
    subject: subject => `Rettifica: ${subject}`,
    note: date => `Questa lettera corregge la nostra lettera del ${date}.`,
    corrects: date => `Corregge la lettera del ${date}.`,
    corrected: date => `Abbiamo corretto questa lettera il ${date}.`,
  },
  problems: {
    unknownLink: {
      title: "Non siamo riusciti ad aprire questo link",
      sentences: [
        "Il link potrebbe essere incompleto. Torni alla lettera e apra di nuovo il link, oppure copi il link intero.",
        "Se non si apre ancora, risponda alla lettera. I mittenti possono aiutarla.",
      ],
    },
    notFound: {
      title: "Pagina non trovata",
      sentences: ["Se ha digitato l’indirizzo, controlli che sia corretto."],
    },
    foreign: {
      title: "Non abbiamo accettato questo modulo",
      sentences: [
        "Il modulo proveniva da un altro sito o da una pagina non più valida. Apra di nuovo la pagina e riprovi.",
      ],
    },
    tooLarge: {
      title: "Il testo è troppo lungo",
      sentences: ["Non è stato cambiato nulla. Torni indietro e inserisca meno testo."],
    },
    unreadable: {
      title: "Non siamo riusciti a leggere il modulo",
      sentences: [
        "Il modulo è arrivato incompleto, quindi non è stato cambiato nulla. Torni indietro e lo invii di nuovo.",
      ],
    },
    failure: {
      title: "Si è verificato un errore",
      sentences: [
        "Riprovi tra un minuto. Se succede di nuovo, risponda alla lettera e indichi l’ora ai mittenti.",
      ],
    },
  },
};
