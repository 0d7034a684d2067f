const ligatures: Readonly<Record<string, string>> = {
  "\ufb00": "ff",
  "\ufb01": "fi",
  "\ufb02": "fl",
  "\ufb03": "ffi",
  "\ufb04": "ffl",
  "\ufb05": "st",
  "\ufb06": "st",
};

const windows1252 = new TextDecoder("windows-1252");

/** A C1 control in a text is a Windows-1252 character read as Latin-1 (WHATWG Encoding, index windows-1252). */
function fromWindows1252(character: string): string {
  return windows1252.decode(Uint8Array.of(character.charCodeAt(0)));
}

/**
 * The same words without what only a word processor or a PDF needs: lines end in "\n", ligatures are letters, hard
 * blanks are blanks; controls (but "\n", tab and form feed), byte-order marks, non-characters and lone surrogates go.
 */
export function cleanPastedCharacters(text: string): string {
  return (
    text
      .replace(/\r\n?|[\v\u2028\u2029]/g, "\n")
      // Word's own non-breaking hyphen: dropped as a control it would take the hyphen out of the word.
      .replaceAll("\u001e", "-")
      .replace(/[\u0080-\u009f]/g, fromWindows1252)
      .replace(/[\ufb00-\ufb06]/g, ligature => ligatures[ligature] ?? ligature)
      .replace(/[\u00a0\u2007\u202f]/g, " ")
      .replace(/[^\P{Cc}\t\n\f]|[\p{Cs}\ufeff\ufffe\uffff]/gu, "")
  );
}
