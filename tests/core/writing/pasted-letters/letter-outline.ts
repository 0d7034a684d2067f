import { liftLetter } from "../../../../functions/core/writing/letter-grammar/letter-grammar.ts";
import { readPastedText } from "../../../../functions/core/writing/pasted-text/pasted-text.ts";
import { outline } from "./outline.ts";

/** A pasted letter as a page that a person can check: its parts between rules, the signatory as "name | post-nominals | role". */
export function letterOutline(source: string): string {
  const {
    preamble,
    salutation = "",
    body,
    signOff = "",
    signatories,
    postscript,
  } = liftLetter(readPastedText(source));
  const parts = [
    outline(preamble),
    [salutation],
    outline(body),
    [signOff],
    signatories.map(({ mark, name, postNominals, role }) =>
      [...(mark === undefined ? [] : [mark]), name, postNominals, ...role].join(" | "),
    ),
    outline(postscript),
  ];
  return `${parts.map(part => part.join("\n")).join("\n\n----\n\n")}\n`;
}
