const subjectLine =
  /^(?:ref(?=\s?:\s*[\p{L} ,–-]{12,}$)|subject|subj?\.?|re|pwnc|ynghylch|ábhar|maidir le|cuspair|betreff|betrifft|betr\.|betreft|onderwerp|objet|asunto|oggetto|assunto|dotyczy|sprawa|temat|emne|ämne|aihe|věc|vec|tárgy|konu|subiect|zadeva|predmet|тема|θέμα|الموضوع)\s?[:：]\s?-?\s*(\S.*)$/iu;

/** Returns the subject in a line ("Re: Winter rota" → "Winter rota", "Subject: FW: Rota" → "Rota"), or undefined. */
export function readSubjectLine(line: string): string | undefined {
  const subject = subjectLine.exec(line)?.[1];
  return subject?.replace(/^(?:(?:re|fwd?|aw|wg|tr|rv|ynghylch)\s?:\s*)+(?=\S)/i, "");
}
