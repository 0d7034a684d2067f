import type { Block } from "../letter/content.ts";
import type { Signatory } from "../letter/letter.ts";

/** The end of a letter, from its fields or from its prose. */
export type Ending = {
  readonly signOff?: string | undefined;
  readonly signatory?: Signatory | undefined;
};

/** The ending, and the other words of the prose's ending, which stay prose. */
export type MergedEnding = Ending & { readonly spare: readonly Block[] };

/**
 * Merges the ending in the fields with the ending in the prose. Words in both appear once, and
 * words in only one are kept. If the two differ, the field wins its place and the prose stays
 * prose. No word is lost.
 */
export function mergeEnding(fields: Ending, prose: Ending): MergedEnding {
  const signatory = mergeSignatory(fields.signatory, prose.signatory);
  const isOther =
    fields.signatory !== undefined &&
    prose.signatory !== undefined &&
    !samePerson(fields.signatory, prose.signatory);
  const isRepeated = prose.signOff === undefined || sameWords(fields.signOff, prose.signOff);
  // Another person's name stays under its own sign-off.
  const signOff =
    fields.signOff ??
    (isOther && prose.signOff !== undefined
      ? ""
      : (prose.signOff ?? (prose.signatory ? "" : undefined)));
  const spare = [
    ...((isOther || fields.signOff !== undefined) && !isRepeated ? [prose.signOff ?? ""] : []),
    ...(isOther && prose.signatory ? signatoryLines(prose.signatory) : []),
  ];
  return { signOff, signatory, spare: spare.filter(line => line !== "").map(paragraphOf) };
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
  return sameWords(one.name, other.name) || sameWords(nameLine(one), nameLine(other));
}

/**
 * Returns the fields' signatory,
 * plus the post-nominals and roles that only the prose gives for the same person.
 */
function mergeSignatory(
  field: Signatory | undefined,
  prose: Signatory | undefined,
): Signatory | undefined {
  if (!field || !prose) return field ?? prose;
  if (!samePerson(field, prose)) return field;
  const known = ` ${plain(nameLine(field))} `;
  const more = prose.postNominals.split(" ").filter(word => !known.includes(` ${plain(word)} `));
  return {
    name: field.name,
    postNominals: [field.postNominals, ...more].filter(Boolean).join(" "),
    role: [
      ...field.role,
      ...prose.role.filter(line => !field.role.some(each => sameWords(each, line))),
    ],
  };
}

function signatoryLines(signatory: Signatory): string[] {
  return [nameLine(signatory), ...signatory.role];
}

function nameLine({ name, postNominals }: Signatory): string {
  return `${name} ${postNominals}`.trim();
}
