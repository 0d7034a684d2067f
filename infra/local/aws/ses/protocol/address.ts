/** Returns the bare address of `Name <address>` or `address`. */
export function bareAddress(mailbox: string): string {
  const angle = /<([^<>]*)>\s*$/.exec(mailbox);
  return (angle?.[1] ?? mailbox).trim();
}

/**
 * Returns what is wrong with an address, in SES's words (from JavaMail's InternetAddress);
 * undefined if it is valid.
 */
export function addressFault(mailbox: string): string | undefined {
  const address = bareAddress(mailbox);
  const at = address.lastIndexOf("@");
  if (at < 0) return "Missing final '@domain'";
  if (at === 0) return "Missing local name";
  return localPartFault(address.slice(0, at)) ?? domainFault(address.slice(at + 1));
}

function localPartFault(local: string): string | undefined {
  if (/[^\x21-\x7e]/.test(local.startsWith('"') ? local.replaceAll(" ", "_") : local)) {
    return "Local address contains control or whitespace";
  }
  if (/^"(?:[^"\\]|\\.)*"$/.test(local)) return undefined;
  if (/[()<>,;:\\"[\]@]/.test(local)) return "Local address contains illegal character";
  if (local.startsWith(".")) return "Local address starts with dot";
  if (local.endsWith(".")) return "Local address ends with dot";
  if (local.includes("..")) return "Local address contains dot-dot";
  return undefined;
}

function domainFault(domain: string): string | undefined {
  if (domain === "") return "Missing domain";
  if (/[^\x21-\x7e]/.test(domain)) return "Domain contains control or whitespace";
  if (!/^[A-Za-z0-9.-]+$/.test(domain)) return "Domain contains illegal character";
  if (domain.startsWith(".")) return "Domain starts with dot";
  if (domain.endsWith(".")) return "Domain ends with dot";
  if (domain.includes("..")) return "Domain contains dot-dot";
  return undefined;
}
