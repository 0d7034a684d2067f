const subjectLine = /^(?:subject|re|pwnc|ynghylch|betreff|objet|asunto|oggetto|assunto|onderwerp|الموضوع)\s?:\s*(\S.*)$/i;

/** What a line says that the letter is about ("Re: Winter rota" → "Winter rota"); undefined if it says nothing of the kind. */
export function readSubjectLine(line: string): string | undefined {
  return subjectLine.exec(line)?.[1];
}
