import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { expect, it } from "vitest";
import { templateNames } from "../../functions/core/letter/template-name.ts";
import { readPreviewed } from "../../infra/local/preview/previewed.ts";
import { everywhere, notEverywhere } from "./client-support.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Used = Record<keyof typeof everywhere | "rules", Set<string>>;

const previewed = await readPreviewed({ templates: "templates", letters: "docs/examples" });

function look(node: Node, used: Used): void {
  if ("tagName" in node) {
    used.elements.add(node.tagName);
    for (const { name, value } of node.attrs) {
      used.attributes.add(name);
      if (name === "style") addProperties(value, used);
    }
  }
  if (node.nodeName === "style" && "childNodes" in node)
    for (const child of node.childNodes) if ("value" in child) addSheet(child.value, used);
  if ("childNodes" in node) for (const child of node.childNodes) look(child, used);
}

function addProperties(declarations: string, { properties }: Used): void {
  for (const each of declarations.split(";")) {
    const name = each.split(":")[0]?.trim();
    if (name) properties.add(name);
  }
}

function addSheet(sheet: string, used: Used): void {
  for (const [, declarations = ""] of sheet.matchAll(/{([^{}]*)}/g))
    addProperties(declarations, used);
  const selectors = sheet.replace(/{[^{}]*}/g, "{}");
  for (const [rule] of selectors.matchAll(
    /@[a-z-]+|(?<![\w(]|: ?)::?[a-z-]+(?=[\s,{(:)])|::?(?:after|not|focus|root)\b/g,
  ))
    used.rules.add(rule);
}

it("letters use nothing of HTML and CSS that mail programs lack, unless it is written down", async () => {
  const used: Used = {
    elements: new Set(),
    attributes: new Set(),
    properties: new Set(),
    rules: new Set(),
  };
  for (const template of templateNames)
    for (const name of previewed.letters) {
      const shown = await previewed.show(template, name);
      if ("problems" in shown) throw new Error(shown.problems.join());
      look(parse(shown.html), used);
    }
  const known = (kind: keyof typeof everywhere) => new Set(everywhere[kind].split(" "));
  const found = [
    ...[...used.elements.difference(known("elements"))].map(name => `<${name}>`),
    ...[...used.attributes.difference(known("attributes"))].map(name => `@${name}`),
    ...used.properties.difference(known("properties")),
    ...used.rules,
  ];
  const written = new Set(Object.keys(notEverywhere));
  expect(found.filter(feature => !written.has(feature))).toEqual([]);
  expect([...written.difference(new Set(found))]).toEqual([]);
});
