import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openPreview } from "../../../infra/local/preview/open-preview.ts";
import { inScheme, previewSite } from "../../../infra/local/preview/preview-site.tsx";

const directory = mkdtempSync(join(tmpdir(), "dear-colleague-template-"));
cpSync("templates", join(directory, "templates"), { recursive: true });
cpSync("docs/examples", join(directory, "letters"), { recursive: true });
const opened = await openPreview({
  templates: join(directory, "templates"),
  letters: join(directory, "letters"),
});
afterAll(() => {
  opened.stop();
  rmSync(directory, { recursive: true });
});
const { read, onChange } = opened;
const site = previewSite({ read, onChange, first: "letter" });
const page = async (path: string) => (await site.request(path)).text();

/** Changes a file, and waits until the preview has noticed. */
async function write(file: string, text: string): Promise<void> {
  const until = new AbortController();
  const noticed = new Promise<void>(resolve => onChange(resolve, until.signal));
  writeFileSync(join(directory, file), text);
  await noticed;
  until.abort();
}

describe("the preview of a template", () => {
  it("shows every example at three widths, in light and in dark, with its size", async () => {
    const html = await page("/?template=sections");
    const { letters } = await read();
    expect(letters).toContain("harbour-weekly");
    for (const name of letters)
      for (const scheme of ["light", "dark"])
        expect(html.split(`"/letters/sections/${name}/${scheme}"`).length - 1).toBe(3);
    for (const width of [320, 600, 800]) expect(html).toContain(`class="width-${width}"`);
    expect(html).toMatch(/\d+ kB of the 102 kB that Gmail shows/);
    expect(html).not.toContain('class="problems"');
  });

  it("shows one letter alone", async () => {
    const html = await page("/?letter=short-notice");
    expect(html.match(/<iframe/g)).toHaveLength(6);
    expect(await page("/letters/letter/short-notice/light")).toContain("The library closes");
  });

  it("shows what a reader sees who prefers dark, and who prefers light", () => {
    const html = '<meta content="light dark"><style>@media (prefers-color-scheme: dark) {}</style>';
    expect(inScheme(html, "dark")).toBe('<meta content="dark"><style>@media all {}</style>');
    expect(inScheme(html, "light")).toBe('<meta content="light"><style>@media not all {}</style>');
  });

  it("shows changes of a letter, and says file and line of a mistake in the template", async () => {
    await write("letters/new-letter.txt", "Dear all,\n\nThe gate is open.\n\nYours,\n\nAda King\n");
    expect(await page("/?letter=new-letter")).toContain("A letter from Ada King");
    const footer = readFileSync(join(directory, "templates/footer-words.liquid"), "utf8");
    await write(
      "templates/footer-words.liquid",
      footer.replace("{{ places.unsubscribeUrl }}", "#"),
    );
    expect(await page("/?letter=new-letter")).toMatch(
      /templates\/letter\.mjml:\d+: the letter has no link to \{\{ places\.unsubscribeUrl }}/,
    );
    await write("templates/footer-words.liquid", footer);
    expect(await page("/?letter=new-letter")).toContain("<iframe");
  });

  it("shows a template that no bulletin can choose yet", async () => {
    const letter = readFileSync(join(directory, "templates/letter.mjml"), "utf8");
    await write("templates/mine.mjml", letter.replace("48px 24px 24px", "50px 24px 24px"));
    expect((await read()).templates).toContain("mine");
    expect(await page("/letters/mine/short-notice/light")).toContain("50px 24px 24px");
  });

  it("says what is wrong with an example that cannot be read", async () => {
    await write("letters/harbour-weekly/bulletin.yaml", "colour: red\n");
    expect(await page("/?letter=harbour-weekly")).toMatch(/harbour-weekly: line 1: .*colour/);
  });
});
