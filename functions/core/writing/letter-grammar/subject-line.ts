const subjectLine =
  /^(?:subject|re|pwnc|ynghylch|betreff|objet|asunto|oggetto|assunto|onderwerp|الموضوع)\s?:\s*(\S.*)$/i;

/** Returns the subject in a line ("Re: Winter rota" → "Winter rota"), or undefined. */
export function readSubjectLine(line: string): string | undefined {
  return subjectLine.exec(line)?.[1];
}
