import { describe, expect, it } from "vitest";
import {
  type ApprovalRules,
  weakens,
} from "../../../../functions/core/bulletins/approval/wanted-rules.ts";

const ann = { address: "ann@example.org" };
const ben = { address: "ben@example.org" };
const one = (...approvers: readonly { address: string; deputy?: string }[]): ApprovalRules => ({
  approval: "one",
  approvers,
});

describe("a change of who approves weakens the rules", () => {
  it.each<[string, ApprovalRules, ApprovalRules, boolean]>([
    ["another person to one", { approval: "another" }, { approval: "one" }, true],
    ["one to nobody", { approval: "one" }, { approval: "none" }, true],
    ["one to another person", { approval: "one" }, { approval: "another" }, false],
    ["nobody to one", { approval: "none" }, { approval: "one" }, false],
    ["nobody, with a link", { approval: "none" }, { approval: "none", approveByLink: true }, false],
    ["a link", { approval: "one" }, { approval: "one", approveByLink: true }, true],
    ["no link", { approval: "one", approveByLink: true }, { approval: "one" }, false],
    ["all to one name", one(), one(ann), false],
    ["one name more", one(ann), one(ann, ben), true],
    ["a deputy", one(ann), one({ address: ann.address, deputy: ben.address }), true],
    ["one name less", one(ann, ben), one(ann), false],
    ["names to all", one(ann), { approval: "one" }, true],
    ["the same name in capitals", one(ann), one({ address: "ann@EXAMPLE.org" }), false],
  ])("%s", (_name, before, after, expected) => {
    expect(weakens(before, after)).toBe(expected);
  });
});
