import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Footer } from "../../functions/core/letter/footer.ts";
import type { Letter } from "../../functions/core/letter/letter.ts";
import { renderLetter } from "../../functions/mail/render-letter.ts";
import { readTemplate } from "../../functions/mail/template.ts";
import { axeDefects } from "../axe-defects.ts";
import { sharedBrowser } from "../browser.ts";
import {
  aFooter,
  aLetter,
  anArabicFooter,
  anArabicLetter,
  aWelshLetter,
  paragraph,
  somePlaces,
} from "../examples/a-letter.ts";

const template = await readTemplate("templates");
/** Opens the letter in a window of that width, and keeps account of what it asks the network for. */
async function show(
  letter: Letter,
  width = 1000,
  footer: Footer = aFooter(),
): Promise<{ page: Page; asked: string[] }> {
  const rendered = await renderLetter(
    letter,
    { ...somePlaces, salutation: letter.salutation },
    footer,
    template,
  );
  if (rendered.kind === "template-error") throw new Error(rendered.message);
  const browser = await sharedBrowser();
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  onTestFinished(() => page.close());
  const asked: string[] = [];
  await page.route("**/*", route => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.setContent(rendered.html);
  return { page, asked };
}

// A mail is shown within a mail client's page, which has the landmarks; a second main in it would be the defect.
const options = {
  rules: { "landmark-one-main": { enabled: false }, region: { enabled: false } },
};

const defects = (page: Page) => axeDefects({ page, options });

const colours = (selector: string) =>
  `(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.querySelector(${JSON.stringify(selector)})))`;

const letters: readonly (readonly [string, Letter, Footer])[] = [
  ["English", aLetter(), aFooter()],
  ["Welsh", aWelshLetter(), aFooter()],
  ["Arabic", anArabicLetter(), anArabicFooter()],
];

describe("a letter in a browser", () => {
  it.each(letters)(
    "has no defect that axe knows, in light and in dark: %s",
    async (_name, letter, footer) => {
      const { page } = await show(letter, 1000, footer);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await defects(page), colorScheme).toEqual([]);
      }
    },
    60_000,
  );

  it("is dark all over if the reader prefers that", async () => {
    const { page } = await show(aLetter());
    await page.emulateMedia({ colorScheme: "dark" });
    for (const selector of ["body", "[role=article]"]) {
      expect(await page.evaluate(colours(selector)), selector).toContain("rgb(22, 24, 27)");
    }
  });

  it("prints black on white, with the addresses of its links but not the footer's", async () => {
    const { page } = await show(aLetter());
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    expect(await page.evaluate(colours("body"))).toContain("rgb(255, 255, 255)");
    for (const selector of [".letter > div", ".letter a"])
      expect(await page.evaluate(colours(selector)), selector).toContain("rgb(0, 0, 0)");
    const printed =
      "[...document.querySelectorAll('a')].map(a => getComputedStyle(a, '::after').content).slice(0, 3)";
    expect(await page.evaluate(printed)).toEqual([
      "none",
      "none",
      '" (https://example.org/speak-up)"',
    ]);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.links')).display")).toBe(
      "none",
    );
  });

  it("fits a phone, whatever its content", async () => {
    const endless = aLetter({
      subject: "Donaudampfschifffahrtsgesellschaft".repeat(4),
      body: [...aLetter().body, paragraph("x".repeat(300))],
    });
    const { page } = await show(endless, 320);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
    expect(
      await page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.letter p')).fontSize)",
      ),
    ).toBeGreaterThanOrEqual(16);
  });

  it("keeps its lines short enough to read well", async () => {
    const { page } = await show(aLetter());
    expect(
      await page.evaluate("document.querySelector('.letter p').getBoundingClientRect().width"),
    ).toBe(552);
  });

  it("runs from the right in Arabic, bullets and inset too", async () => {
    const { page } = await show(anArabicLetter(), 1000, anArabicFooter());
    const starts =
      "['p', 'li', '.inset'].map(of => getComputedStyle(document.querySelector('.letter ' + of)).direction)";
    expect(await page.evaluate(starts)).toEqual(["rtl", "rtl", "rtl"]);
    expect(
      await page.evaluate("getComputedStyle(document.querySelector('.inset')).borderRightWidth"),
    ).toBe("5px");
  });

  it("asks the network for nothing", async () => {
    const { page, asked } = await show(aLetter());
    await page.waitForLoadState("networkidle");
    expect(asked).toEqual([]);
  });
});
