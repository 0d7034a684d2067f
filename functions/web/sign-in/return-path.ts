/** Characters: a longer path does not fit into a cookie. */
const longest = 1_000;

const here = "https://here.invalid";

/** Where to go after signing in: the path and query that were asked for, if they are of this site, else "/". */
export function returnPath(asked: string | undefined): string {
  if (!asked?.startsWith("/") || asked.length > longest || !URL.canParse(asked, here)) return "/";
  const url = new URL(asked, here);
  const path = url.pathname + url.search;
  // Of "/.//other.example" the parser makes "//other.example", which a browser takes for another site.
  return url.origin === here && !path.startsWith("//") ? path : "/";
}

/** The address that leads back to `path` by way of signing in. */
export function signInAddress(path: string): string {
  return path === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ return: path })}`;
}
