import { Parser } from "htmlparser2";
import type { Block } from "../core/letter/content.ts";
import type { Letter } from "../core/letter/letter.ts";
import { letterWords } from "../core/letter/letter-words.ts";
import type { Places } from "../core/letter/places.ts";
import type { Template, TemplateError } from "./template.ts";
import { type TemplateLine, templateLines } from "./template-lines.ts";

/** What no template may have, and why. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/<script\b/i, "a letter has no script: mail programs remove it, and filters refuse the letter"],
  [/\son[a-z]+\s*=\s*["']/i, "a letter has no script: an attribute such as onclick is one"],
  [/\bjavascript:/i, "a letter has no script: a link must not run one"],
  [/\|\s*raw\b/, "the filter raw would make markup of what people type"],
  [
    /<(?:iframe|object|embed|form|input|video|audio|link)\b/i,
    "mail programs remove this element, or ask the network for it",
  ],
  [
    /@import\b|\burl\(/i,
    "a letter loads nothing from the network: that would tell others who reads it",
  ],
  [
    /<(?:img|mj-image)\b[^>]*\ssrc\s*=\s*["']?(?:https?:)?\/\//i,
    "an image from the network would tell others who reads the letter",
  ],
];

/** Returns the first thing in a template's files that no template may have. */
export function findForbidden(
  { files }: Template,
  lines: readonly TemplateLine[],
): TemplateError | undefined {
  for (const file of new Set(lines.map(line => line.file)))
    for (const [index, text] of withoutComments(files[file] ?? "")
      .split("\n")
      .entries()) {
      const message = forbidden.find(([pattern]) => pattern.test(text))?.[1];
      if (message !== undefined) return { kind: "template-error", file, line: index + 1, message };
    }
  return undefined;
}

function withoutComments(text: string): string {
  return text.replace(
    /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}|<!--(?!\[if)[\s\S]*?-->/g,
    comment => comment.replace(/[^\n]/g, ""),
  );
}

/** What a letter was rendered from. */
export type Promised = {
  readonly letter: Letter;
  readonly places: Places;
  /** The sentence about why the reader gets the letter. */
  readonly reason: string;
};

/**
 * Returns the first promise that the HTML of a letter breaks: its language, direction, subject, each
 * of its words in their order, one main heading, why the reader gets it, and the link to unsubscribe.
 */
export function findBrokenPromise(
  template: Template,
  html: string,
  { letter, places, reason }: Promised,
): TemplateError | undefined {
  const shown = readHtml(html);
  const missing = firstMissing(letterWords(letter), shown.text);
  const headings = headingsOf(letter);
  const untitled = [letter, ...letter.translations].find(
    ({ heading }) => heading !== "" && !shown.h1.some(title => sameLine(title, heading)),
  );
  const broken: readonly (readonly [isBroken: boolean, tag: string, message: string])[] = [
    [shown.lang !== letter.language, "mjml", 'lang must be "{{ letter.language }}"'],
    [shown.dir !== letter.direction, "mjml", 'dir must be "{{ letter.direction }}"'],
    [
      !sameLine(shown.title, letter.subject),
      "mj-title",
      "the title must be the subject: <mj-title>{{ letter.subject }}</mj-title>",
    ],
    [
      !shown.text.includes(places.salutation),
      "mj-body",
      "the letter does not show {{ places.salutation }}",
    ],
    [
      untitled !== undefined,
      "mj-body",
      `the letter does not show its heading “${untitled?.heading}” in an h1`,
    ],
    [
      shown.h1.length !== headings,
      "mj-body",
      `the letter has ${shown.h1.length} main headings (h1) instead of ${headings}`,
    ],
    [
      missing !== undefined,
      "mj-body",
      `the letter does not show its words in their order: “${missing}” is missing`,
    ],
    [
      firstMissing(wordsOf(reason), shown.text) !== undefined,
      "mj-body",
      "the letter does not say why the reader gets it: {{ footer.reason }} or {{ words.reason }}",
    ],
    [
      !shown.links.includes(places.unsubscribeUrl),
      "mj-body",
      "the letter has no link to {{ places.unsubscribeUrl }}",
    ],
  ];
  const found = broken.find(([isBroken]) => isBroken);
  if (!found) return undefined;
  const [, tag, message] = found;
  return { kind: "template-error", ...placeOf(template, tag), message };
}

/** Returns where the first element with this name is, else where the template begins. */
function placeOf(template: Template, tag: string): Pick<TemplateError, "file" | "line"> {
  const lines = templateLines(template);
  const element = new RegExp(`<${tag}(?![a-z-])`);
  const { file, line } = (Array.isArray(lines) && lines.find(({ text }) => element.test(text))) || {
    file: template.main,
    line: 1,
  };
  return { file, line };
}

function sameLine(a: string, b: string): boolean {
  return wordsOf(a).join(" ") === wordsOf(b).join(" ");
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** How many titles a letter has: one, or one for each language; none if it lacks a title. */
function headingsOf(letter: Letter): number {
  const ofBlock = (block: Block): number => {
    if (block.kind === "heading") return block.level === 1 ? 1 : 0;
    return "blocks" in block ? sum(block.blocks.map(ofBlock)) : 0;
  };
  return sum(
    [letter, ...letter.translations].map(
      ({ heading, preamble, body }) =>
        (heading === "" ? 0 : 1) + sum([...preamble, ...body].map(ofBlock)),
    ),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Returns the first word that does not follow the words before it. */
function firstMissing(words: readonly string[], text: string): string | undefined {
  let from = 0;
  return words.find(word => {
    const at = text.indexOf(word, from);
    from = at + word.length;
    return at === -1;
  });
}

type Shown = {
  lang: string | undefined;
  dir: string | undefined;
  title: string;
  /** The texts of the main headings. */
  readonly h1: string[];
  readonly links: string[];
  text: string;
};

/** Returns what a reader gets of an HTML page. Words that are hidden do not count. */
function readHtml(html: string): Shown {
  const shown: Shown = { lang: undefined, dir: undefined, title: "", h1: [], links: [], text: "" };
  const texts: string[] = [];
  const within: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    onopentag(name, { lang, dir, href, alt, style = "" }) {
      if (name === "html") Object.assign(shown, { lang, dir });
      if (name === "h1") shown.h1.push("");
      if (name === "a" && href !== undefined && hidden === 0) shown.links.push(href);
      // The words of an image are read in its place.
      if (name === "img" && alt !== undefined && hidden === 0) texts.push(` ${alt} `);
      const hides = /^(?:head|style|script)$/.test(name) || /display:\s*none/.test(style);
      within.push(hides ? `${name} hidden` : name);
      if (hides) hidden++;
    },
    ontext(text) {
      if (within.at(-1) === "title") shown.title += text;
      if (within.includes("h1")) shown.h1.push((shown.h1.pop() ?? "") + text);
      if (hidden === 0) texts.push(text);
    },
    onclosetag() {
      if (within.pop()?.endsWith(" hidden")) hidden--;
    },
  });
  parser.end(html);
  shown.text = texts.join("");
  return shown;
}
