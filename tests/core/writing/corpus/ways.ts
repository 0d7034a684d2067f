/** A way in which a program makes text of a letter. */
export type Way = {
  readonly name: string;
  /** Lines are wrapped here; undefined: a paragraph is one line. */
  readonly column?: number | undefined;
  /** Blank lines between parts, and between the lines of one (double spacing). */
  readonly gap: number;
  readonly spacing?: number;
  readonly bullet: string;
  readonly innerBullet?: string;
  /** Blanks before the later lines of a point. */
  readonly hanging?: number;
  readonly margin?: string;
  readonly blank?: string;
  readonly newline?: string;
  /** A page's foot after so many lines, in mid-sentence if it falls so. */
  readonly pageLines?: number;
  /** The foot of page N, and the head of the next. */
  readonly furniture?: (page: number) => readonly string[];
  /** Cells are parted by tabs, aligned with blanks, or each is a line. */
  readonly table: "tabs" | "aligned" | "lines" | "pipes";
  readonly isMarkdown?: boolean;
  readonly hasLigatures?: boolean;
  /** Words that do not fit are parted with this character. */
  readonly hyphen?: string;
  /** Before each line: ">". */
  readonly prefix?: string;
  /** Lines above the letter. */
  readonly head?: ((subject: string) => readonly string[]) | undefined;
  readonly isUpper?: boolean;
  /** Date and address at the right, signatories side by side. */
  readonly hasLayout?: boolean;
  /** The bullet stands alone above its text. */
  readonly hasLoneBullets?: boolean;
};

const mail = (subject: string): string[] => [
  "From: Ada Turing <ada@northmere.example>",
  "Sent: 04 November 2026 09:14",
  "To: All staff",
  `Subject: ${subject}`,
  "",
];

export const ways: readonly Way[] = [
  { name: "pasted from Word", gap: 1, bullet: "•\t", innerBullet: "o\t", table: "tabs" },
  {
    name: "pasted from Word without blank lines",
    gap: 0,
    bullet: "•\t",
    innerBullet: "o\t",
    table: "tabs",
  },
  { name: "saved as text by LibreOffice", gap: 1, bullet: "• ", table: "lines", newline: "\r\n" },
  { name: "a PDF, wrapped", column: 88, gap: 1, bullet: "• ", hanging: 2, table: "aligned" },
  {
    name: "a PDF with a margin",
    column: 76,
    gap: 1,
    bullet: "\uf0b7 ",
    innerBullet: "o ",
    hanging: 2,
    margin: "      ",
    table: "aligned",
  },
  { name: "a PDF, double-spaced", column: 80, gap: 2, spacing: 1, bullet: "• ", table: "aligned" },
  {
    name: "a PDF with page feet",
    column: 72,
    gap: 1,
    bullet: "▪ ",
    hanging: 2,
    pageLines: 9,
    table: "aligned",
  },
  {
    name: "an email in plain text",
    column: 72,
    gap: 1,
    bullet: "- ",
    hanging: 2,
    blank: "\u00a0",
    table: "aligned",
  },
  {
    name: "pdftotext -layout",
    column: 90,
    gap: 1,
    bullet: "•    ",
    innerBullet: "o    ",
    hanging: 5,
    margin: "        ",
    pageLines: 16,
    head: () => ["Northmere Trust", ""],
    furniture: page => [
      "",
      "",
      `                                        ${page}`,
      "\f        Northmere Trust",
      "",
    ],
    hasLayout: true,
    table: "aligned",
  },
  {
    name: "copied from a PDF viewer",
    column: 85,
    gap: 0,
    bullet: "• ",
    innerBullet: "o ",
    hasLigatures: true,
    table: "aligned",
  },
  {
    name: "a PDF with hyphens at line ends",
    column: 64,
    gap: 1,
    bullet: "– ",
    hanging: 2,
    hyphen: "-",
    table: "aligned",
  },
  {
    name: "a PDF with soft hyphens and lone bullets",
    column: 70,
    gap: 1,
    bullet: "•",
    hyphen: "\u00ad",
    hasLoneBullets: true,
    table: "aligned",
  },
  {
    name: "Markdown by pandoc",
    column: 72,
    gap: 1,
    bullet: "-   ",
    innerBullet: "    -   ",
    hanging: 4,
    isMarkdown: true,
    table: "pipes",
  },
  {
    name: "saved as text by Google Docs",
    gap: 1,
    bullet: "* ",
    innerBullet: "   * ",
    newline: "\r\n",
    table: "lines",
    head: () => ["\ufeff"],
  },
  {
    name: "pasted from Outlook",
    gap: 1,
    bullet: "*       ",
    innerBullet: "o   ",
    table: "tabs",
    head: mail,
  },
  {
    name: "forwarded as a quotation",
    column: 74,
    gap: 1,
    bullet: "* ",
    hanging: 2,
    prefix: "> ",
    table: "aligned",
    head: subject => ["---------- Forwarded message ---------", ...mail(subject), ""],
  },
];
