/**
 * Returns a text without email addresses and with at most `maxLength` characters.
 * Logs must not contain addresses.
 */
export function withoutAddresses(text: string, maxLength = 300): string {
  return text.replace(/[^\s<>,;:"']+@[^\s<>,;:"']+/g, "(address)").slice(0, maxLength);
}
