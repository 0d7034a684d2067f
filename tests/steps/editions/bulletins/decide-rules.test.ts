import { describe, expect, it } from "vitest";
import { newList } from "../../../../functions/core/people/list.ts";
import { decideRules } from "../../../../functions/steps/editions/bulletins/decide-rules.ts";
import { setBulletin } from "../../../../functions/steps/editions/bulletins/set-bulletin.ts";
import { saveBulletin } from "../../../../functions/steps/editions/save-bulletin.ts";
import { createList } from "../../../../functions/steps/people/lists/create-list.ts";
import { confirmMember } from "../../../../functions/store/access/members.ts";
import { getBulletin } from "../../../../functions/store/bulletins/bulletins.ts";
import { aBulletin, ann } from "../../../examples/builders.ts";
import { aPipeline } from "../../../local-pipeline.ts";

const person = (sub: string) => ({ kind: "person", sub, name: sub }) as const;
const strict = aBulletin({ approval: "another" });

async function aStrictBulletin() {
  const { pipeline } = await aPipeline();
  await createList(pipeline, newList({ id: "staff", name: "Staff" }), ann);
  await saveBulletin(pipeline, strict, ann);
  const stored = () => getBulletin(pipeline.table, strict.id);
  return { pipeline, stored };
}

describe("weaker rules of approval", () => {
  it("count once a second person has confirmed them, and never before", async () => {
    const { pipeline, stored } = await aStrictBulletin();
    const weaker = { ...strict, name: "Renamed", approval: "none" as const };
    const set = await setBulletin(pipeline, weaker, person("ben"));
    expect(set).toMatchObject({ kind: "changed", isWanting: true });
    expect(await stored()).toMatchObject({ name: "Renamed", approval: "another" });
    const decide = (by: string) => decideRules(pipeline, strict.id, "confirm", person(by));
    expect(await decide("ben")).toBe("same-person");
    expect(await stored()).toMatchObject({ approval: "another" });
    // Saving other settings does not lose what is wanted.
    await setBulletin(pipeline, { ...weaker, approval: "another", name: "Again" }, person("cy"));
    expect(await decide("cy")).toBe("confirmed");
    expect(await stored()).toMatchObject({ name: "Again", approval: "none" });
    expect(await decide("cy")).toBe("nothing-wanted");
  });

  it("are not confirmed by another account of the same person", async () => {
    const { pipeline } = await aStrictBulletin();
    const address = "ben@example.org";
    for (const sub of ["ben", "ben-too"])
      await confirmMember(pipeline.table, { sub, name: "Ben", address, groups: ["approver"] });
    await setBulletin(pipeline, { ...strict, approval: "one" }, person("ben"));
    const decided = await decideRules(pipeline, strict.id, "confirm", person("ben-too"));
    expect(decided).toBe("same-person");
  });

  it("are dropped when a person refuses them", async () => {
    const { pipeline, stored } = await aStrictBulletin();
    await setBulletin(pipeline, { ...strict, approveByLink: true }, person("ben"));
    expect(await decideRules(pipeline, strict.id, "refuse", person("ben"))).toBe("refused");
    expect(await stored()).toEqual(strict);
  });

  it("are refused to a command, which cannot prove which person ran it", async () => {
    const { pipeline, stored } = await aStrictBulletin();
    const by = { kind: "command", name: "ops" } as const;
    const set = await setBulletin(pipeline, { ...strict, approval: "one" }, by);
    expect(set).toEqual({ kind: "refused", problems: [{ code: "weaker-approval" }] });
    expect(await stored()).toEqual(strict);
  });
});
