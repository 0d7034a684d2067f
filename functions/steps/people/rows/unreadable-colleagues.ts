/** The file cannot be read as a list of colleagues. The message is a phrase for people. */
export class UnreadableColleagues extends Error {
  override readonly name = "UnreadableColleagues";
  /** Some words of the file as Windows-1252 has them, if the file is not UTF-8. */
  readonly windows1252: readonly string[];

  constructor(message: string, windows1252: readonly string[] = []) {
    super(message);
    this.windows1252 = windows1252;
  }
}
