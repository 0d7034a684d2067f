import type { Block } from "../letter/content.ts";
import { type Signatory, signedName } from "../letter/letter.ts";

/** The end of a letter, from its fields or from its prose. */
export type Ending = {
  readonly signOff?: string | undefined;
  readonly signatories?: readonly Signatory[] | undefined;
};

/** The ending, and the other words of the prose's ending, which stay prose. */
export type MergedEnding = Ending & { readonly spare: readonly Block[] };

/**
 * Merges the ending in the fields with the ending in the prose. Words in both appear once, and
 * words in only one are kept. If the two differ, the field wins its place and the prose stays
 * prose. No word is lost.
 */
export function mergeEnding(fields: Ending, prose: Ending): MergedEnding {
  const signed = prose.signatories ?? [];
  const own = fields.signatories ?? [];
  const others =
    own.length === 0 ? [] : signed.filter(person => !own.some(each => samePerson(each, person)));
  const isOther = others.length > 0;
  const isRepeated = prose.signOff === undefined || sameWords(fields.signOff, prose.signOff);
  // Another person's name stays under its own sign-off.
  const signOff =
    fields.signOff ??
    (isOther && prose.signOff !== undefined
      ? ""
      : (prose.signOff ?? (signed.length > 0 ? "" : undefined)));
  const spare = [
    ...((isOther || fields.signOff !== undefined) && !isRepeated ? [prose.signOff ?? ""] : []),
    ...others.flatMap(signatoryLines),
  ];
  const merged = own.map(person =>
    mergeSignatory(
      person,
      signed.find(each => samePerson(person, each)),
    ),
  );
  return {
    signOff,
    signatories: own.length === 0 ? signed : merged,
    spare: spare.filter(line => line !== "").map(paragraphOf),
  };
}

/** Whether two lines are equal except for case and punctuation. undefined equals nothing. */
export function sameWords(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && plain(one) === plain(other);
}

export function paragraphOf(text: string): Block {
  return { kind: "paragraph", runs: [{ kind: "text", text }] };
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, " ")
    .trim();
}

function samePerson(one: Signatory, other: Signatory): boolean {
  return sameWords(one.name, other.name) || sameWords(signedName(one), signedName(other));
}

/**
 * Returns the fields' signatory,
 * plus the post-nominals and roles that only the prose gives for the same person.
 */
function mergeSignatory(field: Signatory, prose: Signatory | undefined): Signatory {
  if (!prose) return field;
  const known = ` ${plain(signedName(field))} `;
  const more = prose.postNominals.split(" ").filter(word => !known.includes(` ${plain(word)} `));
  return {
    name: field.name,
    postNominals: [field.postNominals, ...more].filter(Boolean).join(" "),
    role: [
      ...field.role,
      ...prose.role.filter(line => !field.role.some(each => sameWords(each, line))),
    ],
    mark: field.mark ?? prose.mark,
  };
}

function signatoryLines(signatory: Signatory): string[] {
  return [signatory.mark ?? "", signedName(signatory), ...signatory.role];
}
