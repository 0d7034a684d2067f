import { expect, it } from "vitest";
import { settingsIn, typedOf } from "../../../functions/web/bulletins/form/bulletin-form.ts";
import { aBulletin } from "../../examples/builders.ts";

const image = (digit: string) => `${digit.repeat(32)}-560x144.png`;

it("the form of the settings keeps a logo and signatures, and asks for a logo if only the dark one is chosen", () => {
  const [signatory] = aBulletin().signatories;
  const bulletin = aBulletin({
    logo: { image: image("1"), dark: image("2") },
    signatories: signatory ? [{ ...signatory, signature: image("3") }] : [],
  });
  const typed = typedOf(bulletin);
  const judged = settingsIn(typed, bulletin, true);
  expect(judged).toMatchObject({
    kind: "good",
    bulletin: { logo: bulletin.logo, signatories: bulletin.signatories },
  });
  const none = settingsIn({ ...typed, logo: [], logo_dark: [] }, bulletin, true);
  expect(none.kind === "problems" ? none.problems : none.bulletin.logo).toBeUndefined();
  const lone = settingsIn({ ...typed, logo: [] }, bulletin, true);
  expect(lone.kind === "problems" && lone.problems.map(({ field }) => field)).toEqual(["logo"]);
});
