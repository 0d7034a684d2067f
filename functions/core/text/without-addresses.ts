/** A text for a log or a page, without the addresses in it, and cut after `most` characters: no subscriber's address may reach a log. */
export function withoutAddresses(text: string, most = 300): string {
  return text.replace(/[^\s<>,;:"']+@[^\s<>,;:"']+/g, "(address)").slice(0, most);
}
