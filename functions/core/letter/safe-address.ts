const schemes = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address as it may stand in a link, or undefined for one that could run (`javascript:`, `data:`) or leads nowhere by itself. */
export function safeAddress(href: string): string | undefined {
  return URL.canParse(href) && schemes.has(new URL(href).protocol) ? href : undefined;
}
