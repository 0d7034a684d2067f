/** A visitor that keeps cookies and follows redirects as a browser does, with one jar for each host and port. */
export type Visitor = {
  /** Opens an address and follows where it leads. */
  readonly open: (address: string, init?: RequestInit) => Promise<Page>;
  /** Asks once, and follows nothing. */
  readonly ask: (address: string, init?: RequestInit) => Promise<Response>;
  readonly cookies: (origin: string) => Map<string, string>;
};

export type Page = { readonly url: string; readonly status: number; readonly html: string };

export function aVisitor(): Visitor {
  const jars = new Map<string, Map<string, string>>();
  const cookies = (origin: string) => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const ask = async (address: string, init: RequestInit = {}) => {
    const jar = cookies(new URL(address).origin);
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    if (init.method === "POST") headers.set("Sec-Fetch-Site", "same-origin");
    const answer = await fetch(address, { ...init, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  const open = async (address: string, init: RequestInit = {}): Promise<Page> => {
    let url = address;
    let answer = await ask(url, init);
    for (let redirects = 0; answer.status >= 300 && answer.status < 400; redirects++) {
      if (redirects > 20) throw new Error(`${address} leads nowhere`);
      url = new URL(answer.headers.get("Location") ?? "", url).href;
      answer = await ask(url);
    }
    return { url, status: answer.status, html: await answer.text() };
  };
  return { open, ask, cookies };
}

/** Fills in the sign-in form and the consent of the OpenID server, which `page` shows; gives the page that they lead to. */
export async function signInAs(visitor: Visitor, page: Page, login: string): Promise<Page> {
  const submit = (shown: Page, fields: Record<string, string>) => {
    const action = /<form[^>]* action="([^"]+)"/.exec(shown.html)?.[1];
    if (action === undefined)
      throw new Error(`no form on ${shown.url}: ${shown.html.slice(0, 2_000)}`);
    return visitor.open(new URL(action, shown.url).href, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
  };
  const consent = await submit(page, { prompt: "login", login, password: "any" });
  return submit(consent, { prompt: "consent" });
}
