import { newList } from "../../../functions/core/people/list.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { ann } from "../../examples/builders.ts";
import { aSite, type Site } from "../a-served-site.ts";

export type FormFields = readonly (readonly [string, string])[];

/** What a person types in each of the four steps. */
export const steps: readonly FormFields[] = [
  [
    ["name", "Ward News"],
    ["organisation", "Harbour Health Trust"],
    ["id", ""],
    ["composition", "digest"],
    ["language", "en-GB"],
  ],
  [
    ["from", "Ward News <letters@harbour-health.example>"],
    ["reply_to", "answers@harbour-health.example"],
    ["salutation", "Dear colleague,"],
    ["sign_off", "Warmly,"],
    ["signatory_1_name", "Dr Siân O’Brien"],
    ["signatory_1_letters", "FRCP"],
    ["signatory_1_role", "Medical Director\nHarbour Health Trust"],
    ["signatory_2_name", "Ada King"],
  ],
  [["lists", "care-leaders"]],
  [
    ["zone", "Europe/London"],
    ["frequency", "weeks"],
    ["at", "9:00"],
    ["interval", "2"],
    ["interval_day", "tuesday"],
    ["from_date", "2026-12-15"],
    ["calendar", "england"],
    ["holiday_rule", "after"],
    ["own_holidays", "2026-12-15"],
    ["approval", "another"],
  ],
];

/** A site with a list whose name people can choose. */
export async function aSiteWithList(): Promise<Site> {
  const site = await aSite();
  const list = newList({ id: "care-leaders", name: "Leaders of care" });
  await createList(site.pipeline, list, ann);
  return site;
}

/** Posts a form in which a name may occur more than once. */
export function postFields(site: Site, path: string, fields: FormFields): Promise<Response> {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
  return site.request(path, { method: "POST", body, headers: { Origin: "http://localhost" } });
}

/** All fields of a page's form, with their values. */
export function fieldsOf(html: string): [string, string][] {
  return [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = "", value = ""]) => [name, decode(value)],
  );
}

const decode = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
