import { expect, it, onTestFinished } from "vitest";
import { axeDefects, axeDefectsInBoth } from "../axe-defects.ts";
import { sharedBrowser } from "../browser.ts";

it("what axe finds on a page is told with its rule and element, in dark too", async () => {
  const page = await (await sharedBrowser()).newPage();
  onTestFinished(() => page.close());
  await page.setContent(`<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>
    <style>@media (prefers-color-scheme: dark) { h1 { background: #222; color: #333 } }</style>
    <img src="data:,"></main></html>`);
  const inLight = await axeDefects({ page });
  expect(inLight).toEqual([expect.stringMatching(/: image-alt: .*<img/s)]);
  expect(await axeDefects({ page, parts: { exclude: [["img"]] } })).toEqual([]);
  expect(await axeDefectsInBoth({ page })).toEqual([
    ...inLight,
    expect.stringMatching(/^in dark: .*: color-contrast: .*<h1/s),
  ]);
});
