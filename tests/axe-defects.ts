import axe, { type ContextSpec, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";

type Look = {
  readonly page: Page;
  /** Parts of the page; undefined: all of it. */
  readonly parts?: ContextSpec | undefined;
  readonly options?: RunOptions;
};

/** axe's rules about what is hard to see in some colours. */
export const contrastAlone = { runOnly: ["color-contrast", "link-in-text-block"] };

/**
 * Returns what axe finds on a page, a line for each defect: the page's path, the rule, and how it is
 * broken. axe also gathers what is as it should be, which takes longer than to look: not here.
 */
export async function axeDefects({ page, parts, options = {} }: Look): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const only = JSON.stringify({ ...options, resultTypes: ["violations"], preload: false });
  const where = parts === undefined ? "document" : JSON.stringify(parts);
  const found = await page.evaluate(
    `axe.run(${where}, ${only}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ failureSummary, html }) => location.pathname + ": " + id + ": " + failureSummary + " " + html)))`,
  );
  return found as string[];
}

/** The same in light, and in dark what is hard to see. */
export async function axeDefectsInBoth({ page, parts }: Omit<Look, "options">): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const light = await axeDefects({ page, parts });
  await page.emulateMedia({ colorScheme: "dark" });
  const inDark = await axeDefects({ page, parts, options: contrastAlone });
  return [...light, ...inDark.map(defect => `in dark: ${defect}`)];
}
