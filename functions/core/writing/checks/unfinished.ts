import type { UnplacedFinding } from "../finding.ts";

const why = "Everyone on the list would see it, and it cannot be taken back.";

/** Words in brackets that stand for something: "[DATE]", "[insert name]", "[xx]". */
const inBrackets =
  /[[<{(]{1,2}\s?(?:insert|add|enter|put|choose|select|your|recipient|signatory|first ?name|last ?name|full ?name|surname|name|title|date|day|month|year|time|place|venue|address|post ?code|phone|number|email|link|url|amount|organisation|trust name|school|department|role|salutation|details?|figure|tbc|tbd|tba|x{2,}|to be (?:confirmed|added|decided|agreed)|check|confirm|query|nb|todo)\b[^\]>})\n]{0,40}[\]>})]{1,2}/giu;
const inCapitals = /\[[A-Z][A-Z _/-]{3,40}\]|\[\s?(?:\.{2,}|…|_{2,}|\?+|●|x{1,4})\s?\]/gu;
const mergeFields =
  /«[^»\n]{1,60}»(?=\s|[.,;:!?)]|$)|\{\{[^}\n]{0,60}\}\}|<<[^>\n]{1,60}>>|\$\{[^}\n]{1,60}\}|\*\|[A-Z_:]{1,40}\|\*|%%[A-Za-z_]{3,40}%%|%[A-Z][A-Z_]{2,40}%|\{[A-Za-z]+[_ ]?[A-Za-z]*\}/gu;
const unknowns =
  /\b(?:TBC|TBD|TBA)\b|\b[Ll]orem ipsum\b|\?{3,}|\b(?:DD|dd)[ /.-](?:MMM?|mmm?|[Mm]onth)\b(?:[ /.-][Yy]{2,4})?|(?<=\p{L} )(?:…{2,}|\.{6,})|(?<![\p{L}\p{N}]|\d\/)(?:£\s?)?[Xx]{2,}(?:[:.][Xx]{2})?(?![\p{L}\p{N}])|(?<=\p{L} )_{4,}|_{4,}(?= \p{L})/gu;
/** "Article XX", "Louis XX": a Roman number. */
const roman =
  /(?:article|chapter|part|title|annex|section|schedule|act|louis|volume|vol\.|psalm|appendix|century|ward|form|gate|platform|room|size)\s$/i;

const wordRemains =
  /Error! (?:Reference source not found|Bookmark not defined|No (?:text of specified style|table of (?:contents|figures)|index entries)|Unknown \w+|Hyperlink reference not valid)\.?|\[?Comment(?:ed)? ?\[[A-Z]{1,4}\d+\]:?|\[[A-Z]{2,3}\d{1,2}\](?=\p{L})|^(?:Formatted|Deleted|Inserted):\s|\bMERGEFIELD\b|\bHYPERLINK "|\bPAGEREF\b/gu;
/** Words of a date that tracked changes ran together: "MondayTuesday", "14 15 MarchApril". */
const dateWords =
  "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December";
const runTogether = new RegExp(`\\b(?:${dateWords})(?:${dateWords})\\b`, "gu");

const draft =
  /^\W*draft\b(?! (?:guidance|report|plan|policy|budget|minutes|order|bill|regulations|agreement))(?=\W*$|\W+(?:v\d|version|\d|not\b|for\b|[-–—]|only))|\bDRAFT\b(?! [A-Z]{2,} [A-Z]{2,})|\bnot for (?:circulation|onward circulation|distribution|release)\b|\bdo not (?:circulate|forward)(?= (?:this|outside|further|beyond)\b|\W*$)/iu;

/** Finds what shows that a letter is not finished, in one line of its text. */
export function findUnfinished(line: string): UnplacedFinding[] {
  const found: UnplacedFinding[] = [];
  const add = (words: string, code: "placeholder" | "word-remains" | "draft", what: string) => {
    if (found.every(each => each.words?.includes(words) !== true))
      found.push({ code, severity: "error", words, what, why });
  };
  for (const [words] of line.matchAll(mergeFields))
    add(
      words,
      "placeholder",
      `“${words}” looks like a field that was not filled in. Write the words that belong here.`,
    );
  for (const [words] of line.matchAll(inBrackets)) {
    if (
      /^[([]\s?(?:number|time|day|year|name|date|figure|check|link|address|title|school|role)s?\b/i.test(
        words,
      ) &&
      words.startsWith("(")
    )
      continue;
    if (/\]$/.test(words) && line.includes(`${words}(`)) continue;
    add(
      words,
      "placeholder",
      `“${words}” looks like a space to fill in. Write the words that belong here.`,
    );
  }
  for (const [words] of line.matchAll(inCapitals)) {
    if (/^\[(?:NHS|BBC|HMRC|COVID|ISBN|SIC)\]$/.test(words) || line.includes(`${words}(`)) continue;
    add(
      words,
      "placeholder",
      `“${words}” looks like a space to fill in. Write the words that belong here.`,
    );
  }
  for (const match of line.matchAll(unknowns)) {
    const [words] = match;
    if (/^x/i.test(words) && roman.test(line.slice(0, match.index))) continue;
    // "Love, Jo xx": kisses.
    if (/^x+$/.test(words) && line.slice(match.index + words.length).trim() === "") continue;
    add(
      words,
      "placeholder",
      `“${words}” looks like something still to be decided. Write what it is, or leave it out.`,
    );
  }
  for (const [words] of line.matchAll(wordRemains))
    add(
      words.trim(),
      "word-remains",
      `“${words.trim()}” was left behind by Word. Remove it, or write what it referred to.`,
    );
  for (const [words] of line.matchAll(runTogether))
    add(
      words,
      "word-remains",
      `“${words}” looks like an old and a new word of a tracked change. Keep one of them.`,
    );
  const drafted = draft.exec(line)?.[0];
  const shouted =
    drafted !== undefined &&
    (/DRAFT|^\W*draft\b/i.test(drafted)
      ? /\bDRAFT\b/.test(drafted) || /^\W*draft/i.test(line)
      : true);
  if (drafted !== undefined && shouted)
    add(
      drafted.trim(),
      "draft",
      `“${drafted.trim()}” says that this is a draft. Remove it when the letter is ready.`,
    );
  return found;
}
