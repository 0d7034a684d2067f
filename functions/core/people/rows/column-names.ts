/** What a column of a table of people may be. An infix is between names: "van der" in "Jan van der Berg". */
export const columnFields = [
  "email",
  "name",
  "firstName",
  "infix",
  "lastName",
  "salutation",
  "language",
] as const;
export type ColumnField = (typeof columnFields)[number];

/**
 * The names of columns in English, Welsh, French, German, Spanish, Italian, Portuguese, Dutch,
 * Polish, Arabic, Irish, Scottish Gaelic and Urdu, and as Outlook, Google and Mailchimp export them. The first name of a field is
 * the field itself: it wins over the others.
 */
const names: Readonly<Record<ColumnField | "title", string>> = {
  email: `email|emailaddress|email address 1|mail|mail address|primary email|work email|business email|email 1|email 1 value|contact email|user email
    ebost|cyfeiriad ebost|cyfeiriad e bost|adresse email|adresse mail|adresse electronique|adresse de courriel|adresse courriel|courriel|courrier electronique|mel|adresse de messagerie
    email adresse|mailadresse|mail adresse|elektronische adresse|epost|e post|correo|correo electronico|direccion de correo|direccion de correo electronico|direccion email|direccion de email
    indirizzo email|indirizzo e mail|indirizzo di posta elettronica|indirizzo mail|posta elettronica|endereco de email|endereco eletronico|correio eletronico|correio electronico|endereco email
    emailadres|email adres|mailadres|adres email|adres e mail|poczta|poczta elektroniczna|adres poczty elektronicznej
    البريد الالكتروني|البريد|بريد الكتروني|عنوان البريد الالكتروني|عنوان البريد|الايميل|ايميل|epostadress|e postadress|mejl|sahkoposti|электронная почта|адрес электронной почты|эл почта|електронна пошта|адреса електронної пошти
    emails|e mails|email addresses|email id|to|recipient|recipients|recipient email|eposta|e posta|eposta adresi|e posta adresi|e mailova adresa|emailova adresa|adresa e mailu|elektronicka adresa
    ηλεκτρονικη διευθυνση|διευθυνση email|διευθυνση ηλεκτρονικου ταχυδρομειου|ηλεκτρονικο ταχυδρομειο|email cim|e mail cim|adresa de e mail|adresa de email|adresa e poste|e pasts|el pastas|e posti aadress
    seoladh ríomhphoist|ríomhphost|r phost|post d|seòladh puist d|seòladh post d|ای میل|ای میل پتہ|ای میل ایڈریس|برقی پتہ`,
  name: `name|full name|display name|contact name|person|colleague|recipient name|enw|enw llawn|nom|nom complet|nom et prenom|prenom et nom|nom prenom
    vollstandiger name|vor und nachname|anzeigename|nombre|nombre completo|nombre y apellidos|nome|nome completo|nome e cognome|nominativo|nome e sobrenome
    naam|volledige naam|imie i nazwisko|الاسم|الاسم الكامل|اسم|namn|navn|nimi|isim|ad soyad|adı soyadı|cele jmeno|jmeno a prijmeni|meno a priezvisko|ονοματεπωνυμο|полное имя|фио|teljes nev|nume complet|ime i prezime
    ainm|ainm iomlán|ainm slàn|làn ainm|نام|پورا نام`,
  firstName: `first name|first|forename|given name|given names|christian name|fname|enw cyntaf|prenom|vorname|nombre de pila|primer nombre|nome proprio|nome de batismo|nome proprio
    voornaam|imie|الاسم الاول|fornamn|fornavn|ad|adı|jmeno|krestni jmeno|meno|ονομα|имя|імя|keresztnev|utonev|prenume|etunimi|eesnimi|vardas|vards|ime
    céadainm|ainm baiste|ciad ainm|پہلا نام`,
  infix:
    "infix|tussenvoegsel|tussenvoegsels|voorvoegsel|voorvoegsels|voorvoegsel achternaam|tussenvoegsel achternaam|surname prefix|last name prefix|name infix|vorsatzwort|vorsatzworter",
  lastName: `last name|last|surname|family name|lname|cyfenw|nom de famille|nom de naissance|nachname|familienname|zuname|apellido|apellidos|primer apellido|cognome|sobrenome|apelido|ultimo nome
    achternaam|familienaam|nazwisko|اسم العائلة|العائلة|الكنية|efternamn|efternavn|soyad|soyadı|soy isim|prijmeni|priezvisko|επωνυμο|επιθετο|фамилия|прізвище|vezeteknev|csaladi nev|nume de familie|sukunimi|perekonnanimi|pavarde|uzvards|prezime
    sloinne|sloinneadh|آخری نام|خاندانی نام`,
  salutation: `salutation|salutations|greeting|greetings|dear|opening|letter greeting|personal greeting|cyfarchiad|formule d appel|appel|formule de politesse|salutation du courrier
    anrede|briefanrede|personliche anrede|grussformel|grussformel|begrussung|anredezeile|saludo|encabezamiento|saluto|formula di saluto|appellativo|saudacao|vocativo|aanhef|begroeting
    cyfarch|cyfarchion|annwyl|salutation d ouverture|formule d accueil|formule de salutation|salut|gruss|gruße|grusse|briefgruss|begrussungsformel
    ansprache|saludos|saludo inicial|formula de saludo|encabezado|saluti|saluto iniziale|formula di apertura|apertura|intestazione
    powitania|formula powitalna|forma grzecznosciowa|naglowek listu|pozdrowienie|pozdrowienia|تحيات|التحيات|سلام|السلام|تحية افتتاحية|افتتاحية|عبارة الترحيب|ترحيب|المخاطبة|النداء
    zwrot|zwrot grzecznosciowy|powitanie|التحية|تحية|صيغة المخاطبة|halsning|hilsen|hitap|hitap sekli|osloveni|oslovenie|προσφωνηση|обращение|звертання|megszolitas|formula de adresare|puhuttelu
    beannú|beannacht|beannachtaí|fáilte|fáiltiú|a chara|fàilteachadh|fàilte|fàiltean|beannachd|beannachdan|a charaid|القاب|آداب|القاب و آداب|مخاطبت|خطابیہ|تسلیم|تسلیمات|طرز تخاطب|خوش آمدید`,
  language: `language|lang|locale|preferred language|language code|iaith|iaith ddewisol|langue|langue preferee|sprache|korrespondenzsprache|idioma|idioma preferido|lingua|lingua preferita
    taal|voorkeurstaal|jezyk|اللغة|لغة|sprak|sprog|dil|jazyk|γλωσσα|язык|мова|nyelv|limba|kieli|keel|kalba|valoda|jezik
    teanga|rogha teanga|cànan|cànan roghnaichte|roghainn cànain|زبان|ترجیحی زبان|پسندیدہ زبان|اللغة المفضلة|لغة المراسلة|dewis iaith|langue de correspondance|bevorzugte sprache|lengua|idioma de correspondencia|lingua di corrispondenza|preferowany jezyk|jezyk korespondencji`,
  title: `title|titre|titel|titulo|titolo|tytul|teitl|civilite|prefix|honorific|name prefix|courtesy title|form of address|mr mrs|tratamiento|trattamento|tratamento|aanspreking|aanspreektitel|اللقب|لقب
    teideal|tiotal|خطاب`,
};

