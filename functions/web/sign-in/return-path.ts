/** A longer path does not fit in a cookie. */
const maxCharacters = 1_000;

const here = "https://here.invalid";

/** Returns the requested path and query if they belong to this site, otherwise "/". */
export function returnPath(asked: string | undefined): string {
  if (!asked?.startsWith("/") || asked.length > maxCharacters || !URL.canParse(asked, here))
    return "/";
  const url = new URL(asked, here);
  const path = url.pathname + url.search;
  // The parser turns "/.//other.example" into "//other.example", which a browser opens as another
  // site.
  return url.origin === here && !path.startsWith("//") ? path : "/";
}

/** Returns the sign-in address that leads back to `path`. */
export function signInAddress(path: string): string {
  return path === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ return: path })}`;
}
