import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

/** The markup of a page without its words: elements, attributes and comments, but no text, and of `href` and `aria-label` only that they are there. */
export function markupOf(html: string): unknown {
  return markup(parse(html));
}

/** The words of a page as its body shows them, each block on a line; without the preheader, which no one sees. */
export function wordsShown(html: string): string {
  return text(parse(html));
}

/** All elements of a page with that name, as attributes and text. */
export function elements(
  html: string,
  name: string,
): { attributes: Record<string, string>; text: string }[] {
  const found = (node: Node): ReturnType<typeof elements> => {
    const own =
      "tagName" in node && node.tagName === name
        ? [{ attributes: attributesOf(node), text: text(node) }]
        : [];
    return [...own, ...childrenOf(node).flatMap(found)];
  };
  return found(parse(html));
}

function markup(node: Node): unknown {
  if (node.nodeName === "#comment") return "data" in node ? `<!--${node.data}-->` : "";
  if (node.nodeName === "style")
    return childrenOf(node).map(child => ("value" in child ? child.value : ""));
  const own =
    "tagName" in node
      ? Object.entries(attributesOf(node)).map(([name, value]) =>
          isWords(name) ? name : `${name}=${value}`,
        )
      : [];
  return [
    node.nodeName,
    ...own,
    ...childrenOf(node).flatMap(child => (child.nodeName === "#text" ? [] : [markup(child)])),
  ];
}

const isWords = (attribute: string) => attribute === "href" || attribute === "aria-label";

function text(node: Node): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  if (
    node.nodeName === "head" ||
    ("tagName" in node && attributesOf(node).style?.includes("display:none"))
  )
    return "";
  const within = childrenOf(node).map(text).join("");
  return ["a", "span", "strong"].includes(node.nodeName) ? within : `${within}\n`;
}

function attributesOf(node: DefaultTreeAdapterTypes.Element): Record<string, string> {
  return Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
}

function childrenOf(node: Node): readonly DefaultTreeAdapterTypes.ChildNode[] {
  return "childNodes" in node ? node.childNodes : [];
}
