import type { Run } from "../../letter/content.ts";

/**
 * Removes the sentence's end punctuation,
 * and a closing bracket without an opening one in the address.
 */
function withoutPunctuation(address: string): string {
  let end = address.length;
  let open = 0;
  for (const character of address) open += character === "(" ? 1 : character === ")" ? -1 : 0;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if (last === ")" && open < 0) open++;
    else if (!".,;:!?'’”»]}*".includes(last)) break;
  }
  return address.slice(0, end);
}

function pushText(runs: Run[], text: string): void {
  const last = runs.at(-1);
  if (text === "") return;
  if (last?.kind === "text") runs[runs.length - 1] = { kind: "text", text: last.text + text };
  else runs.push({ kind: "text", text });
}

/** "plan<https://…>", as Outlook writes a link, or an address alone. */
const pattern =
  /(?<![^\s([“‘"'])([^\s<>()[\]“”"]{1,80})<(https?:\/\/[^\s<>]+)>|\bhttps?:\/\/[^\s<>"“”«]+/giu;

function runsOfLine(line: string): Run[] {
  const runs: Run[] = [];
  let done = 0;
  for (const match of line.matchAll(pattern)) {
    const [whole, words, target] = match;
    if (words !== undefined && target !== undefined && URL.canParse(target)) {
      pushText(runs, line.slice(done, match.index));
      runs.push({ kind: "link", text: words, href: target });
      done = match.index + whole.length;
      continue;
    }
    const address = withoutPunctuation(whole);
    // An address that ends in "-", "=" or the like continues on the next line.
    // A link to half an address would not work.
    if (/[-_=&%]$/.test(address) || !URL.canParse(address)) continue;
    pushText(runs, line.slice(done, match.index));
    runs.push({ kind: "link", text: address, href: address });
    done = match.index + address.length;
  }
  pushText(runs, line.slice(done));
  return runs;
}

/**
 * Returns the runs of a text with "\n" as line breaks. `http://` and `https://` addresses become
 * links.
 */
export function runsOfText(text: string): Run[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      index === 0 ? runsOfLine(line) : [{ kind: "break" }, ...runsOfLine(line)],
    );
}
