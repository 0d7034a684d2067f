const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** First parts that keep their hyphen: "well-known", "non-urgent", "self-care". */
const firsts = words(`
  non self well half all cross co post anti semi quasi vice long short high low full part hard soft open close big small large
  early late fast slow old new good better best ill much far near day night week month year hour minute one two three four five six seven
  eight nine ten twenty thirty forty fifty sixty seventy eighty ninety first second third mid
  built face hand home work door word end step line side back front top bottom north south east west decision evidence community hospital
  family child patient person people user public world nation country city region europe school state award cost time life health
  e t x o anglo euro socio bio eco micro macro ultra vis peut c'est lui elle eux celui rendez avant arc demi sous
  ci là franco luso hispano ruso germano italo teórico histórico físico técnico económico político deutsch hunan uwch pêl ôl`);

/** Beginnings of compounds and of many whole words: "pre-school", "pre-sent"; "ex-minister", "ex-pect". */
const wholeWords: ReadonlyMap<string, RegExp> = new Map([
  [
    "pre",
    /^(?:sen[ct]|vent|fer|par|vious|mis|cis|dict|serv|sum|scri|mi[ue]|vail|ced|cept|judic|sid|ssur|text|tend|fac|gnan|lim|empt|clud|dom)/,
  ],
  ["ex", /^(?!(?:colleague|husband|member|officer|pupil|service|soldier|student|wife|work))/],
  ["pro", /^(?!(?:choice|life|rata|forma|active$|government|independence|vice|european|russian))/],
  [
    "inter",
    /^(?!(?:agenc|church|communal|department|faith|generation|governmental|library|school|university))/,
  ],
  ["multi", /^(?:pl|tud|lateral|lingual|cultur|media|nation)/],
  ["re", /^(?!e)/],
]);

/** Second parts of words that have no hyphen: "work-" / "shop", "back-" / "ground". */
const closed = words(`
  shop shops force place places load loads book books ground grounds time times style log page pages town towns table tables light lights hood ship ships
  ward wards ren nel ner ners nership nerships icular icularly lines board boards word words room rooms yard yards man men woman women
  keeper keepers holder holders stone work works where how ever thing body one side sides`);

/** "deadline" and "timetable" are one word, though "front-line" and "long-term" are two. */
const closedFirsts = words(`
  dead out on guide pipe head base time air hot help under stream coast sky data week back note hand black white school text work class
  bed bath court church play land house home some any every no high life child`);

/** Second parts that keep their hyphen: "nation-wide", "long-term", "decision-making". */
const seconds = words(`
  wide based term time led related making maker makers level free known being to up off in out on down over through by date day days
  year years week weeks month months hour hours minute old class rate scale going funded run owned profit government quality risk
  income speed standing lasting serving term range ranging reaching sighted needed paid qualified trained centred centered focused
  driven oriented specific wise friendly sized sided ended handed minded hearted party purpose step stop site line face person people
  care harm help taking giving setting keeping building sharing wave round half third quarter fifths thirds first elect general style
  like type proof tight ridden bound born made built designed informed aware ready rich poor high low way door house bed president
  chair chairman minister director lieutenant only call peak writing solving resistant là ci temps chemin vous nous moi toi même mêmes être dire midi`);

/** The end of a word, which is no word itself: "state-" / "ment", "home-" / "less". */
const ending =
  /^(?:ments?|ness|tions?|ings?|ed|ers?|ly|able|ance|ence|ity|fully?|less|al|ally|ation|ations|ards?|est|ish|ism|ists?|ive|ous|ary|ages?|orse|y|ren|hood|nel|ners?|nerships?|icular|icularly|poned?)(?:['’]s)?$/;

/**
 * Whether a hyphen at a line's end belongs to a compound word. A word that was only broken there
 * loses its hyphen.
 */
export function isCompound(before: string, after: string): boolean {
  const [first, second] = [before.toLowerCase(), after.toLowerCase()];
  const whole = wholeWords.get(first);
  if (whole !== undefined && !seconds.has(second)) return !whole.test(second);
  if (closedFirsts.has(first) && (closed.has(second) || second === "line")) return false;
  return (
    /\d$/.test(before) ||
    /^[\d\p{Lu}]/u.test(after) ||
    /['’]/.test(before) ||
    before.includes("-") ||
    after.includes("-") ||
    (firsts.has(first) && !ending.test(second)) ||
    seconds.has(second.replace(/['’]s$/, ""))
  );
}
