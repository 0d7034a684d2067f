import { Liquid, LiquidError, type Template as ParsedLiquid } from "liquidjs";
import mjml2html from "mjml";
import { buttonIn, numberLabel, type Run, safeAddress } from "../core/letter/content.ts";
import { type Footer, footerLanguages } from "../core/letter/footer.ts";
import { shownSize } from "../core/letter/images/image-id.ts";
import { imagePlace } from "../core/letter/images/image-places.ts";
import type { Letter } from "../core/letter/letter.ts";
import { letterheadOf } from "../core/letter/letterhead.ts";
import type { Places } from "../core/letter/places.ts";
import { ownNameOf } from "../core/text/language-name.ts";
import { wordsIn } from "../core/text/words/catalogue.ts";
import { directionOf } from "../core/writing/languages/guess-language.ts";
import { checkTemplate, misfit, mjmlOptions } from "./check-template.ts";
import type { Template, TemplateError } from "./template.ts";
import { findBrokenPromise } from "./template-promises.ts";

export type RenderedLetter = { readonly kind: "rendered"; readonly html: string };

/**
 * Renders the letter as the HTML of an email. Equal input gives equal bytes. Letter, places and
 * footer are escaped, so they cannot add markup. Sentinels in `places` stay unchanged. A template
 * that leaves out what every letter must have gives an error.
 */
export async function renderLetter(
  letter: Letter,
  places: Places,
  footer: Footer,
  template: Template,
): Promise<RenderedLetter | TemplateError> {
  const compiled = await compile(template);
  if (compiled.kind === "template-error") return compiled;
  const [words, ...others] = footerLanguages(letter, footer);
  let filled: string;
  const fill = (given: object): Promise<string> => compiled.liquid.render(compiled.parsed, given);
  try {
    const { organisation, logo, reason = "", address = "", privacyUrl = "" } = footer;
    const own = footer.language === letter.language ? "" : (footer.language ?? "");
    const given = {
      letter,
      // The words of a logo are the organisation's name.
      letterhead: logo ? "" : letterheadOf(letter, organisation),
      logo: { image: logo?.image ?? "", dark: logo?.dark ?? "", name: organisation },
      places,
      footer: {
        organisation,
        reason,
        address,
        privacyUrl,
        language: own,
        direction: directionOf(own || letter.language),
        isReasonLinked: false,
      },
      words: {
        ...words,
        isOther: false,
        others: others.map(each => ({
          ...each,
          isOther: true,
          start: each.direction === "rtl" ? "right" : "left",
        })),
      },
    };
    filled = await fill(given);
    if (hasOddLinks(filled, footer.images)) {
      given.footer.isReasonLinked = true;
      filled = await fill(given);
    }
  } catch (error) {
    return liquidError(error, template);
  }
  try {
    const html = withoutIndents((await mjml2html(filled, mjmlOptions)).html);
    const promised = { letter, places, reason: footer.reason || words.reason };
    return findBrokenPromise(template, html, promised) ?? { kind: "rendered", html };
  } catch (error) {
    const { line, message } = misfit(error);
    return {
      kind: "template-error",
      file: template.main,
      line: 1,
      message: `${message} (line ${line} of the filled template)`,
    };
  }
}

/**
 * Rspamd takes an odd number of links and images for a sign that the HTML differs from the plain text
 * (URI_COUNT_ODD, a point). It counts the HTML part alone, without images that the message carries.
 */
function hasOddLinks(html: string, images: Footer["images"] = "site"): boolean {
  const links = html.match(/<a\b[^>]*\shref="(?!#|mailto:|tel:)/g) ?? [];
  const fetched = images === "site" ? (html.match(/<img\b[^>]*\ssrc="/g) ?? []) : [];
  return (links.length + fetched.length) % 2 === 1;
}

/** MJML indents its HTML, and styles keep the indents of the template: a tenth of a letter. */
function withoutIndents(html: string): string {
  return html.replace(/\n[ \t\n]+/g, "\n").replace(/[ \t]+\n/g, "\n");
}

type Compiled = {
  readonly kind: "compiled";
  readonly liquid: Liquid;
  readonly parsed: ParsedLiquid[];
};

const compiledBefore = new WeakMap<Template, Promise<Compiled | TemplateError>>();

function compile(template: Template): Promise<Compiled | TemplateError> {
  const known = compiledBefore.get(template);
  if (known) return known;
  const compiled = parse(template);
  compiledBefore.set(template, compiled);
  return compiled;
}

async function parse(template: Template): Promise<Compiled | TemplateError> {
  const liquid = new Liquid({
    templates: { ...template.files },
    extname: ".liquid",
    cache: true,
    outputEscape: "escape",
    strictVariables: true,
    strictFilters: true,
    // "if" may ask for an optional value, such as a signatory's mark.
    lenientIf: true,
    ownPropertyOnly: true,
  });
  liquid.registerFilter("safe_address", (href: string) => safeAddress(href) ?? false);
  liquid.registerFilter("language_name", ownNameOf);
  liquid.registerFilter("number_label", numberLabel);
  liquid.registerFilter("button_in", (runs: readonly Run[]) => buttonIn(runs) ?? false);
  liquid.registerFilter("image_place", imagePlace);
  liquid.registerFilter("image_size", shownSize);
  liquid.registerFilter("signature_of", (name: string, language: string) =>
    wordsIn(language).letter.signature(name),
  );
  try {
    const { main, files } = template;
    const layout = files[main];
    if (layout === undefined) return noTemplate(main);
    for (const [file, text] of Object.entries(files))
      if (file.endsWith(".liquid")) liquid.parse(text, file);
    const parsed = liquid.parse(layout, main);
    return (await checkTemplate(template)) ?? { kind: "compiled", liquid, parsed };
  } catch (error) {
    return liquidError(error, template);
  }
}

function noTemplate(file: string): TemplateError {
  return { kind: "template-error", file, line: 1, message: "the template does not exist" };
}

// The token of an undefined variable has the text of its file, but not the file's name.
function liquidError(error: unknown, { main, files }: Template): TemplateError {
  if (!(error instanceof LiquidError)) throw error;
  const { token } = error;
  const file = token.file ?? Object.keys(files).find(name => files[name] === token.input) ?? main;
  const [line = 1] = token.getPosition();
  const message = error.message.replace(/, (file:.*, )?line:\d+, col:\d+$/s, "");
  return { kind: "template-error", file, line, message };
}
