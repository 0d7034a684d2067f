import type { UnplacedFinding } from "../finding.ts";

const clickHere =
  /\bclick (?:here|this link|on this link|below|the link)\b|\[(?:here|click here|this link|link|read more|more|this)\]\(/giu;
const deadLink =
  /\bhttps?:\/\/(?:https?:|\s|$|[^\s/.]+(?=[\s/]|$)(?!:\d))\S*|\bhttps?:\/(?!\/)\S+|\bhttps?\/\/\S+|\bhttps?;\/\/\S+|\b(?!https?:)(?:h[tps]{1,6}|ttps?):\/\/\S+|\bhttps?:\/\/[^\s/,]+,[^\s/,]+\.?\S*|\bfile:\/\/\S+|(?<![\w])[A-Z]:\\\S+|(?<!\S)\\\\[\w.-]+\\\S+|\]\(\s*\)|\]\((?!https?:|mailto:|tel:|www\.|#|<)[^)\s]+\)|\bmailto:(?![^\s)]+@)[^\s)]*|\bhttps?:\/\/[^\s)]*\blocalhost\b\S*/giu;
const brokenLink = /\bhttps?:\/\/\S*[-_=&%]$/iu;
const bareWww = /(?<![/\w(@.])www\.[^\s)]+\.[^\s)]+/giu;
const capitals = /(?:\b\p{Lu}{2,}\b[ ,'’-]+){4,}\b\p{Lu}{2,}\b/u;
const doubled =
  /\b(the|a|an|and|of|to|in|is|for|on|with|we|be|are|at|by|from|or|you|this|will)\s+\1\b/iu;

/** Finds wording that troubles readers, in one line of the text. */
export function findWording(line: string): UnplacedFinding[] {
  const found: UnplacedFinding[] = [];
  for (const [words] of line.matchAll(deadLink))
    found.push({
      code: "dead-link",
      severity: "error",
      words,
      what: `“${words}” cannot work as a link for readers. Give the whole address, beginning with https://.`,
      why: "Readers who follow it get an error, or nothing happens.",
    });
  const broken = brokenLink.exec(line)?.[0];
  if (broken !== undefined)
    found.push({
      code: "bare-link",
      severity: "warning",
      words: broken,
      what: `“${broken}” looks like the first half of an address that a line end broke. Put it on one line.`,
      why: "Half an address leads nowhere, so it is not made a link.",
    });
  for (const [words] of line.matchAll(clickHere))
    found.push({
      code: "click-here",
      severity: "warning",
      words,
      what: `“${words}” does not say where the link leads. Make the words that name the page the link.`,
      why: "People who listen to a letter hear its links alone, one after the other.",
    });
  for (const [words] of line.matchAll(bareWww))
    if (!line.includes(`](${words}`))
      found.push({
        code: "bare-link",
        severity: "warning",
        words,
        what: `“${words}” is not a link everywhere. Write https:// before it.`,
        why: "Some mail programs do not make a link of an address that begins with www.",
      });
  const loud = capitals.exec(line)?.[0];
  // A line that is all capitals is a heading, which is the author's choice.
  if (loud !== undefined && /\p{Ll}/u.test(line))
    found.push({
      code: "capitals",
      severity: "warning",
      words: loud,
      what: `“${loud}” is in capitals. Write it as other words, and make it bold if it matters.`,
      why: "Capitals are hard to read, and screen readers may spell them out.",
    });
  const twice = doubled.exec(line)?.[0];
  if (twice !== undefined && !/^(?:is is|that that|had had)/i.test(twice))
    found.push({
      code: "double-word",
      severity: "warning",
      words: twice,
      what: `“${twice}” has a word twice. Remove one.`,
      why: "It often shows that a change was left half done.",
    });
  return found;
}
