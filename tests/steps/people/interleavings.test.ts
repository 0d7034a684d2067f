import { describe, expect, it } from "vitest";
import { whyKeptOut } from "../../../functions/core/people/subscription.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { suppressPerson } from "../../../functions/steps/people/suppress-person.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { getSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { isFullSize } from "../../size.ts";
import { aComposedEdition, fillList } from "../an-edition.ts";
import { stepByStep } from "./step-by-step.ts";

async function* only(email: string) {
  yield { email, name: "Amina" };
}

type Scene = {
  readonly local: TestPipeline;
  readonly edition: string;
  readonly email: string;
  readonly list: string;
  /** They are on it before, unless they are new. */
  readonly other: string;
};

const importing = (pipeline: Pipeline, { list, email }: Scene) =>
  importList(pipeline, list, only(email), { by: ann, patienceMs: 0 });

async function idOf({ table, addressKey }: Pipeline, { email }: Scene): Promise<string> {
  const hash = addressHash(email, addressKey);
  return (await findSubscriberIds(table, [hash])).get(hash) ?? "nobody";
}

/** Ways to keep a person off the lists. In the first three the person is known already. */
const ways = {
  erased: async (pipeline: Pipeline, scene: Scene) => {
    await eraseSubscriber(pipeline, await idOf(scene.local.pipeline, scene), ann);
  },
  bounced: async (pipeline: Pipeline, scene: Scene) =>
    suppressPerson(pipeline, await idOf(scene.local.pipeline, scene), { reason: "bounced" }),
  unsubscribed: async (pipeline: Pipeline, scene: Scene) => {
    const subscriber = await idOf(scene.local.pipeline, scene);
    await unsubscribe(pipeline, { edition: scene.edition, subscriber }, ann);
  },
  /** Of an address, perhaps before its person is stored. */
  complained: async (pipeline: Pipeline, scene: Scene) => {
    const hash = addressHash(scene.email, pipeline.addressKey);
    await suppress(pipeline.table, hash, {
      reason: "complained",
      now: new Date(),
      scope: "everywhere",
    });
    await suppressPerson(pipeline, await idOf(pipeline, scene), { reason: "complained" });
  },
};
const isKnownBefore = { erased: true, bounced: true, unsubscribed: true, complained: false };
type Way = keyof typeof ways;

/** Whether anything is stored by which a letter of the bulletin would go to the person. */
async function gets({ local, email, list, other, edition }: Scene): Promise<string[]> {
  const { table, addressKey } = local.pipeline;
  const hash = addressHash(email, addressKey);
  const ids = [...(await findSubscriberIds(table, [hash])).values()];
  const bulletin = edition.split("_")[0] ?? "";
  const rows = await Promise.all([other, list].map(each => getSubscriptions(table, each, ids)));
  return rows.flat().flatMap(row => (whyKeptOut(row, bulletin, Date.now()) ? [] : [row.email]));
}

async function aScene(local: TestPipeline, edition: string, way: Way, name: string) {
  const email = `${name}.${way}@example.org`;
  const scene = {
    local,
    edition,
    email,
    list: `list-${name}-${way}`,
    other: `other-${name}-${way}`,
  };
  if (isKnownBefore[way]) await fillList(local, scene.other, [{ email }]);
  return scene;
}

/** Everything about a person that an item of the table tells. */
async function traces({ pipeline: { table } }: TestPipeline, way: Way): Promise<string[]> {
  const { ScanCommand } = await import("@aws-sdk/client-dynamodb");
  const found: string[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(
      new ScanCommand({ TableName: table.name, ExclusiveStartKey: from as never }),
    );
    for (const item of page.Items ?? [])
      if (JSON.stringify(item).includes(`.${way}@example.org`)) found.push(JSON.stringify(item));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
}

const everyWay = Object.keys(ways) as Way[];
/** The small size deals out the requests at which one is interrupted: each way has a third of them. */
const stride = isFullSize ? 1 : 3;
const firstOf = (way: Way) => everyWay.indexOf(way) % stride;

describe("a person who is imported to a list, while they are", () => {
  it.each(everyWay)("%s, ends so, whichever comes first at any request", async way => {
    const local = await aPipeline();
    const { id: edition } = await aComposedEdition(local);
    const run = async (first: "import" | "way", steps: number) => {
      const scene = await aScene(local, edition, way, `${first}${steps}`);
      const other = first === "import" ? "way" : "import";
      const work = {
        import: stepByStep(local.pipeline, pipeline => importing(pipeline, scene)),
        way: stepByStep(local.pipeline, pipeline => ways[way](pipeline, scene)),
      };
      const isOver = !(await work[first].run(steps));
      await work[other].finish();
      await work[first].finish();
      expect([first, steps, await gets(scene)]).toEqual([first, steps, []]);
      return isOver;
    };
    for (const first of ["import", "way"] as const)
      for (let steps = firstOf(way); !(await run(first, steps)); steps += stride);
    if (way === "erased") expect(await traces(local, way)).toEqual([]);
  });

  it.each(everyWay)(
    "%s, ends so if the import is killed at any request and repeated",
    async way => {
      const local = await aPipeline();
      const { id: edition } = await aComposedEdition(local);
      const later = { ...local.pipeline, now: () => local.pipeline.now() + 60_000 };
      for (let steps = firstOf(way); ; steps += stride) {
        const scene = await aScene(local, edition, way, `killed${steps}`);
        const killed = stepByStep(local.pipeline, pipeline => importing(pipeline, scene));
        const isOver = !(await killed.run(steps));
        await ways[way](local.pipeline, scene);
        if (!isOver) await importing(later, scene);
        expect([steps, await gets(scene)]).toEqual([steps, []]);
        if (isOver) break;
      }
      if (way === "erased") expect(await traces(local, way)).toEqual([]);
    },
  );
});
