/** A sign-off contains at least one of these. */
const coreWords = `
  wishes wish regards thanks thank sincerely faithfully ever truly respectfully cordially fraternally best yours gratitude appreciation love
  affectionately gratefully warmly fondly devotedly obediently greetings solidarity unity cheers ta
  cofion gywir ddiffuant dymuniadau dymuniad diolch ddiolch hwyl eiddoch
  grüßen grüße grüssen grüsse gruß gruss hochachtungsvoll
  cordialement sincèrement respectueusement salutations bien amicalement
  atentamente saludos saludo saluda cordialmente saluti saluto cordialità
  atenciosamente cumprimentos groet groeten hoogachtend
  meas dhea-ghuí dea-ghuí beannacht beannachtaí dùrachd dhùrachd dùrachdan spèis taing beannachdan
  poważaniem szacunku pozdrawiam pozdrawiamy pozdrowieniami pozdrowienia grazie ringraziamenti ossequi
  hälsningar hälsning hilsen повагою уважением
  التحيات التحية تحياتي الاحترام التقدير والتقدير الشكر والسلام مخلص مخلصين خواہشات والسلام شکریہ احترام תודה בברכה`;

/** A sign-off's other words. */
const companionWords = `
  with and my our very kind kindest warm warmest warmly best good every many grateful sincere heartfelt deepest again once more in
  for the from to you your as always of all that do doing work help support everything season's seasons new year christmas festive happy most
  much so appreciated continued continuing ongoing cooperation patience understanding personal
  cynnes gorau yn yr gyda gan pob da fawr iawn am eich gwaith a'r
  mit freundlichen freundliche kollegialen kollegiale herzlichen herzliche viele vielen beste besten lieben liebe und aus schönen schöne dank
  à vous à toi mes nos les plus meilleures sincères distinguées respectueuses je prie d'agréer l'expression de
  un una le les cordial cordiales atento atentos atenta afectuoso con distinti cordiali i miei migliori com os melhores cordiais
  met vriendelijke hartelijke hoogachting is mise gach le leis beir bua agus ur mór mòran deagh blàth
  z wyrazami łączę wyrazy serdecznie serdecznymi serdeczne najlepszymi najserdeczniejsze
  un caro cari buon lavoro e tanti più sentiti vivissimi med vänliga vänlig venlig vennlig bästa beste kärlig з с найкращими
  مع أطيب خالص فائق وتفضلوا بقبول وافر لكم جزيل أسمى عظيم نیک کے ساتھ آپ کا کی مع بہت دلی خدا حافظ`;

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const core = words(coreWords);
const companions = words(companionWords);

/** The last word of a sign-off with an adjective: "collegial regards". */
const lastWords = words(
  "wishes regards greetings solidarity gratitude appreciation thanks grüßen grüße grüssen grüsse gruß salutations saludos saluti cumprimentos groet groeten",
);

const letterForms = /^(?:veuillez (?:agréer|recevoir|croire)|je vous prie d['’]agréer)/i;

/**
 * Whether a line is a sign-off: at most twelve words,
 * all from the lists above, at least one from `coreWords`.
 */
export function isSignOff(line: string): boolean {
  if (line.length > 250) return false;
  if (letterForms.test(line)) return true;
  if (line.length > 80) return false;
  const found = line
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[.,!،:;-]+$/, "")
    .split(/[\s,/|]+/)
    .filter(word => word !== "");
  const known = found.filter(word => core.has(word) || companions.has(word)).length;
  return (
    found.length <= 12 &&
    found.some(word => core.has(word)) &&
    (known === found.length || isFramed(found, known))
  );
}

/**
 * Whether known words frame a single unknown word:
 * "With collegial regards", "Yours in partnership".
 */
function isFramed(found: readonly string[], known: number): boolean {
  const [first = "", last = ""] = [found[0], found.at(-1)];
  const framed = first === "yours" || (companions.has(first) && lastWords.has(last));
  return framed && found.length >= 3 && found.length <= 6 && known === found.length - 1;
}

/**
 * Splits "Yours sincerely, Jane Smith" at its comma;
 * undefined if the part before the comma is not a sign-off.
 */
export function splitSignOff(line: string): { signOff: string; rest: string } | undefined {
  const end = line.slice(0, 80).search(/[,،] /);
  const signOff = line.slice(0, end + 1);
  const rest = line.slice(end + 2);
  return end !== -1 && rest.length <= 60 && /^\p{Lu}/u.test(rest) && isSignOff(signOff)
    ? { signOff, rest }
    : undefined;
}
