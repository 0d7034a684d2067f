import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, plainWords, type Run } from "../../../functions/core/letter/content.ts";
import { sentinels } from "../../../functions/core/letter/places.ts";
import { parseMarkdown } from "../../../functions/core/writing/markdown.ts";
import { link, paragraph, text } from "../../examples/a-letter.ts";
import { runs } from "../../size.ts";
import { processorMs } from "./processor-ms.ts";

const point = (words: string, ...blocks: Block[]) => ({ runs: [text(words)], blocks });

/** All words and link addresses of some blocks, in the order in which they are read. */
function wordsOf(blocks: readonly Block[]): string {
  const ofRun = (run: Run): string =>
    run.kind === "link" ? `${run.text} ${run.href} ` : plainWords([run]);
  const ofBlock = (block: Block): string => {
    if ("runs" in block) return block.runs.map(ofRun).join("");
    if (block.kind === "inset") return wordsOf(block.blocks);
    if (block.kind === "table") return [block.head, ...block.rows].flat(2).map(ofRun).join(" ");
    if (!("items" in block)) return "";
    return block.items
      .map(item => `${item.runs.map(ofRun).join("")} ${wordsOf(item.blocks)}`)
      .join(" ");
  };
  return blocks.map(ofBlock).join(" ");
}

describe("the small Markdown", () => {
  it("has paragraphs with line breaks that read as blanks", () => {
    expect(parseMarkdown("one\ntwo\n\nthree")).toEqual([paragraph("one\ntwo"), paragraph("three")]);
  });

  it("has hard line breaks, by two blanks or a backslash", () => {
    const address = [paragraph("4 Castle Street", { kind: "break" }, "Northbridge")];
    expect(parseMarkdown("4 Castle Street  \nNorthbridge")).toEqual(address);
    expect(parseMarkdown("4 Castle Street\\\nNorthbridge")).toEqual(address);
  });

  it("has headings of two levels; the highest in the text is the first", () => {
    const levels = (source: string) =>
      parseMarkdown(source).map(block => (block.kind === "heading" ? block.level : undefined));
    expect(levels("# a\n## b\n### c")).toEqual([2, 3, 3]);
    expect(levels("### a\n###### b")).toEqual([2, 3]);
  });

  it("has bullets within bullets, and numbers within those", () => {
    expect(parseMarkdown("- one\n  - two\n    1. three\n- four\n\n  five")).toEqual([
      {
        kind: "bullets",
        items: [
          point("one", {
            kind: "bullets",
            items: [
              point("two", {
                kind: "numbers",
                counting: "1",
                form: "#.",
                start: 1,
                items: [point("three")],
              }),
            ],
          }),
          point("four", paragraph("five")),
        ],
      },
    ]);
  });

  it.each([0, 1, 3, 198])("numbers from %i where the list begins so", start => {
    expect(parseMarkdown(`${start}. a\n${start + 1}. b`)).toEqual([
      { kind: "numbers", counting: "1", form: "#.", start, items: [point("a"), point("b")] },
    ]);
  });

  it("takes a year at the start of a sentence for no number", () => {
    expect(parseMarkdown("2016. November was cold.")).toEqual([
      paragraph("2016. November was cold."),
    ]);
  });

  it("has rules and insets, and blocks within insets", () => {
    expect(parseMarkdown("***\n\n> quoted\n>\n> - point")).toEqual([
      { kind: "rule" },
      {
        kind: "inset",
        blocks: [paragraph("quoted"), { kind: "bullets", items: [point("point")] }],
      },
    ]);
  });

  it("has an item without words, and one that begins with a list", () => {
    expect(parseMarkdown("-\n- - a")).toEqual([
      {
        kind: "bullets",
        items: [
          { runs: [], blocks: [] },
          { runs: [], blocks: [{ kind: "bullets", items: [point("a")] }] },
        ],
      },
    ]);
  });

  it.each([
    ["[the guide](https://example.org/a)", link("https://example.org/a", "the guide")],
    ["[Jo](mailto:jo@example.org)", link("mailto:jo@example.org", "Jo")],
    ["[call](tel:+441234567890)", link("tel:+441234567890", "call")],
    ["[call](tel:+44 20 7946 0000)", link("tel:+442079460000", "call")],
    ["[words](www.example.org/a)", link("https://www.example.org/a", "words")],
    ["<https://example.org/a>", link("https://example.org/a")],
    ["<jo@example.org>", link("mailto:jo@example.org", "jo@example.org")],
    ["https://example.org/a?b=c&d=e", link("https://example.org/a?b=c&d=e")],
    ["https://example.org/caf%C3%A9_(x)", link("https://example.org/caf%C3%A9_(x)")],
    ["[](https://example.org/)", link("https://example.org/")],
    ["[two\nlines](https://example.org/)", link("https://example.org/", "two\nlines")],
  ])("has the link %s", (source, run) => {
    expect(parseMarkdown(source)).toEqual([{ kind: "paragraph", runs: [run] }]);
  });

  it("has bold and italic words, also within each other and around a link", () => {
    const strong = (...runs: Run[]): Run => ({ kind: "strong", runs });
    const emphasis = (...runs: Run[]): Run => ({ kind: "emphasis", runs });
    expect(parseMarkdown("a **b** _c **d**_ **[e](https://example.org/)**")).toEqual([
      paragraph(
        "a ",
        strong(text("b")),
        " ",
        emphasis(text("c "), strong(text("d"))),
        " ",
        strong(link("https://example.org/", "e")),
      ),
    ]);
  });

  it("has a rule for --- right below a paragraph", () => {
    expect(parseMarkdown("words\n---\nmore")).toEqual([
      paragraph("words"),
      { kind: "rule" },
      paragraph("more"),
    ]);
  });

  it("has tables with a heading row", () => {
    expect(parseMarkdown("| Date | Place |\n|---|:-:|\n| 3 March | **Online** |")).toEqual([
      {
        kind: "table",
        head: [[text("Date")], [text("Place")]],
        rows: [[[text("3 March")], [{ kind: "strong", runs: [text("Online")] }]]],
      },
    ]);
  });

  it("shows a link's title, since mail programs do not", () => {
    expect(parseMarkdown('[a](https://example.org/ "More") b')).toEqual([
      paragraph(link("https://example.org/", "a"), " (More) b"),
    ]);
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](data:text/html;base64,PHN2Zz4=)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](/relative)",
    "[x](//example.org)",
    "<javascript:alert(1)>",
    "<ftp://example.org>",
    "ftp://example.org",
    "//example.org",
    "www.example.org",
    "jo@example.org",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- hidden -->",
    "</mj-text><mj-image src=x />",
    "{{ salutation }} {{ 7 | times: 7 }}",
    "{% raw %}{% render 'runs' %}",
    "&lt;b&gt; &amp; &copy; &#60;",
    "`code` ~~gone~~",
    "snake_case_words and 2 * 3 * 4",
    "[ref]: https-is-no-reference",
    "[^1] footnote",
    "| a | b |",
    "[ ] to do",
    "price: 5 * 3 * 2 £",
  ])("leaves %s as text", source => {
    expect(parseMarkdown(source)).toEqual([paragraph(source)]);
  });

  it("makes no picture of another site, only a link to it", () => {
    expect(parseMarkdown("![alt](https://example.org/x.png)")).toEqual([
      paragraph(link("https://example.org/x.png", "alt")),
    ]);
  });

  it("has no code: a fence and an indented line are text", () => {
    expect(parseMarkdown("```\n<b>x</b>\n```")).toEqual([paragraph("```\n<b>x</b>\n```")]);
    expect(parseMarkdown("    indented")).toEqual([paragraph("indented")]);
  });

  it("takes what is escaped for itself", () => {
    expect(parseMarkdown("1\\. no list, \\[no](https://example.org) link, \\# no heading")).toEqual(
      [paragraph("1. no list, [no](", link("https://example.org"), ") link, # no heading")],
    );
  });

  it("has no place for a person's own value, however it is spelt", () => {
    const spelt = `${sentinels.salutation} ${sentinels.unsubscribeUrl}`;
    expect(parseMarkdown(spelt)).toEqual([paragraph("salutation unsubscribeUrl")]);
    expect(parseMarkdown("&#1;salutation&#2;")).toEqual([paragraph("&#1;salutation&#2;")]);
  });

  it.each([
    ["insets", `${"> ".repeat(300)}deep words`],
    ["insets without blanks", `${">".repeat(5_000)}deep words`],
    ["bullets on a line", `${"- ".repeat(300)}deep words`],
    [
      "bullets on bullets",
      `${Array.from({ length: 60 }, (_, depth) => `${"  ".repeat(depth)}- level`).join("\n")} deep words`,
    ],
  ])("loses no word in the depth of %s", (_, source) => {
    expect(wordsOf(parseMarkdown(source))).toMatch(/deep words\s*$/);
  });

  it("gives what it gave, with Windows' line ends too", () => {
    const source = "# a\n\n- b\n- c  \n  d\n\n> e\n";
    expect(parseMarkdown(source.replaceAll("\n", "\r\n"))).toEqual(parseMarkdown(source));
  });

  it("loses, doubles and moves no word, whatever stands between them", () => {
    const marks = fc.constantFrom(
      ..." |\n|\n\n|\n- |\n  - |\n    - |\n* |\n1. |\n7) |\n   |\n> |\n>|\n# |\n## |\n---\n|\n===\n|  \n|\\\n|\\|*|**|_|`|```|~~|<|>|</|/>|[|](|)|](https://|](javascript:|!|(|\"|'|\t|{{|}}|{%|&|&amp;|;|#|:|https://|mailto:|<https://|@|\r|\0|\u00a0|\u2028".split(
        "|",
      ),
      "|",
    );
    const anyText = fc.array(marks, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(anyText, parts => {
        const source = parts.map((mark, at) => `${mark}w${at}w`).join("");
        // A link that reads as its own address says it twice.
        const read = [...wordsOf(parseMarkdown(source)).matchAll(/w(\d+)w/g)].map(match =>
          Number(match[1]),
        );
        const first = read.filter((word, at) => read.indexOf(word) === at);
        expect(first).toEqual(parts.map((_, at) => at));
      }),
      { numRuns: runs(5_000) },
    );
  });

  it("reads 100,000 bytes of marks quickly", () => {
    for (const mark of ["[", "](", ">", "- ", "*", "\\", "<", "# a\n", "1. a\n", "`", "[a](b "]) {
      const source = mark.repeat(100_000 / mark.length);
      expect(
        processorMs(() => parseMarkdown(source)),
        mark,
      ).toBeLessThan(3_000);
    }
  });
});