/** "E-Mail-Adresse" → "e mail adresse", "firstName" → "first name" */
function plain(header: string): string {
  return header
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .replace(/[łŁ]/g, "l")
    .replace(/[أإآ]/g, "ا")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const squashed = (words: string) => words.replaceAll(" ", "");

const ranks = new Map<string, { readonly field: ColumnField | "title"; readonly rank: number }>();
for (const field of Object.keys(names) as (ColumnField | "title")[])
  for (const [rank, name] of names[field]
    .trim()
    .split(/\s*[|\n]\s*/)
    .entries())
    if (!ranks.has(squashed(plain(name))))
      ranks.set(squashed(plain(name)), { field, rank: Math.min(rank, 1) });

/** Which field a header names, and whether with the field's own name (rank 0). "title": a title. */
export function fieldNamedBy(
  header: string,
): { readonly field: ColumnField | "title"; readonly rank: number } | undefined {
  const words = plain(header);
  const known = ranks.get(squashed(words));
  if (known) return known;
  const { field } = ranks.get(squashed(words.replace(owner, ""))) ?? {};
  return field && { field, rank: 1 };
}

const owner = /^(contact|customer|person|member|subscriber|user|recipient|your|client|kontakt) /;

/** The words of an address inside a longer name: "Primary E-Mail (work)", "E-Mail-Adresse dienstl." */
const emailWords =
  /(^| )(e ?mails?|mail ?adress?e?|mail address|courriel|e ?posta?|correo electronico|posta elettronica|ebost|البريد الالكتروني)( |$)/;
/** Addresses of other people, and facts about an address. */
const ofOthers =
  /(^| )(manager|managers|supervisor|assistant|secretary|parent|guardian|partner|spouse|emergency|vorgesetzter?|chef|assistenz|sekretariat|eltern|leiter|opt|status|type|typ|label|date|datum|sent|bounced|consent|verified|format|display|list|client|2|3)( |$)/;

/** Returns whether a header has the words of an address among others, and means the person's own. */
export function hasEmailWords(header: string): boolean {
  const words = plain(header);
  // Another mark may divide cells: "name^email".
  const isOneCell = !/[^\p{L}\p{M}\p{N}\s.\-_()[\]/':#*&]/u.test(header);
  return isOneCell && emailWords.test(words) && !ofOthers.test(words);
}

/** The words that mean a first name beside a last name, and a last name beside a first name. */
export function isPlainName(header: string): boolean {
  return /^(name|nom|nombre|nome|naam|enw|ainm|namn|navn|الاسم|اسم|نام)$/.test(plain(header));
}
