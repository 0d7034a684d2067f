import type { Words } from "./words.ts";

// Names stand in the nominative, after a colon, a verb or in brackets: they are not declined.

export const polish: Words = {
  language: "pl",
  direction: "ltr",
  name: "Polski",
  letter: {
    image: "Obraz:",
    signature: name => `Podpis: ${name}`,
    from: people => `List: ${people}`,
    salutation: "Szanowni Państwo,",
    signOff: "Z poważaniem",
  },
  footer: {
    reason: organisation =>
      `Otrzymują Państwo ten list, ponieważ Państwa adres jest na liście wysyłkowej, którą prowadzi ${organisation}.`,
    reasonUnnamed:
      "Otrzymują Państwo ten list, ponieważ Państwa adres jest na liście wysyłkowej nadawcy.",
    repliesReadBy: reader => `Odpowiedzi czyta ${reader}.`,
    repliesUnread: "Nikt nie czyta odpowiedzi na ten list.",
    view: "Zobacz w przeglądarce",
    manage: "Zarządzaj listami",
    unsubscribe: "Zrezygnuj z listów",
    privacy: "Prywatność",
    noTracking: "Ten list nie zawiera żadnych elementów śledzących.",
  },
  page: {
    skip: "Przejdź do głównej treści",
    problem: "Wystąpił problem",
    error: "Błąd:",
    languages: "Języki",
    undo: "Cofnij",
    back: "Wstecz",
    manage: "Zarządzaj listami",
    success: "Gotowe",
  },
  leave: {
    ask: bulletin => `Czy chcą Państwo zrezygnować z listów: ${bulletin}?`,
    ends: bulletin => `Nie będą już Państwo otrzymywać listów: ${bulletin}.`,
    also: "Czy chcą Państwo zrezygnować z czegoś jeszcze?",
    everything: organisation => `Wszystko, co wysyła ${organisation}`,
    everythingHint: "Dotyczy to także listów, których jeszcze nie ma.",
    unsubscribe: "Zrezygnuj z listów",
    instead: "Wstrzymaj listy albo wybierz te, które chcesz otrzymywać",
    done: bulletin => `Zrezygnowali Państwo z listów: ${bulletin}`,
    doneAll: organisation => `Zrezygnowali Państwo ze wszystkiego, co wysyła ${organisation}`,
    ended: "Nie będą już Państwo otrzymywać listów:",
    mayArrive: "List wysłany przed chwilą może jeszcze dotrzeć.",
    stillGet: "Nadal otrzymują Państwo:",
    undone: "Cofnięto",
    again: "Znowu otrzymują Państwo listy:",
  },
  letters: {
    title: "Państwa listy",
    forAddress: address => `Dla adresu ${address}`,
    which: "Które listy Państwo otrzymują",
    whichHint: "Aby nie otrzymywać listu, należy usunąć jego zaznaczenie.",
    lists: "Listy wysyłkowe, na których są Państwo",
    listsHint:
      "Po opuszczeniu listy wysyłkowej nie otrzymują Państwo listów wysyłanych wyłącznie do niej.",
    none: organisation => `Nie otrzymują Państwo żadnych listów, które wysyła ${organisation}.`,
    noBulletins: "Obecnie nie ma nic do wyboru.",
    language: "Język",
    languageHint:
      "Język tych stron i wiadomości o Państwa listach. List przychodzi w tym języku, jeśli nadawca w nim napisał.",
    pause: "Przerwa",
    pauseHint: "W czasie przerwy nie otrzymują Państwo listów. Nie wysyłamy ich później.",
    noPause: "Bez przerwy",
    pausedUntil: date => `Wstrzymane do ${date}`,
    plainText: "Tylko zwykły tekst",
    plainTextHint: "Listy bez kolorów i układu graficznego",
    save: "Zapisz",
    saved: "Państwa wybór został zapisany",
    stopAll: organisation => `Zrezygnuj ze wszystkiego, co wysyła ${organisation}`,
    blocked: {
      bounced:
        "Nie wysyłamy niczego na Państwa adres, ponieważ wcześniejsze listy wróciły. Aby to zmienić, prosimy o kontakt z nadawcą.",
      complained:
        "Nie wysyłamy niczego na Państwa adres, ponieważ list został zgłoszony jako spam. Aby to zmienić, prosimy o kontakt z nadawcą.",
    },
    why: "Dlaczego otrzymują Państwo te listy",
    imported: (organisation, date) => `${organisation}: Państwa adres dodano ${date}.`,
    joined: date => `Zapisali się Państwo ${date}.`,
    returned: date => `Wrócili Państwo ${date}.`,
    reconfirmed: date => `${date} potwierdzono chęć dalszego otrzymywania listów.`,
    agreed: "Zgodzili się Państwo na to:",
    kept: "Co o Państwu przechowujemy",
    keptText:
      "Państwa adres, imię i nazwisko, jeśli je znamy, Państwa wybór, to, jak trafili Państwo na nasze listy wysyłkowe, i decyzje, które Państwo podjęli.",
    download: "Pobierz swoje dane",
  },
  erase: {
    title: "Usunięcie Państwa danych",
    text: "Usuwamy Państwa adres, imię i nazwisko oraz Państwa wybór. Nie będą już Państwo otrzymywać listów. Zachowujemy tylko kod utworzony z Państwa adresu, aby nikt nie dodał Państwa ponownie przez pomyłkę.",
    link: "Usuń swoje dane",
    ask: "Czy usunąć Państwa dane? Tego nie można cofnąć.",
    button: "Usuń moje dane",
    done: "Państwa dane zostały usunięte",
    doneText: organisation =>
      `Nie będą już Państwo otrzymywać listów, które wysyła ${organisation}.`,
  },
  join: {
    title: bulletin => `Otrzymuj listy e-mailem: ${bulletin}`,
    agree: (organisation, bulletin) =>
      `Chcę otrzymywać e-mailem listy, które wysyła ${organisation}: ${bulletin}. Mogę zrezygnować w każdej chwili.`,
    address: "Adres e-mail",
    addressMissing: "Wpisz swój adres e-mail",
    addressWrong: "Wpisz adres e-mail w poprawnym formacie, na przykład imie@example.org",
    list: "Wybierz listę wysyłkową",
    confirmFirst:
      "Najpierw wyślemy Państwu e-mail. Listy będą przychodzić po otwarciu linku, który w nim jest.",
    noConfirm: "Otrzymają Państwo następny list. Nie trzeba potwierdzać adresu e-mailem.",
    subscribe: "Zapisz się",
    check: "Sprawdź swoją pocztę",
    sent: (address, bulletin) =>
      `Wysłaliśmy e-mail na adres ${address}. Aby otrzymywać listy (${bulletin}), należy otworzyć link, który w nim jest.`,
    added: (address, bulletin) => `Od teraz na adres ${address} przychodzą listy: ${bulletin}.`,
    addedLater:
      "Jeśli z tego adresu wcześniej zrezygnowano z listów, należy otworzyć link w e-mailu, który na niego wysłaliśmy.",
    linkDays: days => `Link działa przez ${days}.`,
    nothingArrived: (organisation, address) =>
      `Jeśli w ciągu godziny nic nie przyjdzie, prosimy zajrzeć do folderu ze spamem. Potem można się skontaktować z nadawcą (${organisation}): ${address}.`,
    confirmAsk: bulletin => `Czy chcą Państwo otrzymywać listy: ${bulletin}?`,
    confirm: "Tak, zapisz mnie",
    confirmed: bulletin => `Są Państwo zapisani na listy: ${bulletin}`,
    confirmedText: "Otrzymają Państwo następny list.",
    expired: "Ten link nie jest już ważny",
    expiredText: days => `Link działa jeden raz i przez ${days}.`,
    again: "Zapisz się ponownie",
    busy: "Spróbuj ponownie później",
    busyText: "W tej chwili zapisuje się wiele osób. Prosimy spróbować ponownie za godzinę.",
  },
  email: {
    confirmSubject: bulletin => `Prosimy potwierdzić zapis na listy: ${bulletin}`,
    asked: (organisation, bulletin) =>
      `Ktoś, prawdopodobnie Państwo, chce otrzymywać na ten adres listy, które wysyła ${organisation}: ${bulletin}.`,
    openLink: days => `Aby potwierdzić, prosimy otworzyć ten link. Działa on przez ${days}:`,
    ignore: "Jeśli to nie Państwo, nie trzeba nic robić. Żadne listy nie będą przychodzić.",
    welcomeSubject: bulletin => `Witamy: ${bulletin}`,
  },
  digest: {
    contents: "W tym liście",
    readOn: title => `Czytaj dalej: ${title}`,
  },
  reconfirm: {
    ask: bulletins => `Czy nadal chcesz otrzymywać ${bulletins}?`,
    why: (organisation, bulletins) =>
      `${organisation} wysyła Ci ${bulletins} pocztą elektroniczną. Pytamy wszystkie osoby z tej listy, czy nadal tego chcą.`,
    reminder: "Pytaliśmy już wcześniej i nie mamy jeszcze odpowiedzi. Nie zapytamy ponownie.",
    openLink: date => `Jeśli tak, otwórz ten link i potwierdź do dnia ${date}:`,
    otherwise: "Jeśli nie odpowiesz, możemy usunąć Cię z listy. Nie musisz robić nic więcej.",
    yes: "Tak, wysyłajcie dalej",
    no: "Nie, przestańcie wysyłać",
    kept: bulletins => `Nadal będziesz otrzymywać ${bulletins}`,
    keptText: "Dziękujemy. Zapisaliśmy Twoją odpowiedź i jej datę.",
    ended: bulletins => `Nie ma Cię już na liście ${bulletins}`,
    endedText: "Nie wysyłamy Ci już listów przez tę listę.",
  },
  archive: {
    title: bulletin => `Listy: ${bulletin}`,
    search: "Szukaj w tematach listów",
    find: "Szukaj",
    none: "Nie wysłano jeszcze żadnego listu.",
    noneFound: "Żaden list nie ma tych słów w temacie.",
    older: "Starsze listy",
    feed: "Śledź przez kanał (Atom)",
    unlisted: "Tę stronę mogą znaleźć tylko osoby, które znają ten adres.",
  },
  correction: {
    subject: subject => `Sprostowanie: ${subject}`,
    note: date => `Ten list jest sprostowaniem naszego listu z dnia ${date}.`,
    corrects: date => `To jest sprostowanie listu z dnia ${date}.`,
    corrected: date => `Ten list został sprostowany dnia ${date}.`,
  },
  problems: {
    unknownLink: {
      title: "Nie udało się otworzyć tego linku",
      sentences: [
        "Link może być niepełny. Prosimy wrócić do listu i otworzyć link ponownie albo skopiować cały link.",
        "Jeśli nadal się nie otwiera, prosimy odpowiedzieć na list. Nadawca może pomóc.",
      ],
    },
    notFound: {
      title: "Nie znaleziono strony",
      sentences: [
        "Jeśli adres strony został wpisany ręcznie, prosimy sprawdzić, czy jest poprawny.",
      ],
    },
    foreign: {
      title: "Nie przyjęliśmy tego formularza",
      sentences: [
        "Formularz pochodził z innej strony albo ze strony, która nie jest już ważna. Prosimy otworzyć stronę ponownie i spróbować jeszcze raz.",
      ],
    },
    tooLarge: {
      title: "Tekst jest za długi",
      sentences: ["Niczego nie zmieniono. Prosimy wrócić i wpisać mniej tekstu."],
    },
    unreadable: {
      title: "Nie udało się odczytać formularza",
      sentences: [
        "Formularz dotarł niepełny, dlatego niczego nie zmieniono. Prosimy wrócić i wysłać go ponownie.",
      ],
    },
    failure: {
      title: "Coś poszło nie tak",
      sentences: [
        "Prosimy spróbować ponownie za minutę. Jeśli to się powtórzy, prosimy odpowiedzieć na list i podać nadawcy godzinę.",
      ],
    },
  },
};
