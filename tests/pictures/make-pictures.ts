import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { endForBadInput } from "../../infra/cli/bad-input.ts";
import { readArguments, refuseArguments } from "../../infra/cli/read-arguments.ts";
import { readPreviewed } from "../../infra/local/preview/previewed.ts";
import { openBrowser } from "../browser.ts";

const usage = "Usage: npm run pictures -- [--into DIR] [--template NAME]";
const widths = [320, 600, 800];
const schemes = ["light", "dark"] as const;

const root = (folder: string) => fileURLToPath(new URL(`../../${folder}`, import.meta.url));

/** Makes a picture of each example letter at three widths, in light and in dark. */
async function makePictures(args: readonly string[]): Promise<void> {
  const options = {
    into: { type: "string", default: ".pictures" },
    template: { type: "string", default: "letter" },
  } as const;
  const { values, positionals } = readArguments(args, options, usage);
  refuseArguments(positionals, "Name a directory with --into.", usage);
  const directory = join(values.into, values.template);
  mkdirSync(directory, { recursive: true });
  const previewed = await readPreviewed({
    templates: root("templates"),
    letters: root("docs/examples"),
  });
  const browser = await openBrowser();
  for (const name of previewed.letters) {
    const shown = await previewed.show(values.template, name);
    if ("problems" in shown) console.error(`${name}: ${shown.problems.join(" ")}`);
    else await picture(browser, shown.html, join(directory, name));
  }
  await browser.close();
  console.log(directory);
}

async function picture(browser: Browser, html: string, path: string): Promise<void> {
  for (const colorScheme of schemes) {
    const page = await browser.newPage({ colorScheme });
    await page.setContent(html);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 400 });
      await page.screenshot({ path: `${path}-${width}-${colorScheme}.png`, fullPage: true });
    }
    await page.close();
  }
}

await makePictures(process.argv.slice(2)).catch(error => {
  if (!endForBadInput(error)) throw error;
});
