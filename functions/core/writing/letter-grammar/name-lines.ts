import { readNameLine } from "./post-nominals.ts";
import { isSignOff } from "./sign-offs.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const titles = words(`
  dr prof professor mr mrs ms miss mx sir dame lord lady baroness baron viscount earl count countess hhj ddj mr justice ch insp det supt pc dc ds di dci acc cc sqn wg cdr lt maj brig cpl wo preb ven msgr mgr pastor sheikh datuk engr
  med. phil. rer. nat. jur. habil. h.c. rt hon right honourable honorable rev
  revd reverend very most fr father sister brother bishop archbishop archdeacon canon cardinal imam rabbi judge cllr councillor captain capt
  major colonel col general admiral commander sgt inspector superintendent the
  m. mme mlle me maître monsieur madame herr frau dott. dott.ssa prof.ssa sig. sig.ra don doña sr. sra. srta. ing. dipl.-ing. mag. univ.-prof.
  yr athro parch parchedig arglwydd syr د. أ.د. السيد السيدة الدكتور الدكتورة الأستاذ الأستاذة`);
const particles = words(
  "de da do dos das del della di du d' la le van von der den ter ten zu y e i bin bint ibn al el ap ab ferch ni nic mac ó o' of and & + +",
);

/** Stems of words that name a post, in the languages of the letters. */
const roleStem =
  /^(?:directors?|director[a-z]*|directrice|directeur|\p{L}*direkt\p{L}*|\p{L}{3,}leiter(?:in)?|\p{L}{3,}beauftragter?|dirett\p{L}*|officer|minister|ministre|ministra|ministro|secretary|under-?secretary|chair|chairs?(?:man|woman|person)|vice-?\p{L}*|deputy|assistant|associate|acting|interim|head|headteacher|heads|chief|executive|manager|lead|leader|registrar|dean|provost|principal|president\p{L}*|présidente?|präsident\p{L}*|warden|bursar|treasurer|governor|commissioner|coordinator|co-ordinator|administrator|adviser|advisor|consultant|nurse|midwife|matron|physician|surgeon|gp|partner|founder|editor|librarian|curator|clerk|convener|convenor|moderator|vicar|rector|curate|chaplain|steward|porter|caretaker|teacher|lecturer|fellow|engineer|scientist|analyst|accountant|controller|auditor|solicitor|counsel|ombudsman|inspector|marshal|mayor|commander|judge|whip|spokesperson|member|trustee|trustees|ceo|cfo|coo|cio|cto|md|hr|pa|prif|gyfarwyddwr|cyfarwyddwr|cadeirydd|pennaeth|swyddog|gweinidog|ysgrifennydd|rheolwr|weithredwr|cofrestrydd|llywydd|responsable|chef|cheffe|recteur|rectrice|proviseure?|secrétaire|adjointe?|gérante?|leiter\p{L}*|geschäftsführ\p{L}*|vorsitzend\p{L}*|rektor\p{L}*|referent\p{L}*|schulleit\p{L}*|dezernent\p{L}*|bürgermeister\p{L}*|jefe|jefa|presidente|presidenta|coordinador\p{L}*|gerente|responsabile|dirigente|segretari\p{L}*|coordinatore|coordinatrice|voorzitter|hoofd|directie|dyrektor\p{L}*|prezes|kierown\p{L}*|stiúrthóir|príomh\p{L}*|cathaoirleach|stiùiriche|rektor|ordförande|chefläkare|مدير\p{L}*|رئيس\p{L}*|وزير\p{L}*|عميد\p{L}*|نائب\p{L}*)$/iu;
/** Words of organisations and places. */
const bodyWords = words(`
  trust university department council nhs office board ministry directorate ltd limited plc inc company college school hospital clinic centre center
  service services authority commission committee agency association society institute foundation federation union network group division
  faculty parliament assembly government diocese parish church cathedral library museum team unit branch estates england wales scotland ireland
  house street road avenue lane square park building floor place court close gardens terrace way gate quay wharf hall campus room
  prifysgol bwrdd iechyd cyngor ysgol adran université ministère mairie académie hôpital lycée universität ministerium schule klinik amt gmbh
  stadt land universidad ministerio hospital ayuntamiento colegio università ministero comune scuola azienda north south east west region
  constabulary police support facilities estates helpdesk desk finance operations communications nursing medicine affairs health education safety security care`);
/** Words that begin a line of another kind. */
const notNames = words(`
  for to from with every all our your please thank thanks warm best kind happy merry yours in on at by copy enc annex appendix notes note
  attachment page draft action information dear hello subject re ref date tel email address regards wishes blessings blessing love peace
  many happy good see we i you it this that there here if as no not signed see table figure part section chapter next`);

/** Other titles may begin a post: "Major Incident Lead". */
const sureTitle =
  /^(?:dr|prof|professor|mrs?|ms|mx|miss|sir|dame|lord|lady|baroness|revd?|hon|cllr|mme|herr|frau)$/;

const functionWord =
  /^(?:and|to|for|with|in|on|at|from|by|our|your|this|that|is|are|be|it|we|you|or|not|as|about|into)$/i;

const plain = (token: string): string => token.toLowerCase().replace(/[.,]+$/, "");
const isTitle = (token: string): boolean =>
  titles.has(token.toLowerCase()) || titles.has(plain(token));

/** Removes pronouns in brackets ("they/them") and a leading cross: "+Miriam". */
function bareName(text: string): string {
  return (
    text
      .replace(/^\(([^()]+)\)$/, "$1")
      // "Tash x".
      .replace(/ x{1,3}$/i, "")
      .replace(/\s\((?:\p{Lu}[\p{L}.&]{0,6}\s?){1,4}\)/gu, "")
      .replace(/\s*\(\p{L}{2,5}\/\p{L}{2,5}[^)]*\)/iu, "")
      .replace(/^[+✠†]\s?(?=\p{L})/u, "")
      .replace(/[,،]$/, "")
  );
}

/**
 * How surely a line is the name of a person: "title" (a title, post-nominals or a bishop's cross
 * prove it), "name" (two to five capitalised words that name no post or body), "word" (one
 * capitalised word), or not at all.
 */
export function nameKind(line: string): "title" | "name" | "word" | undefined {
  if (line.length > 90 || /[@:;!?"“”<>|\d]/.test(line) || isSignOff(line)) return undefined;
  const { name, postNominals } = readNameLine(bareName(line));
  const tokens = name.split(" ");
  const core = tokens.filter(token => !isTitle(token));
  const hasTitle =
    // "Designated Civil Judge" ends in a post, and "Judge Ada King" begins with a title.
    tokens.slice(0, -1).some(token => isTitle(token) && !/^(?:the|very|most|yr)$/i.test(token)) ||
    postNominals !== "" ||
    /^[+✠†]\s?\p{L}/u.test(line);
  if (core.length === 0 || core.length > 6 || tokens.length > 9) return undefined;
  if (/[.]$/.test(name) && !/\b(?:jr|sr|\p{Lu})\.$/iu.test(name)) return undefined;
  const isPart = (token: string) =>
    /^(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]*$/u.test(token) ||
    /^(?:d|l|o|al|el)['’-]\p{Lu}/u.test(token) ||
    particles.has(token.toLowerCase());
  if (
    !core.every(isPart) ||
    !/^[\p{Lu}\p{Lo}]|^(?:de|da|di|van|von|al|el|d['’])/u.test(core[0] ?? "")
  )
    return undefined;
  if (notNames.has(plain(core[0] ?? ""))) return undefined;
  if (core.some(token => token === "&" || functionWord.test(token))) return undefined;
  // "CHANGES TO THE SCHEDULE" is a title.
  if (!hasTitle && core.length > 3 && line === line.toUpperCase() && line !== line.toLowerCase())
    return undefined;
  if (!hasTitle && core.some(token => isRoleWord(token) || bodyWords.has(plain(token))))
    return undefined;
  const posts = core.filter(token => isRoleWord(token) || bodyWords.has(plain(token)));
  const isSure = postNominals !== "" || tokens.some(token => sureTitle.test(plain(token)));
  if (hasTitle && posts.length > 0 && (!isSure || posts.length === core.length)) return undefined;
  if (hasTitle) return "title";
  return core.length >= 2 ? "name" : "word";
}

function isRoleWord(token: string): boolean {
  return roleStem.test(plain(token));
}

/** Whether a line names a group that signs together: "Estates Team", "Jo & the team". */
export function isGroup(line: string): boolean {
  return (
    line.length <= 60 &&
    line.split(" ").length <= 7 &&
    /^[\p{Lu}]/u.test(line) &&
    (/\b(?:team|committee|office|helpdesk|crew|secretariat|department|group|staff|board|volunteers)$/i.test(
      line,
    ) ||
      /^\p{Lu}[\p{L}’'-]+(?:, \p{Lu}[\p{L}’'-]+)*,? (?:&|and|a|et|und|y) (?:the|all|everyone|pawb|l[’']équipe|das)\b/u.test(
        line,
      )) &&
    !/[.!?:;@]$/.test(line)
  );
}

/** Whether a line names a post, and not only a body: "Chief Executive", but not "Planning Team". */
export function namesRole(line: string): boolean {
  return line.split(/[\s,/()]+/).some(isRoleWord);
}

/** Whether a line names a post or a body: "Chief Medical Officer", "Leiterin der Schule". */
export function isPost(line: string): boolean {
  if (line.length > 120 || /[.!?;:@]$|https?:|@/.test(line)) return false;
  return line.split(/[\s,/()]+/).some(token => isRoleWord(token) || bodyWords.has(plain(token)));
}

/** Whether the words are in title case, as posts and bodies often are. */
export function isTitleCase(line: string): boolean {
  const long = line.split(/[\s,/()-]+/).filter(word => word.length > 3);
  return (
    !/[.!?;:@\d]$|https?:|@/.test(line) &&
    line.length <= 80 &&
    /^[\p{Lu}\p{Lo}]/u.test(line) &&
    long.every(word => /^[\p{Lu}\p{Lo}]/u.test(word))
  );
}
