import type { Block } from "../letter/content.ts";
import type { Signatory } from "../letter/letter.ts";

/** How a letter ends, by its fields or by its prose. */
export type Ending = { readonly signOff?: string | undefined; readonly signatory?: Signatory | undefined };

/** The ending, and what the prose says beside it, which stays prose. */
export type MergedEnding = Ending & { readonly spare: readonly Block[] };

/**
 * Joins the ending that fields give with the one that stands in the prose: what both say is said once, what only one says is
 * kept, and where they differ the field has its place and the prose stays prose. No word is lost.
 */
export function mergeEnding(fields: Ending, prose: Ending): MergedEnding {
  const signatory = mergeSignatory(fields.signatory, prose.signatory);
  const isOther =
    fields.signatory !== undefined && prose.signatory !== undefined && !samePerson(fields.signatory, prose.signatory);
  const isSaid = prose.signOff === undefined || sameWords(fields.signOff, prose.signOff);
  // Somebody else's name stays under the sign-off that it stood under.
  const signOff =
    fields.signOff ?? (isOther && prose.signOff !== undefined ? "" : (prose.signOff ?? (prose.signatory ? "" : undefined)));
  const spare = [
    ...((isOther || fields.signOff !== undefined) && !isSaid ? [prose.signOff ?? ""] : []),
    ...(isOther && prose.signatory ? signatoryLines(prose.signatory) : []),
  ];
  return { signOff, signatory, spare: spare.filter(line => line !== "").map(paragraphOf) };
}

/** Whether two lines say the same but for case and punctuation; nothing says nothing. */
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

/** The fields' signatory, with the post-nominals and roles that the prose alone gives the same person. */
function mergeSignatory(field: Signatory | undefined, prose: Signatory | undefined): Signatory | undefined {
  if (!field || !prose) return field ?? prose;
  if (!samePerson(field, prose)) return field;
  const said = ` ${plain(nameLine(field))} `;
  const more = prose.postNominals.split(" ").filter(word => !said.includes(` ${plain(word)} `));
  return {
    name: field.name,
    postNominals: [field.postNominals, ...more].filter(Boolean).join(" "),
    role: [...field.role, ...prose.role.filter(line => !field.role.some(each => sameWords(each, line)))],
  };
}

function signatoryLines(signatory: Signatory): string[] {
  return [nameLine(signatory), ...signatory.role];
}

function nameLine({ name, postNominals }: Signatory): string {
  return `${name} ${postNominals}`.trim();
}
