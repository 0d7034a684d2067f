import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { axeDefects } from "../../axe-defects.ts";
import { sharedBrowser } from "../../browser.ts";
import { until } from "../../local-pipeline.ts";

/** Someone on a phone who uses the keyboard alone. "Goes to": with the Tab key, or at once. */
export type KeyboardVisitor = {
  readonly page: Page;
  /** Goes to a button or link, and presses Enter. */
  readonly press: (name: string | RegExp) => Promise<void>;
  /** Goes to a field, and types in place of what it has. */
  readonly type: (label: string, text: string) => Promise<void>;
  /** Goes to a choice or its group, and makes it. */
  readonly choose: (label: string) => Promise<void>;
  /** Waits for a heading. The page must fit the window, and axe must find nothing on it. */
  readonly see: (heading: string | RegExp) => Promise<void>;
};

const phone = { viewport: { width: 375, height: 800 } };

/** An element by its label or its own words. */
const described = `(e => ({
  name: (e?.labels?.[0] ?? e)?.textContent?.replace(/\\s+/g, " ").trim() ?? "",
  type: e?.type ?? "",
}))`;
const focused = `${described}(document.activeElement)`;

/** Gives the focus to the first element that the Tab key would lead to and that is called so. */
const focusOn = (name: string | RegExp) => `(() => {
  for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    const at = ${described}(e);
    const isIt = ${typeof name === "string" ? `at.name === ${JSON.stringify(name)}` : `${name}.test(at.name)`};
    if (!isIt || !e.checkVisibility()) continue;
    e.focus();
    if (document.activeElement === e) return at;
  }
})()`;

/** The letter in a frame has tests of its own. The time zones are 400 equal options. */
const parts = { exclude: [["iframe"], ["#zone"]] };

/**
 * `checks`: whether they go to everything with the Tab key, and axe looks at each kind of page once.
 * Else the way there, which is the same, takes no time.
 */
export async function aKeyboardVisitor(
  options: BrowserContextOptions,
  { timeout, checks }: { readonly timeout: number; readonly checks: boolean },
): Promise<KeyboardVisitor> {
  const context = await (await sharedBrowser()).newContext({ ...phone, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(timeout);
  const look = checks ? await aChecker() : undefined;
  const seen = new Set<string>();

  const goTo = async (name: string | RegExp) => {
    if (!checks) {
      let found: unknown;
      await until(`${name} is on the page`, async () => {
        found = await page.evaluate(focusOn(name));
        return found !== undefined;
      });
      return found as { name: string; type: string };
    }
    const isIt = (text: string) => (typeof name === "string" ? text === name : name.test(text));
    let at = { name: "", type: "" };
    for (let presses = 0; presses < 120; presses++) {
      await page.keyboard.press("Tab");
      at = (await page.evaluate(focused)) as typeof at;
      if (isIt(at.name)) return at;
      if (at.type !== "radio") continue;
      // The arrow keys go through the choices of a group. They come back to the first one.
      const first = at.name;
      do {
        await page.keyboard.press("ArrowDown");
        at = (await page.evaluate(focused)) as typeof at;
        if (isIt(at.name)) return at;
      } while (at.name !== first);
    }
    throw new Error(`the Tab key does not lead to ${name} on ${page.url()}`);
  };

  return {
    page,
    press: async name => {
      await goTo(name);
      await page.keyboard.press("Enter");
    },
    type: async (label, text) => {
      const { type } = await goTo(label);
      if (type === "select-one") return page.keyboard.type(text);
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.insertText(text);
    },
    choose: async label => {
      await goTo(label);
      await page.keyboard.press("Space");
    },
    see: async heading => {
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      const kind = `${heading} ${new URL(page.url()).search.slice(0, 6)}`;
      if (look && !seen.has(kind)) expect(await look(page), page.url()).toEqual([]);
      seen.add(kind);
      expect(await page.evaluate("document.documentElement.scrollWidth"), page.url()).toBe(375);
    },
  };
}

/** axe needs JavaScript: so it looks at the same HTML in a window of its own. */
async function aChecker(): Promise<(page: Page) => Promise<string[]>> {
  const context = await (await sharedBrowser()).newContext(phone);
  onTestFinished(() => context.close());
  const copy = await context.newPage();
  let html = "";
  await copy.route("**", route =>
    route.request().isNavigationRequest() && route.request().frame() === copy.mainFrame()
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html })
      : route.request().resourceType() === "stylesheet"
        ? route.continue()
        : route.abort(),
  );
  return async page => {
    // A page that follows a sending letter may load itself again.
    html = await page.content().catch(() => page.content());
    await copy.goto(page.url());
    return axeDefects({ page: copy, parts });
  };
}
