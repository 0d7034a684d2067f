import { expect, it, onTestFinished } from "vitest";
import { templateNames } from "../../functions/core/letter/template-name.ts";
import { readPreviewed } from "../../infra/local/preview/previewed.ts";
import { axeDefects } from "../axe-defects.ts";
import { sharedBrowser } from "../browser.ts";
import { isFullSize } from "../size.ts";

const previewed = await readPreviewed({ templates: "templates", letters: "docs/examples" });
const pairs = isFullSize
  ? templateNames.flatMap(template => previewed.letters.map(name => ({ name, template })))
  : [
      { name: "harbour-weekly", template: "sections" },
      { name: "rota-tables", template: "letter" },
    ];

it.each(pairs)(
  "$name has no defect that axe knows in the template $template, and fits a phone",
  async ({ name, template }) => {
    const shown = await previewed.show(template, name);
    if ("problems" in shown) throw new Error(shown.problems.join());
    const browser = await sharedBrowser();
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.setContent(shown.html);
    for (const width of [320, 600]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate("document.documentElement.scrollWidth"), `${width}`).toBe(width);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        // A mail program has the landmarks around the letter. Some letters have no title.
        const rules = Object.fromEntries(
          ["landmark-one-main", "region", "page-has-heading-one"].map(id => [
            id,
            { enabled: false },
          ]),
        );
        const options = { rules };
        expect(await axeDefects({ page, options }), `${width} ${colorScheme}`).toEqual([]);
      }
    }
  },
);

it("a printed bulletin shows the addresses of its links, but none of the private archive", async () => {
  const shown = await previewed.show("sections", "harbour-weekly");
  if ("problems" in shown) throw new Error(shown.problems.join());
  const page = await (await sharedBrowser()).newPage();
  onTestFinished(() => page.close());
  await page.setContent(shown.html);
  await page.emulateMedia({ media: "print" });
  const printed = await page.evaluate(
    `[...document.querySelectorAll(".letter a")].map(a => getComputedStyle(a, "::after").content).filter(each => each !== "none")`,
  );
  expect(printed).toEqual(['" (https://harbour-health.example/mobile-unit)"']);
  const around = await page.evaluate(
    `{ const found = []; for (let e = document.querySelector(".letter"); e; e = e.parentElement) found.push(getComputedStyle(e).display); found; }`,
  );
  // A browser cuts what is in an inline block at the end of a page, in the middle of a line.
  expect(around).not.toContain("inline-block");
});
