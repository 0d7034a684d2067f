/**
 * Returns front matter in which each line of text that YAML would refuse stands in quotation marks:
 * "subject: Winter: our plans", "subject: *Winter". Such a line has one meaning only. Other lines
 * stay as they are; their numbers stay too. `isText` says whether a key's value is a line of text.
 */
export function quoteLiterals(head: string, isText: (key: string) => boolean): string {
  const lines = head.split("\n");
  return lines
    .map((line, index) => {
      const [, key = "", value = ""] = /^(\p{L}[\p{L}\d_ -]*:[ \t]+)(.*?)\s*$/u.exec(line) ?? [];
      // The value of an indented next line belongs to this one.
      const isWhole = !/^[ \t]/.test(lines[index + 1] ?? "");
      if (!isWhole || !isText(key.slice(0, key.indexOf(":"))) || !isRefused(value)) return line;
      return `${key}${JSON.stringify(value)}`;
    })
    .join("\n");
}

/** A comment after a value is left alone: whether it is one is for the author to say. */
function isRefused(value: string): boolean {
  if (/\s#/.test(value)) return false;
  return /^[^"'[{|>#].*?(?::\s|:$)|^[*&!@`%]/.test(value);
}
