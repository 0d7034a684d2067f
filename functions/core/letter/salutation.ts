/**
 * Adds the letter's closing mark to a colleague's own salutation:
 * "Dear Dr Okafor" gets the comma of "Dear colleague,".
 */
export function closeSalutation(own: string, letters: string): string {
  const mark = /[,:;.!،]$/u;
  return mark.test(own) ? own : own + (mark.exec(letters)?.[0] ?? "");
}
