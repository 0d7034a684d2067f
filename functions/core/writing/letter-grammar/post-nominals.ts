import type { Signatory } from "../../letter/letter.ts";

const known = new Set(
  `MP MSP MS AS MEP AM AC MLA TD PC DL JP KC QC SC KG KT LG LT OM CH VC GC GM BEM MBE OBE CBE DBE KBE GBE CB DCB KCB GCB CMG DCMG KCMG GCMG
   MVO LVO CVO DCVO KCVO GCVO RVM QPM KPM QAM KAM QFSM KFSM QSO KT BT BART ESQ RN RGN RMN RM RNLD RSCN MD MB BM BS BCH MBBS MBCHB
   PHD DPHIL EDD DSC DLITT LLD LLB LLM BA MA BSC MSC MSCI BED MED BENG MENG MBA MPA MPH MPHIL MRES MCH PGCE CQSW
   FRS FRSE FBA FLSW FMEDSCI FRENG FRSA FRSC FRSB FRHISTS FRSL FRGS FSA FSS FLS FINSTP FIMECHE FIET FICE FRIBA RIBA FRICS MRICS
   FFPH MFPH FFOM FFICM FCA ACA FCCA ACCA CPFA CIPFA FACSS PFHEA SFHEA FHEA CENG CENV CSCI CPHYS CPSYCHOL AFBPSS FBPSS HONS`.split(
    /\s+/,
  ),
);

/**
 * Families of post-nominals:
 * Fellows and Members of royal colleges and chartered institutes (FRCP, MRCPsych, FCIPD).
 */
const families = /^[FMA](?:RC|CI)[A-Z][A-Za-z]{0,6}$/;

function isPostNominal(word: string): boolean {
  const plain = word.replace(/[.,()]/g, "").split("/");
  return plain.every(
    part => /^[A-Z].*[A-Z]/.test(part) && (families.test(part) || known.has(part.toUpperCase())),
  );
}

/**
 * Whether a piece after a comma is post-nominals.
 * Capitals are, even unknown ones ("Jane Smith, MXYZ").
 */
function areInitials(piece: string): boolean {
  return piece
    .split(" ")
    .every(word => isPostNominal(word) || /^(?:[A-Z][A-Z&]{1,7}|\([A-Z]\p{L}+\))$/u.test(word));
}

/**
 * Reads "Ada King MP, CBE" into the name,
 * the post-nominals as written, and the rest of the line (a role).
 */
export function readNameLine(line: string): Signatory {
  const [first = "", ...pieces] = line.split(/\s*,(?:\s+|$)|\s+[|–—-]\s+/);
  // Use positions instead of joining the pieces,
  // so that the text between two pieces stays as written.
  const words = first.split(" ");
  let end = words.length;
  while (end > 1 && isPostNominal(words[end - 1] ?? "")) end--;
  const name = words.slice(0, end).join(" ");
  let position = first.length;
  for (const piece of pieces) {
    if (piece === "" || !areInitials(piece)) break;
    position = line.indexOf(piece, position) + piece.length;
  }
  const tidy = (text: string) => text.replace(/^[\s,|–—-]+/, "").replace(/[\s,]+$/, "");
  const rest = tidy(line.slice(position));
  return {
    name,
    postNominals: tidy(line.slice(name.length, position)),
    role: rest === "" ? [] : [rest],
  };
}
