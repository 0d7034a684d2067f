import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import { type LinkPurpose, signLink } from "../../../functions/core/people/link-token.ts";
import { newList } from "../../../functions/core/people/list.ts";
import { whyKeptOut } from "../../../functions/core/people/subscription.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { insertList } from "../../../functions/store/people/lists.ts";
import {
  getSubscriptions,
  listSubscriberIds,
} from "../../../functions/store/people/subscriptions.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { aSite, bulletin, type Site } from "../a-served-site.ts";

/** A second bulletin on the list of the first. */
export const daily: Bulletin = { ...bulletin, id: "care-daily", name: "Care Daily" };

/** A reader of two bulletins on one list, with the paths of their links. */
export type Reader = {
  readonly site: Site;
  readonly subscriber: string;
  readonly path: (purpose: LinkPurpose) => string;
  /** Posts a form as the reader's browser does. */
  readonly post: (path: string, fields?: Fields) => Promise<string>;
  /** The ids of the bulletins that reach the reader now. */
  readonly gets: () => Promise<string[]>;
};

type Fields = readonly (readonly [string, string])[];

export async function aReader(given: Partial<Parameters<typeof aSite>[0]> = {}): Promise<Reader> {
  const site = await aSite({ people: 0, ...given });
  const { pipeline } = site;
  const { table } = pipeline;
  const list = newList({ id: "care-leaders", name: "Leaders of care" });
  await insertList(table, { ...list, purpose: "Because you lead a care service." }, aDecision());
  await putBulletin(table, daily, new Date(pipeline.now()), aDecision());
  const people = (async function* () {
    yield { email: "amina@example.org", name: "Amina" };
  })();
  await importList(pipeline, list.id, people, { by: ann });
  const [subscriber = ""] = await Array.fromAsync(listSubscriberIds(table, list.id, ""));
  return readerAt(site, subscriber);
}

export function readerAt(site: Site, subscriber: string): Reader {
  const { pipeline } = site;
  const bearer = { edition: `${bulletin.id}_20261124T090000Z`, subscriber };
  return {
    site,
    subscriber,
    path: purpose => `/${purpose}/${signLink(purpose, bearer, pipeline.linkKeys)}`,
    post: async (path, fields = []) => {
      const body = new URLSearchParams(
        fields.map(([name, value]): [string, string] => [name, value]),
      );
      const headers = { "Sec-Fetch-Site": "same-origin" };
      const answer = await site.app.request(path, { method: "POST", body, headers });
      return answer.text();
    },
    gets: async () => {
      const rows = await getSubscriptions(pipeline.table, "care-leaders", [subscriber]);
      const now = pipeline.now();
      return [bulletin.id, daily.id].filter(id =>
        rows.some(row => whyKeptOut(row, id, now) === undefined),
      );
    },
  };
}

/** The fields of a form of a page by its action, as a browser sends them. */
export function fieldsOf(html: string, action: string): [string, string][] {
  const form = html
    .split("<form ")
    .find(each => each.startsWith(`action="${action}"`))
    ?.split("</form>")[0];
  if (form === undefined) throw new Error(`no form to ${action}`);
  const inputs = [...form.matchAll(/<input [^>]*>/g)].map(([input]) => input);
  const value = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  const selects = [...form.matchAll(/<select [^>]*name="([^"]+)"[\s\S]*?<\/select>/g)];
  return [
    ...inputs
      .filter(input => !/type="checkbox"/.test(input) || /\bchecked\b/.test(input))
      .map((input): [string, string] => [value(input, "name") ?? "", value(input, "value") ?? ""]),
    ...selects.map(([select, name = ""]): [string, string] => [
      name,
      value(/<option [^>]*selected[^>]*>/.exec(select)?.[0] ?? "", "value") ?? "",
    ]),
  ];
}
