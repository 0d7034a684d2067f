import { describe, expect, it } from "vitest";
import { type ColumnMap, readHeader } from "../../../../functions/core/people/rows/columns.ts";

/** "email=E-Mail, name=Nom; ignored: Titre" */
function read(header: string, map?: ColumnMap): string {
  const cells = header.split("|");
  const found = readHeader(cells, map);
  if (found.kind === "invalid") return found.reason;
  const { columns, ignored } = found;
  const named = Object.entries(columns).map(([field, index]) => `${field}=${cells[index ?? -1]}`);
  return [named.sort().join(", "), ...ignored.map(column => `ignored: ${column}`)].join("; ");
}

describe("the header row", () => {
  it.each([
    [" Name|Dept|EMAIL ", "email=EMAIL , name= Name"],
    [
      "Email Address|First Name|Last Name",
      "email=Email Address, firstName=First Name, lastName=Last Name",
    ],
    ["E-mail|Greeting", "email=E-mail, salutation=Greeting"],
    [
      "Title|First Name|Surname|E-mail Address|E-mail 2 Address",
      "email=E-mail Address, firstName=First Name, lastName=Surname; ignored: Title",
    ],
    [
      "E-bost|Enw|Cyfarchiad|Iaith",
      "email=E-bost, language=Iaith, name=Enw, salutation=Cyfarchiad",
    ],
    [
      "Adresse e-mail|Nom|Prénom|Titre",
      "email=Adresse e-mail, firstName=Prénom, lastName=Nom; ignored: Titre",
    ],
    [
      "E-Mail-Adresse|Vorname|Name|Anrede",
      "email=E-Mail-Adresse, firstName=Vorname, lastName=Name, salutation=Anrede",
    ],
    [
      "Correo electrónico|Nombre|Apellidos|Idioma",
      "email=Correo electrónico, firstName=Nombre, language=Idioma, lastName=Apellidos",
    ],
    ["Indirizzo e-mail|Nome|Cognome", "email=Indirizzo e-mail, firstName=Nome, lastName=Cognome"],
    ["Endereço de e-mail|Nome completo", "email=Endereço de e-mail, name=Nome completo"],
    [
      "E-mailadres|Voornaam|Tussenvoegsel|Achternaam|Aanhef",
      "email=E-mailadres, firstName=Voornaam, infix=Tussenvoegsel, lastName=Achternaam, salutation=Aanhef",
    ],
    ["Adres e-mail|Imię|Nazwisko", "email=Adres e-mail, firstName=Imię, lastName=Nazwisko"],
    ["البريد الإلكتروني|الاسم|اللغة", "email=البريد الإلكتروني, language=اللغة, name=الاسم"],
    [
      "Seoladh ríomhphoist|Céadainm|Sloinne|Teanga",
      "email=Seoladh ríomhphoist, firstName=Céadainm, language=Teanga, lastName=Sloinne",
    ],
    ["Seòladh puist-d|Ainm|Cànan", "email=Seòladh puist-d, language=Cànan, name=Ainm"],
    ["ای میل|نام|القاب|زبان", "email=ای میل, language=زبان, name=نام, salutation=القاب"],
    ["E-mail|Fàilte", "email=E-mail, salutation=Fàilte"],
    ["ای میل|سلام", "email=ای میل, salutation=سلام"],
    ["البريد|التحية", "email=البريد, salutation=التحية"],
    ["Ríomhphost|Beannacht", "email=Ríomhphost, salutation=Beannacht"],
    ["E-bost|Cyfarch", "email=E-bost, salutation=Cyfarch"],
    ["Courriel|Formule d’accueil", "email=Courriel, salutation=Formule d’accueil"],
    ["Mail|Begrüßungsformel", "email=Mail, salutation=Begrüßungsformel"],
    ["Correo|Saludo inicial", "email=Correo, salutation=Saludo inicial"],
    [
      "Posta elettronica|Formula di apertura",
      "email=Posta elettronica, salutation=Formula di apertura",
    ],
    ["Adres e-mail|Forma grzecznościowa", "email=Adres e-mail, salutation=Forma grzecznościowa"],
    ["emailAddress|FIRST_NAME", "email=emailAddress, firstName=FIRST_NAME"],
  ])("is recognised: %s", (header, columns) => {
    expect(read(header)).toBe(columns);
  });

  it("prefers the field's own name, and tells about the other salutation", () => {
    expect(read("email|Email Address|Greeting|Salutation")).toBe(
      "email=email, salutation=Salutation; ignored: Greeting",
    );
  });

  it("follows a person's choice first", () => {
    const map: ColumnMap = new Map([
      ["Kontakt", "email"],
      ["greeting", "ignore"],
      ["Titre", "salutation"],
    ]);
    expect(read("email|Kontakt|Greeting|Titre", map)).toBe("email=Kontakt, salutation=Titre");
    expect(read("email|Name", map)).toBe(
      'there is no column "Kontakt" (the header row has "email", "Name")',
    );
  });

  it.each([
    ["name|phone", 'the header row has no column "email" (it has "name", "phone")'],
    ["jane@example.org", 'the header row has no column "email" (it has "jane@example.org")'],
    ["email|Email", 'the header row has two columns "email"'],
    ["email|name|name", 'the header row has two columns "name"'],
    ["Work email|Mail", 'the header row has two columns for "email": "Work email" and "Mail"'],
  ])("is refused: %s", (header, reason) => {
    expect(read(header)).toBe(reason);
  });
});
