/** Makes a sentence of a name: of a bulletin, an organisation, an address, a date. */
type Says = (name: string) => string;
type Problem = { readonly title: string; readonly sentences: readonly string[] };

/**
 * The fixed words of letters, of readers' pages and of emails about letters, in one language. There
 * is one file for each language. TypeScript finds a missing word. Names come in as they are: a
 * language that is written from right to left isolates them.
 */
export type Words = {
  /** BCP 47: the primary subtag alone. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** The language's name for itself. */
  readonly name: string;
  readonly letter: {
    /** Before the words that say what an image shows, in plain text. */
    readonly image: string;
    /** What the image of a signature shows. */
    readonly signature: Says;
    /** The subject of a letter without one: who signs it. */
    readonly from: Says;
    /** The salutation of a letter without one. */
    readonly salutation: string;
    /** The sign-off of a letter whose bulletin has one in another language alone. */
    readonly signOff: string;
  };
  readonly footer: {
    /** Why a colleague gets the letter. */
    readonly reason: Says;
    /** For a letter that names no organisation. */
    readonly reasonUnnamed: string;
    readonly repliesReadBy: Says;
    readonly repliesUnread: string;
    readonly view: string;
    readonly manage: string;
    readonly unsubscribe: string;
    readonly privacy: string;
    readonly noTracking: string;
  };
  readonly page: {
    readonly skip: string;
    readonly problem: string;
    readonly error: string;
    readonly languages: string;
    readonly undo: string;
    readonly back: string;
    readonly manage: string;
    readonly success: string;
  };
  readonly leave: {
    readonly ask: Says;
    readonly ends: Says;
    readonly also: string;
    readonly everything: Says;
    readonly everythingHint: string;
    readonly unsubscribe: string;
    readonly instead: string;
    readonly done: Says;
    readonly doneAll: Says;
    readonly ended: string;
    readonly mayArrive: string;
    readonly stillGet: string;
    readonly undone: string;
    readonly again: string;
  };
  readonly letters: {
    readonly title: string;
    readonly forAddress: Says;
    readonly which: string;
    readonly whichHint: string;
    readonly lists: string;
    readonly listsHint: string;
    readonly none: Says;
    readonly noBulletins: string;
    readonly language: string;
    readonly languageHint: string;
    readonly pause: string;
    readonly pauseHint: string;
    readonly noPause: string;
    readonly pausedUntil: Says;
    readonly plainText: string;
    readonly plainTextHint: string;
    readonly save: string;
    readonly saved: string;
    readonly stopAll: Says;
    readonly blocked: Readonly<Record<"bounced" | "complained", string>>;
    readonly why: string;
    readonly imported: (organisation: string, date: string) => string;
    readonly joined: Says;
    readonly returned: Says;
    readonly reconfirmed: Says;
    readonly agreed: string;
    readonly kept: string;
    readonly keptText: string;
    readonly download: string;
  };
  readonly erase: {
    readonly title: string;
    readonly text: string;
    readonly link: string;
    readonly ask: string;
    readonly button: string;
    readonly done: string;
    readonly doneText: Says;
  };
  readonly join: {
    readonly title: Says;
    readonly agree: (organisation: string, bulletin: string) => string;
    readonly address: string;
    readonly addressMissing: string;
    readonly addressWrong: string;
    readonly list: string;
    readonly confirmFirst: string;
    readonly noConfirm: string;
    readonly subscribe: string;
    readonly check: string;
    readonly sent: (address: string, bulletin: string) => string;
    readonly added: (address: string, bulletin: string) => string;
    readonly addedLater: string;
    readonly linkDays: Says;
    readonly nothingArrived: (organisation: string, address: string) => string;
    readonly confirmAsk: Says;
    readonly confirm: string;
    readonly confirmed: Says;
    readonly confirmedText: string;
    readonly expired: string;
    readonly expiredText: Says;
    readonly again: string;
    readonly busy: string;
    readonly busyText: string;
  };
  readonly email: {
    readonly confirmSubject: Says;
    readonly asked: (organisation: string, bulletin: string) => string;
    readonly openLink: Says;
    readonly ignore: string;
    readonly welcomeSubject: Says;
  };
  readonly digest: {
    /** Above the titles of the entries. */
    readonly contents: string;
    /** The link to the rest of an entry that the letter shows in part. */
    readonly readOn: Says;
  };
  /** The question whether a person still wants the letters of a list: in an email, and on its page. */
  readonly reconfirm: {
    readonly ask: Says;
    readonly why: (organisation: string, bulletins: string) => string;
    readonly reminder: string;
    readonly openLink: Says;
    readonly otherwise: string;
    readonly yes: string;
    readonly no: string;
    readonly kept: Says;
    readonly keptText: string;
    readonly ended: Says;
    readonly endedText: string;
  };
  readonly archive: {
    readonly title: Says;
    readonly search: string;
    readonly find: string;
    readonly none: string;
    readonly noneFound: string;
    readonly older: string;
    readonly feed: string;
    /** The archive of a bulletin that is not public. */
    readonly unlisted: string;
  };
  readonly correction: {
    /** The subject of a corrected letter. */
    readonly subject: Says;
    /** At the top of a corrected letter: takes the day of the wrong one. */
    readonly note: Says;
    /** In the archive, at the corrected letter and at the wrong one. Each takes the day of the other. */
    readonly corrects: Says;
    readonly corrected: Says;
  };
  readonly problems: {
    readonly unknownLink: Problem;
    readonly notFound: Problem;
    readonly foreign: Problem;
    readonly tooLarge: Problem;
    readonly unreadable: Problem;
    readonly failure: Problem;
  };
};
