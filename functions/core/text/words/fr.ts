import type { Words } from "./words.ts";

export const french: Words = {
  language: "fr",
  direction: "ltr",
  name: "Français",
  letter: {
    image: "Image :",
    signature: name => `Signature de ${name}`,
    from: people => `Une lettre de ${people}`,
    salutation: "Chère collègue, cher collègue,",
    signOff: "Cordialement,",
  },
  footer: {
    reason: organisation =>
      `Vous recevez cette lettre parce que votre adresse figure sur une liste de diffusion de ${organisation}.`,
    reasonUnnamed:
      "Vous recevez cette lettre parce que votre adresse figure sur la liste de diffusion de l’expéditeur.",
    repliesReadBy: reader => `Les réponses sont lues par ${reader}.`,
    repliesUnread: "Personne ne lit les réponses à cette lettre.",
    view: "Lire dans le navigateur",
    manage: "Gérer vos lettres",
    unsubscribe: "Se désabonner",
    privacy: "Confidentialité",
    noTracking: "Cette lettre ne contient aucun traceur.",
  },
  page: {
    skip: "Aller au contenu principal",
    problem: "Il y a un problème",
    error: "Erreur :",
    languages: "Langues",
    undo: "Annuler",
    back: "Retour",
    manage: "Gérer vos lettres",
    success: "C’est fait",
  },
  leave: {
    ask: bulletin => `Ne plus recevoir ${bulletin} ?`,
    ends: bulletin => `Vous ne recevrez plus de lettres de ${bulletin}.`,
    also: "Voulez-vous arrêter autre chose ?",
    everything: organisation => `Tous les envois de ${organisation}`,
    everythingHint: "Y compris les lettres qui n’existent pas encore.",
    unsubscribe: "Se désabonner",
    instead: "Faire une pause ou choisir les lettres que vous recevez",
    done: bulletin => `Vous êtes désabonné de ${bulletin}`,
    doneAll: organisation => `Vous êtes désabonné de tous les envois de ${organisation}`,
    ended: "Vous ne recevrez plus de lettres de :",
    mayArrive: "Une lettre envoyée à l’instant peut encore arriver.",
    stillGet: "Vous recevez toujours :",
    undone: "C’est annulé",
    again: "Vous recevez de nouveau les lettres de :",
  },
  letters: {
    title: "Vos lettres",
    forAddress: address => `Pour ${address}`,
    which: "Les lettres que vous recevez",
    whichHint: "Décochez une lettre pour ne plus la recevoir.",
    lists: "Les listes où vous figurez",
    listsHint:
      "Si vous quittez une liste, vous ne recevez plus les lettres envoyées à cette seule liste.",
    none: organisation => `Vous ne recevez aucune lettre de ${organisation}.`,
    noBulletins: "Il n’y a rien à choisir pour le moment.",
    language: "Langue",
    languageHint:
      "La langue de ces pages et des messages au sujet de vos lettres. Une lettre arrive dans cette langue si les expéditeurs l’ont écrite dans cette langue.",
    pause: "Pause",
    pauseHint:
      "Pendant une pause, vous ne recevez aucune lettre. Nous ne les envoyons pas plus tard.",
    noPause: "Pas de pause",
    pausedUntil: date => `En pause jusqu’au ${date}`,
    plainText: "Texte brut seulement",
    plainTextHint: "Des lettres sans couleurs ni mise en page",
    save: "Enregistrer",
    saved: "Vos choix sont enregistrés",
    stopAll: organisation => `Arrêter tous les envois de ${organisation}`,
    blocked: {
      bounced:
        "Nous n’envoyons rien à votre adresse, car des lettres nous sont revenues. Écrivez à l’expéditeur pour que cela change.",
      complained:
        "Nous n’envoyons rien à votre adresse, car une lettre a été signalée comme indésirable. Écrivez à l’expéditeur pour que cela change.",
    },
    why: "Pourquoi vous recevez ces lettres",
    imported: (organisation, date) => `${organisation} a ajouté votre adresse le ${date}.`,
    joined: date => `Vous vous êtes abonné le ${date}.`,
    returned: date => `Vous êtes revenu le ${date}.`,
    reconfirmed: date => `Le ${date}, vous avez confirmé que vous souhaitez toujours les recevoir.`,
    agreed: "Vous avez accepté ceci :",
    kept: "Ce que nous conservons sur vous",
    keptText:
      "Votre adresse, votre nom si nous le connaissons, vos choix, la façon dont vous êtes arrivé sur nos listes et les décisions que vous avez prises.",
    download: "Télécharger vos données",
  },
  erase: {
    title: "Effacer vos données",
    text: "Nous effaçons votre adresse, votre nom et vos choix. Vous ne recevez plus de lettres. Nous gardons seulement un code tiré de votre adresse, pour que personne ne vous ajoute de nouveau par erreur.",
    link: "Effacer vos données",
    ask: "Effacer vos données ? Vous ne pourrez pas revenir en arrière.",
    button: "Effacer mes données",
    done: "Vos données sont effacées",
    doneText: organisation => `Vous ne recevrez plus de lettres de ${organisation}.`,
  },
  join: {
    title: bulletin => `Recevoir ${bulletin} par courriel`,
    agree: (organisation, bulletin) =>
      `Je souhaite que ${organisation} m’envoie ${bulletin} par courriel. Je peux arrêter à tout moment.`,
    address: "Adresse électronique",
    addressMissing: "Saisissez votre adresse électronique",
    addressWrong: "Saisissez une adresse électronique au bon format, comme nom@example.org",
    list: "Choisissez une liste",
    confirmFirst:
      "Nous vous envoyons d’abord un courriel. Vous recevez les lettres après avoir ouvert le lien qu’il contient.",
    noConfirm: "Vous recevrez la prochaine lettre. Vous n’avez pas à confirmer votre adresse.",
    subscribe: "S’abonner",
    check: "Consultez vos courriels",
    sent: (address, bulletin) =>
      `Nous avons envoyé un courriel à ${address}. Ouvrez le lien qu’il contient pour recevoir ${bulletin}.`,
    added: (address, bulletin) => `${address} reçoit désormais ${bulletin}.`,
    addedLater:
      "Si cette adresse s’était désabonnée, ouvrez le lien dans le courriel que nous lui avons envoyé.",
    linkDays: days => `Le lien fonctionne pendant ${days}.`,
    nothingArrived: (organisation, address) =>
      `Si rien n’arrive dans l’heure, regardez dans vos courriers indésirables. Écrivez ensuite à ${organisation} : ${address}.`,
    confirmAsk: bulletin => `Voulez-vous recevoir ${bulletin} ?`,
    confirm: "Oui, m’abonner",
    confirmed: bulletin => `Vous êtes abonné à ${bulletin}`,
    confirmedText: "Vous recevrez la prochaine lettre.",
    expired: "Ce lien n’est plus valable",
    expiredText: days => `Un lien fonctionne une seule fois, et pendant ${days}.`,
    again: "S’abonner de nouveau",
    busy: "Réessayez plus tard",
    busyText: "Beaucoup de personnes s’abonnent en ce moment. Réessayez dans une heure.",
  },
  email: {
    confirmSubject: bulletin => `Confirmez que vous souhaitez recevoir ${bulletin}`,
    asked: (organisation, bulletin) =>
      `Quelqu’un, sans doute vous, a demandé à ${organisation} d’envoyer ${bulletin} à cette adresse.`,
    openLink: days => `Pour confirmer, ouvrez ce lien dans un délai de ${days} :`,
    ignore: "Si ce n’était pas vous, ne faites rien. Vous ne recevrez pas de lettres.",
    welcomeSubject: bulletin => `Bienvenue à ${bulletin}`,
  },
  digest: {
    contents: "Dans cette lettre",
    readOn: title => `Lire la suite : ${title}`,
  },
  reconfirm: {
    ask: bulletins => `Souhaitez-vous toujours recevoir ${bulletins} ?`,
    why: (organisation, bulletins) =>
      `${organisation} vous envoie ${bulletins} par courriel. Nous demandons à toutes les personnes de cette liste si elles le souhaitent toujours.`,
    reminder:
      "Nous vous avons déjà posé la question et n’avons pas encore de réponse. Nous ne la poserons plus.",
    openLink: date => `Si oui, ouvrez ce lien et confirmez avant le ${date} :`,
    otherwise:
      "Sans réponse de votre part, nous pourrons vous retirer de la liste. Vous n’avez rien d’autre à faire.",
    yes: "Oui, continuer les envois",
    no: "Non, arrêter les envois",
    kept: bulletins => `Vous continuez à recevoir ${bulletins}`,
    keptText: "Merci. Nous avons noté votre réponse et sa date.",
    ended: bulletins => `Vous n’êtes plus sur la liste de ${bulletins}`,
    endedText: "Nous ne vous envoyons plus de lettres par cette liste.",
  },
  archive: {
    title: bulletin => `Lettres : ${bulletin}`,
    search: "Chercher dans les objets",
    find: "Chercher",
    none: "Aucune lettre n’a encore été envoyée.",
    noneFound: "Aucune lettre n’a ces mots dans son objet.",
    older: "Lettres plus anciennes",
    feed: "Suivre par flux (Atom)",
    unlisted: "Seules les personnes qui connaissent cette adresse peuvent trouver cette page.",
  },
  correction: {
    subject: subject => `Rectificatif : ${subject}`,
    note: date => `Cette lettre rectifie notre lettre du ${date}.`,
    corrects: date => `Ceci rectifie la lettre du ${date}.`,
    corrected: date => `Nous avons rectifié cette lettre le ${date}.`,
  },
  problems: {
    unknownLink: {
      title: "Nous n’avons pas pu ouvrir ce lien",
      sentences: [
        "Le lien est peut-être incomplet. Revenez à la lettre et ouvrez le lien de nouveau, ou copiez le lien entier.",
        "S’il ne s’ouvre toujours pas, répondez à la lettre. L’expéditeur peut vous aider.",
      ],
    },
    notFound: {
      title: "Page introuvable",
      sentences: ["Si vous avez saisi l’adresse, vérifiez qu’elle est correcte."],
    },
    foreign: {
      title: "Nous n’avons pas accepté ce formulaire",
      sentences: [
        "Le formulaire venait d’un autre site ou d’une page qui n’est plus valable. Ouvrez la page de nouveau et réessayez.",
      ],
    },
    tooLarge: {
      title: "C’est trop long",
      sentences: ["Rien n’a été modifié. Revenez en arrière et saisissez moins de texte."],
    },
    unreadable: {
      title: "Nous n’avons pas pu lire le formulaire",
      sentences: [
        "Le formulaire est arrivé incomplet : rien n’a été modifié. Revenez en arrière et envoyez-le de nouveau.",
      ],
    },
    failure: {
      title: "Une erreur s’est produite",
      sentences: [
        "Réessayez dans une minute. Si cela se reproduit, répondez à la lettre et indiquez l’heure à l’expéditeur.",
      ],
    },
  },
};
