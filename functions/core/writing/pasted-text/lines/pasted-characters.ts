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

/**
 * A C1 control in a text is a Windows-1252 character read as Latin-1 (WHATWG Encoding,
 * index windows-1252).
 */
function fromWindows1252(character: string): string {
  return windows1252.decode(Uint8Array.of(character.charCodeAt(0)));
}

/**
 * Removes the special characters of word processors and PDFs. Lines end in "\n", ligatures become
 * letters, and hard blanks become blanks. Removes controls (except "\n", tab and form feed),
 * byte-order marks, non-characters and lone surrogates.
 */
export function cleanPastedCharacters(text: string): string {
  return (
    text
      .replace(/\r\n?|[\v\u2028\u2029]/g, "\n")
      // Word's non-breaking hyphen is a control. Removing it would remove the word's hyphen.
      .replaceAll("\u001e", "-")
      .replace(/[\u0080-\u009f]/g, fromWindows1252)
      .replace(/[\ufb00-\ufb06]/g, ligature => ligatures[ligature] ?? ligature)
      .replace(/[\u00a0\u2007\u202f]/g, " ")
      .replace(/[^\P{Cc}\t\n\f]|[\p{Cs}\ufeff\ufffe\uffff]/gu, "")
      // Google Docs begins lines with zero-width blanks.
      .replace(/^\u200b+|\u200b+$/gm, "")
  );
}
