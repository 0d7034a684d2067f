import MarkdownIt, { type Token } from "markdown-it";
import type { Block, ListItem, Run } from "../letter/content.ts";
import { imageIdIn } from "../letter/images/image-id.ts";
import { cleanText } from "../text/clean-text.ts";

// "zero" has no rules.
// Only the rules enabled here apply, so raw HTML and code stay text.
// Without "lheading", "---" below a paragraph is a rule and does not make it a heading.
const markdown = new MarkdownIt("zero", { linkify: true, maxNesting: 100 })
  .enable(["heading", "list", "blockquote", "hr", "table"])
  .enable([
    "emphasis",
    "balance_pairs",
    "fragments_join",
    "newline",
    "escape",
    "link",
    "image",
    "autolink",
    "linkify",
    "text_join",
  ]);
// markdown-it drops content nested deeper than `maxNesting`.
// Long before that, we read the rest as one text.
const maxDepth = 40;
markdown.block.ruler.before("blockquote", "deep", (state, start, end, silent) => {
  if (silent || state.level < maxDepth) return false;
  state.push("paragraph_open", "p", 1);
  const inline = state.push("inline", "", 0);
  inline.content = state.getLines(start, end, state.blkIndent, false).trim();
  inline.children = [];
  state.push("paragraph_close", "p", -1);
  state.line = end;
  return true;
});
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
for (const schema of ["ftp:", "//"]) markdown.linkify.add(schema, null);
markdown.validateLink = url =>
  /^(https?|mailto|tel):/i.test(url.trim()) || imageIdIn(url) !== undefined;
// Show a link as it was typed.
markdown.normalizeLinkText = url => url;

/** Writes `[call](tel:+44 20 …)` and `[words](www…)` as Markdown needs them, and years as prose. */
function repairSource(source: string): string {
  return (
    source
      .replace(
        /\]\(tel:([+\d().\s-]{3,40})\)/gi,
        (_, number: string) => `](tel:${number.replace(/[^+\d]/g, "")})`,
      )
      // "2016. November was …" is a sentence, and no list that begins at 2016.
      .replace(/^(\s{0,3}\d{4,9})([.)])(?=\s)/gm, "$1\\$2")
      // "plan<https://…>", as Outlook writes a link.
      .replace(/(?<![^\s([“‘"'])([^\s<>()[\]“”"\\`]{1,80})<(https?:\/\/[^\s<>()]+)>/gi, "[$1]($2)")
      .replace(/\]\((?=www\.[^\s()])/gi, "](https://")
  );
}

/**
 * Reads the Markdown of letters: headings, paragraphs, bullets, numbers, bold, italic, links,
 * tables, rules, insets (`>`), stored images. All else is text. A line break within a paragraph stays in the text as "\n". Renderers
 * show it as a blank.
 */
export function parseMarkdown(source: string): Block[] {
  const tokens = markdown.parse(repairSource(cleanText(source)), {});
  const depths = tokens
    .filter(token => token.type === "heading_open")
    .map(token => Number(token.tag.slice(1)));
  const top = Math.min(...depths);
  return new BlockReader(tokens, top).readUntil(undefined);
}

/** Reads the links and the bold and italic words of one paragraph; "\n" is a line break. */
export function inlineMarkdown(text: string): Run[] {
  return text.split("\n").flatMap((line, index) => {
    const [token] = markdown.parseInline(repairSource(line), {});
    const runs = inlineRuns(token?.children ?? []);
    return index === 0 ? runs : [{ kind: "break" } as const, ...runs];
  });
}

/** Walks markdown-it's flat token list; every `*_open` has its `*_close`. */
class BlockReader {
  readonly #tokens: readonly Token[];
  readonly #topHeading: number;
  #at = 0;

  constructor(tokens: readonly Token[], topHeading: number) {
    this.#tokens = tokens;
    this.#topHeading = topHeading;
  }

  readUntil(close: string | undefined): Block[] {
    const blocks: Block[] = [];
    for (;;) {
      const token = this.#tokens[this.#at++];
      if (!token || token.type === close) return blocks;
      const block = this.#read(token);
      if (block) blocks.push(block);
    }
  }

  #read(token: Token): Block | undefined {
    switch (token.type) {
      case "heading_open":
        return {
          kind: "heading",
          level: Number(token.tag.slice(1)) <= this.#topHeading ? 2 : 3,
          runs: this.#inline("heading_close"),
        };
      case "paragraph_open": {
        const runs = this.#inline("paragraph_close");
        return runs.length > 0 ? { kind: "paragraph", runs } : undefined;
      }
      case "bullet_list_open":
        return { kind: "bullets", items: this.#items("bullet_list_close") };
      case "ordered_list_open":
        return {
          kind: "numbers",
          start: Number(token.attrGet("start") ?? 1),
          counting: "1",
          form: `#${token.markup}`,
          items: this.#items("ordered_list_close"),
        };
      case "blockquote_open":
        return { kind: "inset", blocks: this.readUntil("blockquote_close") };
      case "hr":
        return { kind: "rule" };
      case "table_open":
        return this.#table();
      default:
        throw new Error(`markdown-it returned an unexpected token: ${token.type}`);
    }
  }

  #items(close: string): ListItem[] {
    const items: ListItem[] = [];
    while (this.#tokens[this.#at]?.type === "list_item_open") {
      this.#at++;
      const [first, ...rest] = this.readUntil("list_item_close");
      if (first?.kind === "paragraph") items.push({ runs: first.runs, blocks: rest });
      else items.push({ runs: [], blocks: first ? [first, ...rest] : [] });
    }
    if (this.#tokens[this.#at++]?.type !== close) throw new Error(`markdown-it left ${close} out`);
    return items;
  }

  /** Between `table_open` and `table_close`; the first row is the head. */
  #table(): Block {
    const rows: Run[][][] = [];
    for (;;) {
      const token = this.#tokens[this.#at++];
      if (!token || token.type === "table_close") break;
      if (token.type === "tr_open") rows.push([]);
      else if (token.type === "th_open" || token.type === "td_open")
        rows.at(-1)?.push(this.#inline(token.type.replace("open", "close")));
    }
    const [head = [], ...others] = rows;
    return { kind: "table", head, rows: others };
  }

  #inline(close: string): Run[] {
    const runs: Run[] = [];
    for (;;) {
      const token = this.#tokens[this.#at++];
      if (!token || token.type === close) return runs;
      if (token.children) runs.push(...inlineRuns(token.children));
    }
  }
}

