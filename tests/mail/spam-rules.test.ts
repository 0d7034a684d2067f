import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { composeMessage } from "../../functions/mail/compose-message.ts";
import { joined } from "../../functions/mail/pieces.ts";
import { readTemplate, templateNamed } from "../../functions/mail/template.ts";
import { renderEntries } from "../../functions/steps/editions/draft-edition.ts";
import {
  exampleArchive,
  exampleDay,
  readExamples,
} from "../../infra/local/preview/example-letters.ts";
import { somePlaces } from "../examples/a-letter.ts";
import { elements, wordsShown } from "./html-tree.ts";

const template = await readTemplate("templates");
const examples = (await readExamples("docs/examples")).flatMap(example =>
  example.kind === "example" ? [example] : [],
);

async function messageOf({ bulletin, entries }: (typeof examples)[number]) {
  const draft = await renderEntries(
    { bulletin, entries, slot: exampleDay, address: exampleArchive },
    templateNamed(template, bulletin.template ?? "letter"),
  );
  if (draft.kind !== "draft") throw new Error(draft.kind);
  const { from, replyTo } = bulletin.sender;
  const list = { name: bulletin.name, label: bulletin.id };
  const compose = composeMessage({ from, replyTo, list, content: draft.content });
  const to = { email: "anna@example.org", name: "Anna Okafor" };
  const raw = joined(compose({ to, places: somePlaces, id: "a.1", date: exampleDay })).toString();
  return { raw, mail: await simpleParser(raw, { skipTextToHtml: true }) };
}

/** What SpamAssassin and Rspamd give points for, as far as a message alone shows it. */
describe.each(examples)("the message of $name", example => {
  it("has the structure of a mail program's message", async () => {
    const { raw, mail } = await messageOf(example);
    const types = [...raw.matchAll(/^Content-Type: ([^;\r]+)/gm)].map(([, type]) => type);
    expect(types).toEqual(["multipart/alternative", "text/plain", "text/html"]);
    expect(raw).not.toMatch(
      /^Content-Transfer-Encoding: base64|^Content-Type: text\/.*charset=(?!utf-8)/im,
    );
    expect(mail.date).toEqual(exampleDay);
    const { address = "" } = mail.from?.value[0] ?? {};
    expect(mail.messageId?.endsWith(`@${address.split("@")[1]}>`)).toBe(true);
    expect(mail.subject).not.toMatch(/^\s*$|!!|\?\?|^(?:re|fwd?):/i);
    expect(raw.split("\r\n").every(line => line.length <= 998)).toBe(true);
  });

  it("names a sender without another address in the name, and how to leave the list", async () => {
    const { raw, mail } = await messageOf(example);
    const { name = "" } = mail.from?.value[0] ?? {};
    expect(name).not.toBe("");
    expect(name).not.toContain("@");
    const list = mail.headers.get("list") as { unsubscribe?: { url?: string } } | undefined;
    expect(list?.unsubscribe?.url).toMatch(/^https:/);
    expect(raw).toContain("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  });

  it("has as many words in plain text as in HTML, and few tags for its words", async () => {
    const { mail } = await messageOf(example);
    const html = mail.html || "";
    const shown = wordsShown(html).split(/\s+/).filter(Boolean);
    const words = (mail.text ?? "").split(/\s+/).filter(Boolean);
    expect(Math.abs(words.length - shown.length)).toBeLessThan(60);
    // SpamAssassin's HTML_IMAGE_RATIO and MIME_HTML_MOSTLY begin far above.
    expect(html.length / shown.join(" ").length).toBeLessThan(20);
  });

  it("has an even number of links and images: Rspamd takes an odd one for hidden content", async () => {
    const { mail } = await messageOf(example);
    const html = mail.html || "";
    const fetched = html.match(/<a\b[^>]*\shref="https?:|<img\b[^>]*\ssrc="/g) ?? [];
    expect(fetched.length % 2).toBe(0);
  });

  it("has no link whose words are another address, no script, form or hidden text", async () => {
    const { mail } = await messageOf(example);
    const html = mail.html || "";
    for (const { attributes, text } of elements(html, "a"))
      if (/^(?:https?:|www\.)/.test(text.trim())) expect(attributes.href).toBe(text.trim());
    expect(html).not.toMatch(/<(?:script|form|iframe|object|font|base)\b/i);
    // The words beside the subject alone are hidden, and are the letter's own.
    expect(html.match(/display:none/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });
});
