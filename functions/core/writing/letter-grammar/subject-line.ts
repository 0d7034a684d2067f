const subjectLine =
  /^(?:subject|re|pwnc|ynghylch|betreff|objet|asunto|oggetto|assunto|onderwerp|الموضوع)\s?:\s*(\S.*)$/i;

/** Returns the subject in a line ("Re: Winter rota" → "Winter rota", "Subject: FW: Rota" → "Rota"), or undefined. */
export function readSubjectLine(line: string): string | undefined {
  const subject = subjectLine.exec(line)?.[1];
  return subject?.replace(/^(?:(?:re|fwd?|aw|wg|tr|rv|ynghylch)\s?:\s*)+(?=\S)/i, "");
}
