import { expect } from "vitest";
import { until } from "../../local-pipeline.ts";
import { hiddenFields, type Site } from "../a-served-site.ts";

const decoded = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"');

/** The form of a list's page for files, as a browser has it. */
export async function uploadFormOf(site: Site, list = "staff") {
  const answer = await site.request(`/lists/${list}/import`);
  expect(answer.status).toBe(200);
  const html = await answer.text();
  const fields = Object.fromEntries(
    Object.entries(hiddenFields(html)).map(([name, value]) => [name, decoded(value)]),
  );
  const action = decoded(/<form action="([^"]+)" method="post" enctype/.exec(html)?.[1] ?? "");
  return { action, fields, policy: answer.headers.get("Content-Security-Policy") ?? "" };
}

/** Gives a file to the bucket, as a browser does, and waits until it is read. Returns the import's path. */
export async function upload(
  site: Site,
  content: string | Buffer,
  name = "people.csv",
): Promise<string> {
  const { action, fields } = await uploadFormOf(site);
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.set(field, value);
  body.set("file", new File([content as string], name));
  const given = await site.bucket.request(new URL(action).pathname, { method: "POST", body });
  expect([given.status, given.status === 303 ? "" : await given.text()]).toEqual([303, ""]);
  const { pathname } = new URL(given.headers.get("Location") ?? "");
  await atRest(site, pathname);
  return pathname;
}

/** Waits until nothing is under way on an import. Returns its page. */
export async function atRest(site: Site, path: string): Promise<string> {
  let html = "";
  await until(`${path} is at rest`, async () => {
    html = await (await site.request(path)).text();
    return !html.includes("data-reload");
  });
  return html;
}
