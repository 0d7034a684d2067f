const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** First parts that keep their hyphen: "well-known", "non-urgent", "self-care". */
const firsts = words(`
  non ex self well half all cross co pre post anti pro semi quasi vice long short high low full part hard soft open close big small large
  early late fast slow old new good better best ill much far near day night week month year hour minute one two three four five six seven
  eight nine ten twenty thirty forty fifty sixty seventy eighty ninety first second third mid multi inter follow sign stand check set drop
  built face hand home work door word end step line side back front top bottom north south east west decision evidence community hospital
  family child patient person people user public world nation country city region europe school state award cost time life health
  e t x o anglo euro socio bio eco micro macro ultra vis peut c'est lui elle eux celui rendez avant arc demi mi sous`);

/** Second parts that keep their hyphen: "nation-wide", "long-term", "decision-making". */
const seconds = words(`
  wide based term time led related making maker makers level free known being to up off in out on down over through by date day days
  year years week weeks month months hour hours minute old class rate scale going funded run owned profit government quality risk
  income speed standing lasting serving term range ranging reaching sighted needed paid qualified trained centred centered focused
  driven oriented specific wise friendly sized sided ended handed minded hearted party purpose step stop site line face person people
  care harm help taking giving setting keeping building sharing wave round half third quarter fifths thirds first elect general style
  like type proof tight ridden bound born made built designed informed aware ready rich poor high low way door house bed president
  chair chairman minister director là ci vous nous moi toi même mêmes être dire midi`);

/** The end of a word, which is no word itself: "state-" / "ment", "home-" / "less". */
const ending = /^(?:ments?|ness|tions?|ings?|ed|ers?|ly|able|ance|ence|ity|ful|less)(?:['’]s)?$/;

/**
 * Whether a hyphen at a line's end belongs to a compound word. A word that was only broken there
 * loses its hyphen.
 */
export function isCompound(before: string, after: string): boolean {
  const [first, second] = [before.toLowerCase(), after.toLowerCase()];
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
