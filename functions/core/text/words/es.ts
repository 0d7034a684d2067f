import type { Words } from "./words.ts";

export const spanish: Words = {
  language: "es",
  direction: "ltr",
  name: "Español",
  letter: {
    image: "Imagen:",
    signature: name => `Firma de ${name}`,
    from: people => `Una carta de ${people}`,
    salutation: "Estimada colega, estimado colega:",
    signOff: "Atentamente,",
  },
  footer: {
    reason: organisation =>
      `Recibe esta carta porque su dirección está en una lista de distribución de ${organisation}.`,
    reasonUnnamed:
      "Recibe esta carta porque su dirección está en la lista de correo del remitente.",
    repliesReadBy: reader => `Las respuestas las lee ${reader}.`,
    repliesUnread: "Nadie lee las respuestas a esta carta.",
    view: "Ver en el navegador",
    manage: "Gestionar sus cartas",
    unsubscribe: "Darse de baja",
    privacy: "Privacidad",
    noTracking: "Esta carta no contiene ningún rastreo.",
  },
  page: {
    skip: "Ir al contenido principal",
    problem: "Hay un problema",
    error: "Error:",
    languages: "Idiomas",
    undo: "Deshacer",
    back: "Volver",
    manage: "Gestionar sus cartas",
    success: "Hecho",
  },
  leave: {
    ask: bulletin => `¿Dejar de recibir ${bulletin}?`,
    ends: bulletin => `No recibirá más cartas de ${bulletin}.`,
    also: "¿Quiere dejar de recibir algo más?",
    everything: organisation => `Todo lo de ${organisation}`,
    everythingHint: "También las cartas que aún no existen.",
    unsubscribe: "Darse de baja",
    instead: "Hacer una pausa o elegir qué cartas recibe",
    done: bulletin => `Se ha dado de baja de ${bulletin}`,
    doneAll: organisation => `Se ha dado de baja de todo lo de ${organisation}`,
    ended: "No recibirá más cartas de:",
    mayArrive: "Una carta enviada hace un momento puede llegar todavía.",
    stillGet: "Sigue recibiendo:",
    undone: "Deshecho",
    again: "Vuelve a recibir cartas de:",
  },
  letters: {
    title: "Sus cartas",
    forAddress: address => `Para ${address}`,
    which: "Qué cartas recibe",
    whichHint: "Desmarque una carta para dejar de recibirla.",
    lists: "Las listas en las que está",
    listsHint: "Si deja una lista, no recibe las cartas que se envían solo a esa lista.",
    none: organisation => `No recibe cartas de ${organisation}.`,
    noBulletins: "De momento no hay nada que elegir.",
    language: "Idioma",
    languageHint:
      "El idioma de estas páginas y de los mensajes sobre sus cartas. Una carta llega en este idioma si los remitentes la han escrito en él.",
    pause: "Pausa",
    pauseHint: "Durante una pausa no recibe cartas. No las enviamos más tarde.",
    noPause: "Sin pausa",
    pausedUntil: date => `En pausa hasta el ${date}`,
    plainText: "Solo texto sin formato",
    plainTextHint: "Cartas sin colores ni diseño",
    save: "Guardar",
    saved: "Sus preferencias se han guardado",
    stopAll: organisation => `Dejar de recibir todo lo de ${organisation}`,
    blocked: {
      bounced:
        "No enviamos nada a su dirección porque otras cartas fueron devueltas. Escriba al remitente para cambiarlo.",
      complained:
        "No enviamos nada a su dirección porque una carta se marcó como correo no deseado. Escriba al remitente para cambiarlo.",
    },
    why: "Por qué recibe estas cartas",
    imported: (organisation, date) => `${organisation} añadió su dirección el ${date}.`,
    joined: date => `Se suscribió el ${date}.`,
    returned: date => `Volvió el ${date}.`,
    reconfirmed: date => `El ${date} confirmó que quiere seguir recibiéndolas.`,
    agreed: "Aceptó lo siguiente:",
    kept: "Qué guardamos sobre usted",
    keptText:
      "Su dirección, su nombre si lo sabemos, sus preferencias, cómo llegó a nuestras listas y qué decisiones tomó.",
    download: "Descargar sus datos",
  },
  erase: {
    title: "Borrar sus datos",
    text: "Borramos su dirección, su nombre y sus preferencias. No recibirá más cartas. Solo conservamos un código hecho a partir de su dirección, para que nadie la añada de nuevo por error.",
    link: "Borrar sus datos",
    ask: "¿Borrar sus datos? No se puede deshacer.",
    button: "Borrar mis datos",
    done: "Sus datos se han borrado",
    doneText: organisation => `No recibirá más cartas de ${organisation}.`,
  },
  join: {
    title: bulletin => `Recibir ${bulletin} por correo electrónico`,
    agree: (organisation, bulletin) =>
      `Quiero que ${organisation} me envíe ${bulletin} por correo electrónico. Puedo darme de baja en cualquier momento.`,
    address: "Dirección de correo electrónico",
    addressMissing: "Escriba su dirección de correo electrónico",
    addressWrong:
      "Escriba una dirección de correo electrónico con el formato correcto, como nombre@example.org",
    list: "Elija una lista",
    confirmFirst:
      "Primero le enviamos un mensaje. Recibirá cartas después de abrir el enlace que contiene.",
    noConfirm: "Recibirá la próxima carta. No hace falta confirmar la dirección.",
    subscribe: "Suscribirse",
    check: "Mire su correo",
    sent: (address, bulletin) =>
      `Hemos enviado un mensaje a ${address}. Abra el enlace que contiene para recibir ${bulletin}.`,
    added: (address, bulletin) => `${address} recibe ${bulletin} desde ahora.`,
    addedLater:
      "Si esta dirección se dio de baja antes, abra el enlace del mensaje que le hemos enviado.",
    linkDays: days => `El enlace funciona durante ${days}.`,
    nothingArrived: (organisation, address) =>
      `Si no llega nada en una hora, mire en la carpeta de correo no deseado. Después escriba a ${organisation}: ${address}.`,
    confirmAsk: bulletin => `¿Quiere recibir ${bulletin}?`,
    confirm: "Sí, suscribirme",
    confirmed: bulletin => `Se ha suscrito a ${bulletin}`,
    confirmedText: "Recibirá la próxima carta.",
    expired: "Este enlace ya no es válido",
    expiredText: days => `Un enlace funciona una sola vez y durante ${days}.`,
    again: "Suscribirse de nuevo",
    busy: "Inténtelo más tarde",
    busyText: "Ahora se suscriben muchas personas. Inténtelo de nuevo dentro de una hora.",
  },
  email: {
    confirmSubject: bulletin => `Confirme que quiere recibir ${bulletin}`,
    asked: (organisation, bulletin) =>
      `Alguien, probablemente usted, pidió a ${organisation} que enviara ${bulletin} a esta dirección.`,
    openLink: days => `Para confirmarlo, abra este enlace en un plazo de ${days}:`,
    ignore: "Si no fue usted, no haga nada. No recibirá cartas.",
    welcomeSubject: bulletin => `Le damos la bienvenida a ${bulletin}`,
  },
  digest: {
    contents: "En esta carta",
    readOn: title => `Seguir leyendo: ${title}`,
  },
  reconfirm: {
    ask: bulletins => `¿Quiere seguir recibiendo ${bulletins}?`,
    why: (organisation, bulletins) =>
      `${organisation} le envía ${bulletins} por correo electrónico. Preguntamos a todas las personas de esta lista si quieren seguir recibiéndolo.`,
    reminder: "Ya le hemos preguntado y aún no tenemos respuesta. No volveremos a preguntar.",
    openLink: date => `Si es así, abra este enlace y confirme antes del ${date}:`,
    otherwise:
      "Si no responde, es posible que le quitemos de la lista. No tiene que hacer nada más.",
    yes: "Sí, sigan enviando",
    no: "No, dejen de enviar",
    kept: bulletins => `Seguirá recibiendo ${bulletins}`,
    keptText: "Gracias. Hemos anotado su respuesta y la fecha.",
    ended: bulletins => `Ya no está en la lista de ${bulletins}`,
    endedText: "Ya no le enviamos cartas por esta lista.",
  },
  archive: {
    title: bulletin => `Cartas: ${bulletin}`,
    search: "Buscar en los asuntos",
    find: "Buscar",
    none: "Todavía no se ha enviado ninguna carta.",
    noneFound: "Ninguna carta tiene estas palabras en su asunto.",
    older: "Cartas anteriores",
    feed: "Seguir por canal (Atom)",
    unlisted: "Solo quien conoce esta dirección puede encontrar esta página.",
  },
  correction: {
    subject: subject => `Corrección: ${subject}`,
    note: date => `Esta carta corrige nuestra carta del ${date}.`,
    corrects: date => `Esto corrige la carta del ${date}.`,
    corrected: date => `Corregimos esta carta el ${date}.`,
  },
  problems: {
    unknownLink: {
      title: "No hemos podido abrir este enlace",
      sentences: [
        "Puede que el enlace esté incompleto. Vuelva a la carta y ábralo de nuevo, o copie el enlace entero.",
        "Si sigue sin abrirse, responda a la carta. El remitente puede ayudarle.",
      ],
    },
    notFound: {
      title: "Página no encontrada",
      sentences: ["Si escribió la dirección, compruebe que es correcta."],
    },
    foreign: {
      title: "No hemos aceptado este formulario",
      sentences: [
        "El formulario venía de otro sitio o de una página que ya no es válida. Abra la página de nuevo e inténtelo otra vez.",
      ],
    },
    tooLarge: {
      title: "Es demasiado largo",
      sentences: ["No se ha cambiado nada. Vuelva atrás y escriba menos texto."],
    },
    unreadable: {
      title: "No hemos podido leer el formulario",
      sentences: [
        "El formulario llegó incompleto y no se ha cambiado nada. Vuelva atrás y envíelo de nuevo.",
      ],
    },
    failure: {
      title: "Algo ha fallado",
      sentences: [
        "Inténtelo de nuevo dentro de un minuto. Si vuelve a ocurrir, responda a la carta e indique la hora.",
      ],
    },
  },
};