/** Deeper emphasis adds nothing that a reader could see. */
const maxEmphasis = 4;

function inlineRuns(tokens: readonly Token[]): Run[] {
  const open: { kind: "strong" | "emphasis" | "line"; runs: Run[] }[] = [
    { kind: "line", runs: [] },
  ];
  let tooDeep = 0;
  let link: { href: string; text: string; title: string } | undefined;
  const push = (run: Run) => open.at(-1)?.runs.push(run);
  const add = (text: string) => {
    const runs = open.at(-1)?.runs ?? [];
    const last = runs.at(-1);
    if (link) link.text += text;
    else if (last?.kind === "text")
      runs[runs.length - 1] = { kind: "text", text: last.text + text };
    else if (text) push({ kind: "text", text });
  };
  const addImage = (token: Token) => {
    const src = String(token.attrGet("src") ?? "");
    const alt = token.content.replace(/\s+/g, " ").trim();
    const id = imageIdIn(src);
    if (id !== undefined) push({ kind: "image", id, alt });
    // The words of a link say where it leads: an image in it stands before it.
    if (link) link.text += alt;
    // An image of another site is not shown. The checks say so.
    else if (id === undefined) push({ kind: "link", text: alt || src, href: src });
  };
  for (const token of tokens) {
    if (token.type === "link_open")
      link = {
        href: String(token.attrGet("href") ?? ""),
        text: "",
        title: String(token.attrGet("title") ?? ""),
      };
    else if (token.type === "image") addImage(token);
    else if (token.type === "link_close" && link) {
      const { href, title } = link;
      push({ kind: "link", href, text: link.text.trim() || href });
      link = undefined;
      // Mail programs show a title only on hover, and plain text not at all.
      if (title.trim()) add(` (${title.trim()})`);
    } else if (token.type === "strong_open" || token.type === "em_open") {
      // A link's words are one text.
      if (link || open.length > maxEmphasis) tooDeep++;
      else open.push({ kind: token.type === "em_open" ? "emphasis" : "strong", runs: [] });
    } else if (token.type === "strong_close" || token.type === "em_close") {
      if (tooDeep > 0) tooDeep--;
      else {
        const closed = open.pop();
        if (closed && closed.kind !== "line" && closed.runs.length > 0)
          push({ kind: closed.kind, runs: closed.runs });
      }
    } else if (token.type === "softbreak") add("\n");
    else if (token.type === "hardbreak") link ? add(" ") : push({ kind: "break" });
    else add(token.content);
  }
  return open[0]?.runs ?? [];
}
