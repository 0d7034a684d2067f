import { plain, type Said } from "./truth.ts";

const bullet = /^[•●▪‣◦·‒–—\-*+§○■o\uf0b7\uf0a7✓✔➢❖→]\s+/u;
const headKinds = /^(?:organisation|address|reference|date|mark|note|name|role|subject)$/;

/** A line with the same bullet for all bullets. */
export const withBullet = (text: string): string => text.trimStart().replace(bullet, "• ");

/** The parts of a letter as its author means them. */
export type Meant = {
  readonly furniture: ReadonlySet<string>;
  readonly above: readonly string[];
  readonly salutation: string | undefined;
  readonly subjects: readonly string[];
  readonly body: readonly Said[];
  readonly signOff: string;
  readonly signed: readonly string[];
  /** Who a memorandum's "From:" line names. */
  readonly sender: string;
  readonly below: readonly string[];
};

/** The truth of a letter in each of its languages: each has its salutation. Furniture is everyone's. */
export function splitTruth(
  all: readonly Said[],
  isTranslated: boolean,
): readonly (readonly Said[])[] {
  if (!isTranslated) return [all];
  const furniture = all.filter(({ kind }) => kind === "furniture");
  const lines = all.filter(({ kind }) => kind !== "furniture");
  const starts = lines.flatMap(({ kind }, at) => (kind === "salutation" ? [at] : []));
  return starts.map((start, at) => [
    ...lines.slice(at === 0 ? 0 : start, starts[at + 1]),
    ...furniture,
  ]);
}

export function partsOf(all: readonly Said[]): Meant {
  const lines = all.filter(({ kind }) => kind !== "furniture" && kind !== "footnote");
  const salutation = lines.findIndex(({ kind }) => kind === "salutation");
  const isBody = ({ kind }: Said) => /^(?:paragraph|item|row|quote|heading)$/.test(kind);
  const head = salutation === -1 ? Math.max(0, lines.findIndex(isBody)) : salutation;
  const hasName = lines.slice(head).some(({ kind }) => kind === "name");
  const first = lines.findIndex(
    ({ kind }, at) =>
      at > head && (kind === "signoff" || kind === "name" || (kind === "role" && !hasName)),
  );
  // "Le directeur départemental," above the name.
  const closing = lines[first - 1]?.kind === "role" && first - 1 > head ? first - 1 : first;
  // "Thank you." right above the name is as good as a sign-off.
  const isThanks = /^thank you[.!]?$/i.test(lines[closing - 1]?.text ?? "");
  const end = closing === -1 ? lines.length : isThanks ? closing - 1 : closing;
  const close = lines.slice(end);
  const isContact = ({ text }: Said) =>
    /@|^(?:tel|t|tele|e|m)\b ?[.:]+ ?[+(\d]|^[+(]?\d[\d ()]{6,}|\d{3} \d{3}$/i.test(text);
  // "Im Auftrag" between the sign-off and the name belongs to the signature.
  const isSigned = (line: Said, at: number) =>
    /^(?:name|role)$/.test(line.kind)
      ? !isContact(line)
      : line.text === "/s/" || (line.kind === "note" && at < named);
  const named = close.findIndex(({ kind }) => kind === "name" || kind === "role");
  // Below the names, a paragraph is a part of what is below the letter.
  const isClosing = ({ kind, text }: Said, at: number) =>
    (kind === "signoff" && text !== "/s/") ||
    (kind === "paragraph" && (named === -1 || at < named));
  return {
    furniture: furnitureOf(all),
    above: lines.slice(0, head).map(line => plain(withBullet(line.text))),
    salutation: salutation === -1 ? undefined : plain(lines[salutation]?.text ?? ""),
    subjects: subjectsOf(lines, all),
    body: lines.slice(salutation === -1 ? head : head + 1, end).map(bodyLine),
    signOff: close
      .filter(isClosing)
      .map(line => plain(line.text))
      .join(" "),
    sender: lines
      .slice(0, head)
      .flatMap(({ text }) => /^from ?: *(.*)/i.exec(text)?.[1] ?? [])
      .join(" "),
    signed: close.filter(isSigned).map(line => line.text),
    below: close
      .filter((line, at) => !isClosing(line, at) && !isSigned(line, at))
      .map(line => plain(line.text.trimStart().replace(bullet, "• "))),
  };
}

/** The subjects of a letter, and that of the front matter above it, if it has one. */
function subjectsOf(lines: readonly Said[], all: readonly Said[]): readonly string[] {
  const own = lines.filter(({ kind }) => kind === "subject").map(({ text }) => bareSubject(text));
  const above = all.flatMap(({ kind, text }) =>
    kind === "furniture" && /^subject: /.test(text)
      ? [bareSubject(text.replace(/^subject: "?|"$/g, ""))]
      : [],
  );
  return own.length === 0 ? [] : [...own, ...above];
}

/** A running head may say what the letterhead says. */
function furnitureOf(all: readonly Said[]): ReadonlySet<string> {
  const isFurniture = ({ kind }: Said) => kind === "furniture";
  const own = new Set(all.filter(line => !isFurniture(line)).map(line => plain(line.text)));
  return new Set(
    all
      .filter(isFurniture)
      .map(line => plain(line.text))
      .filter(text => !own.has(text)),
  );
}

export const bareSubject = (text: string): string =>
  plain(text).replace(
    /^(?:subject|subj?|re|ref|betreff|objet|pwnc|asunto|oggetto|dotyczy|assunto|ábhar|maidir le|emne|ämne|onderwerp|الموضوع)\s?:[-\s]*/i,
    "",
  );

function bodyLine({ kind, text }: Said): Said {
  const bare = text.replace(/\[(?:\d+|\*)\]/g, "");
  if (kind === "item") {
    const level = Math.floor((/^ */.exec(bare)?.[0].length ?? 0) / 2);
    return { kind: `i${level}`, text: plain(bare.trimStart().replace(bullet, "• ")) };
  }
  const own = kind === "heading" || kind === "subject" ? "h" : kind === "row" ? "row" : "p";
  return { kind: headKinds.test(kind) && kind !== "subject" ? "p" : own, text: plain(bare) };
}
