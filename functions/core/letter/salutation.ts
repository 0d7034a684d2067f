/** A colleague's own salutation, closed as the letter's is: "Dear Dr Okafor" in a letter that says "Dear colleague," gets its comma. */
export function closeSalutation(own: string, letters: string): string {
  const mark = /[,:;.!،]$/u;
  return mark.test(own) ? own : own + (mark.exec(letters)?.[0] ?? "");
}
