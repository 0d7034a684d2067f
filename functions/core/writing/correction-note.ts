import type { Correction } from "../bulletins/correction/correction.ts";
import type { Block } from "../letter/content.ts";
import type { Letter, LetterPart } from "../letter/letter.ts";
import { cleanLine } from "../text/clean-text.ts";
import { cutText } from "../text/cut-text.ts";
import { wordsIn } from "../text/words/catalogue.ts";
import { sayDay } from "../text/words/say-in.ts";

type Parts = Omit<Letter, "preheader">;

/**
 * Adds to a letter that it is a correction: in its subject, and above its first words in each of its
 * languages.
 */
export function withNote<P extends Parts>(
  parts: P,
  { slot }: Pick<Correction, "slot">,
  zone: string,
): P {
  const noteOf = (language: string): Block => {
    const words = wordsIn(language);
    const text = words.correction.note(sayDay(words, slot, zone));
    return { kind: "inset", blocks: [{ kind: "paragraph", runs: [{ kind: "text", text }] }] };
  };
  const noted = <L extends LetterPart>(part: L): L => ({
    ...part,
    preamble: [noteOf(part.language), ...part.preamble],
  });
  const { correction } = wordsIn(parts.language);
  return {
    ...noted(parts),
    subject: cutText(cleanLine(correction.subject(parts.subject)), 200),
    translations: parts.translations.map(noted),
  };
}
