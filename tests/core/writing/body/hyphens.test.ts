import { expect, it } from "vitest";
import { joinLines } from "../../../../functions/core/writing/pasted-text/lines/join-lines.ts";

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Words that a line's end has broken at the hyphen. */
const broken = words(`
  pre-sent pre-vious pre-pare pre-vent pre-ferred pre-mises pre-cise pre-scription inter-est inter-view inter-nal inter-national
  inter-im multi-ple work-shop work-force work-place back-ground time-table child-ren child-hood person-al person-nel public-ation
  public-ly nation-al region-al care-fully state-ment part-ner part-nership part-icular long-er near-ly high-light week-end month-ly
  hand-book life-time school-ing full-y sign-ificant sign-ature sign-al stand-ard check-ing follow-ing news-letter post-pone post-age
  head-quarters guide-lines pro-tect pro-vided pro-ject pro-fessional ex-ample ex-cellent ex-pense ex-tra re-sponse re-quest
  re-source some-one every-one any-where land-lord out-come over-view under-stand mean-while how-ever there-fore al-though ad-vice
  en-vironment gov-ernment informa-tion com-munity devel-opment hos-pital or-ganisation ser-vice emer-gency pa-tient an-nual au-tumn
  sum-mer win-ter de-cision ap-proval bene-fit busi-ness chal-lenge col-league com-plaint con-cern de-liver dis-cussion edu-cation
  em-ployee`);

/** Words whose hyphen is their own. */
const compounds = words(`
  well-being co-operate long-term self-assessment part-time full-time follow-up sign-off drop-in check-in high-quality low-income
  decision-making non-urgent ex-president pre-existing pre-school co-ordinate twenty-one two-thirds mid-term year-end face-to-face
  three-year cross-border anti-social post-war semi-final re-elect re-examine inter-agency multi-agency pro-choice ex-serviceman
  vice-chancellor far-reaching wide-ranging state-funded evidence-based user-friendly nation-wide on-call read-only off-peak
  problem-solving fire-resistant start-up set-up stand-by built-in hands-on one-off day-to-day up-to-date first-class second-hand
  world-class home-based work-related health-related child-centred`);

/** A word that is broken at its first hyphen, joined again without the words of a letter. */
function join(word: string): string {
  const at = word.indexOf("-") + 1;
  const { left, between } = joinLines(`the ${word.slice(0, at)}`, word.slice(at), {
    has: () => false,
  });
  return (left + between + word.slice(at)).slice(4);
}

it("joins nearly all words that a line's end has broken, and leaves compounds their hyphen", () => {
  const wrong = [
    ...broken.filter(word => join(word) !== word.replace("-", "")),
    ...compounds.filter(word => join(word) !== word),
  ];
  expect(broken.length + compounds.length).toBe(162);
  expect(wrong).toEqual(["week-end", "full-y"]);
});
