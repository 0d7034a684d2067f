import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { endForBadInput } from "../../infra/cli/bad-input.ts";
import { readArguments, refuseArguments } from "../../infra/cli/read-arguments.ts";
import { readPreviewed } from "../../infra/local/preview/previewed.ts";
import { openBrowser } from "../browser.ts";

const usage = "Usage: npm run readme-pictures -- --site URL";
const root = (folder: string) => fileURLToPath(new URL(`../../${folder}`, import.meta.url));
const pathOf = (name: string) => join(root("docs/images"), `${name}.png`);
const sharp = { deviceScaleFactor: 2, colorScheme: "light" } as const;

/** Makes the README's pictures: of an example letter, and of the sample in a running `npm start`. */
async function makeReadmePictures(args: readonly string[]): Promise<void> {
  const site = { type: "string", default: "http://localhost:3000" } as const;
  const { values, positionals } = readArguments(args, { site }, usage);
  refuseArguments(positionals, "Name the site with --site.", usage);
  const browser = await openBrowser();
  try {
    await pictureLetter(browser);
    await pictureSample(browser, values.site);
  } finally {
    await browser.close();
  }
}

async function pictureLetter(browser: Browser): Promise<void> {
  const previewed = await readPreviewed({
    templates: root("templates"),
    letters: root("docs/examples"),
  });
  const shown = await previewed.show("letter", "winter-clinics");
  if ("problems" in shown) throw new Error(shown.problems.join(" "));
  const page = await browser.newPage({ ...sharp, viewport: { width: 510, height: 400 } });
  await page.setContent(shown.html);
  await page.screenshot({ path: pathOf("letter"), fullPage: true });
}

async function pictureSample(browser: Browser, site: string): Promise<void> {
  const page = await browser.newPage({ ...sharp, viewport: { width: 1_020, height: 700 } });
  await page.goto(site);
  await page.getByRole("button", { name: "Sign in as Siân O’Connor" }).click();
  await open(page, `${site}/bulletins/harbour-weekly`);
  await page.screenshot({ path: pathOf("bulletin"), fullPage: true });
  await page
    .getByRole("link", { name: "Harbour Health Weekly, 17 November 2026", exact: true })
    .first()
    .click();
  await page.locator(".dc-account").waitFor();
  const end = await page.getByRole("heading", { name: "Timeline" }).boundingBox();
  const clip = { x: 0, y: 0, width: 1_020, height: end?.y ?? 1_000 };
  await page.screenshot({ path: pathOf("edition"), fullPage: true, clip });
}

async function open(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  if (answer?.status() !== 200) throw new Error(`${address}: ${answer?.status()}`);
}

await makeReadmePictures(process.argv.slice(2)).catch(error => {
  if (!endForBadInput(error)) throw error;
});
