import fc from "fast-check";
import {
  type Block,
  type ListItem,
  plainWords,
  type Run,
} from "../../functions/core/letter/content.ts";
import type { Letter } from "../../functions/core/letter/letter.ts";
import { aLetter } from "./a-letter.ts";
import { anyWebUrl } from "./any-web-url.ts";

const nasty = [
  "<script>alert(1)</script>",
  "</mj-text><mj-image src=https://evil.example/x.png />",
  "</mj-title></mj-head>",
  "{{ 7 | times: 7 }}",
  "{% raw %}",
  "{% endraw %}{% render 'runs' %}",
  "{%- comment -%}",
  "<!--[if mso]><![endif]-->",
  "-->",
  "<!doctype html>",
  "]]>",
  '" onmouseover="x',
  "' onload='x",
  "&lt;b&gt; &amp; &#60; &copy;",
  "javascript:alert(1)",
  "</style></title></div></body></html>",
  "$1 $& $$",
  "\\",
  "`",
  "’ – £ ŵ العربية 👩‍⚕️",
] as const;

/** Words that try to be more than words, on one line and with no blank at either end. */
export const anyWords: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "grapheme", maxLength: 12 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map(
    parts =>
      parts
        .join(" ")
        .replace(/[\p{C}\s]+/gu, " ")
        .trim() || "word",
  );

const anyRun: fc.Arbitrary<Run> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("text" as const),
      text: anyWords.map(words => ` ${words} `),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("link" as const),
      text: anyWords,
      href: fc.oneof(anyWebUrl, anyWords),
    }),
  },
  fc.constant({ kind: "break" as const }),
);
const anyStyled: fc.Arbitrary<Run> = fc.record({
  kind: fc.constantFrom("strong" as const, "emphasis" as const),
  runs: fc.array(anyRun, { minLength: 1, maxLength: 2 }),
});
const anyRuns: fc.Arbitrary<readonly Run[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: anyRun }, anyStyled),
  {
    minLength: 1,
    maxLength: 4,
  },
);

const { anyBlock } = fc.letrec<{ anyBlock: Block; anyItem: ListItem }>(tie => ({
  anyItem: fc.record({ runs: anyRuns, blocks: fc.array(tie("anyBlock"), { maxLength: 2 }) }),
  anyBlock: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constant("paragraph" as const), runs: anyRuns }),
    fc.record({
      kind: fc.constant("heading" as const),
      level: fc.constantFrom(2 as const, 3 as const),
      runs: anyRuns,
    }),
    fc.constant({ kind: "rule" as const }),
    fc.record({
      kind: fc.constant("bullets" as const),
      items: fc.array(tie("anyItem"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("numbers" as const),
      start: fc.integer({ min: 0, max: 40 }),
      counting: fc.constantFrom(...(["1", "a", "A", "i", "I"] as const)),
      form: fc.constantFrom("#.", "(#)", "#)", "2.#"),
      items: fc.array(tie("anyItem"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("table" as const),
      head: fc.array(anyRuns, { maxLength: 3 }),
      rows: fc.array(fc.array(anyRuns, { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({
      kind: fc.constant("inset" as const),
      blocks: fc.array(tie("anyBlock"), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      kind: fc.constant("section" as const),
      id: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
      blocks: fc.array(tie("anyBlock"), { minLength: 1, maxLength: 2 }),
    }),
  ),
}));

/** Letters of every shape, with every kind of word in every place. */
export const anyLetter: fc.Arbitrary<Letter> = fc
  .record({
    subject: anyWords,
    heading: anyWords,
    preheader: anyWords,
    preamble: fc.array(anyBlock, { maxLength: 1 }),
    salutation: anyWords,
    body: fc.array(anyBlock, { minLength: 1, maxLength: 4 }),
    signOff: anyWords,
    signatories: fc.array(
      fc.record({
        name: anyWords,
        postNominals: anyWords,
        role: fc.array(anyWords, { maxLength: 2 }),
        mark: fc.option(anyWords, { nil: undefined }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    postscript: fc.array(anyBlock, { maxLength: 1 }),
  })
  .map(parts => aLetter(parts));

/** The same letter with harmless words in all places where it has words; what has no link stays without one. */
export function harmless(letter: Letter, isLink: (href: string) => boolean): Letter {
  const run = (each: Run): Run => {
    if (each.kind === "break" || each.kind === "mark") return each;
    if ("runs" in each) return { ...each, runs: each.runs.map(run) };
    if (each.kind === "link" && isLink(each.href))
      return {
        ...each,
        text: each.text === each.href ? "https://example.org" : "x",
        href: "https://example.org",
      };
    return { kind: "text", text: "x" };
  };
  const item = (each: ListItem): ListItem => ({
    runs: each.runs.map(run),
    blocks: each.blocks.map(block),
  });
  const block = (each: Block): Block => {
    if ("runs" in each) return { ...each, runs: each.runs.map(run) };
    if ("items" in each) return { ...each, items: each.items.map(item) };
    if (each.kind === "table") {
      const row = (cells: readonly (readonly Run[])[]) => cells.map(runs => runs.map(run));
      return { ...each, head: row(each.head), rows: each.rows.map(row) };
    }
    return "blocks" in each ? { ...each, blocks: each.blocks.map(block) } : each;
  };
  return {
    ...letter,
    subject: "x",
    heading: "x",
    preheader: "x",
    preamble: letter.preamble.map(block),
    salutation: "x",
    body: letter.body.map(block),
    signOff: "x",
    signatories: letter.signatories.map(({ name, role, mark }) => ({
      name: name && "x",
      postNominals: "x",
      role: role.map(() => "x"),
      mark: mark && "x",
    })),
    postscript: letter.postscript.map(block),
  };
}

/** All words of a letter, in the order in which they are read; addresses of links left out. */
export function wordsOf(letter: Letter): string[] {
  const ofBlock = (block: Block): string[] => {
    if ("runs" in block) return ofRuns(block.runs);
    if ("items" in block)
      return block.items.flatMap(item => [...ofRuns(item.runs), ...item.blocks.flatMap(ofBlock)]);
    if (block.kind === "table") return [block.head, ...block.rows].flat().flatMap(ofRuns);
    return "blocks" in block ? block.blocks.flatMap(ofBlock) : [];
  };
  return [
    ...letter.preamble.flatMap(ofBlock),
    letter.heading,
    letter.salutation,
    ...letter.body.flatMap(ofBlock),
    letter.signOff,
    ...letter.signatories.flatMap(({ mark = "", name, postNominals, role }) => [
      mark,
      name,
      postNominals,
      ...role,
    ]),
    ...letter.postscript.flatMap(ofBlock),
  ].flatMap(words => words.split(/\s+/).filter(Boolean));
}

function ofRuns(runs: readonly Run[]): string[] {
  const ofRun = (run: Run): string => {
    if ("runs" in run) return run.runs.map(ofRun).join("");
    return run.kind === "link" ? ` ${run.text} ` : plainWords([run]);
  };
  return [runs.map(ofRun).join("")];
}

/** The first of `words` that does not follow in `text`, in order; undefined if all do. */
export function firstWordMissing(words: readonly string[], text: string): string | undefined {
  let from = 0;
  return words.find(word => {
    const at = text.indexOf(word, from);
    from = at + word.length;
    return at === -1;
  });
}
