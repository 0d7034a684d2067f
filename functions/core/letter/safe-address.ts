const schemes = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * Returns the address if it is safe in a link;
 * undefined if it could run code (`javascript:`, `data:`) or is relative.
 */
export function safeAddress(href: string): string | undefined {
  return URL.canParse(href) && schemes.has(new URL(href).protocol) ? href : undefined;
}
