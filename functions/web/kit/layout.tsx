import type { Context } from "hono";
import { html } from "hono/html";
import { type Child, createContext, useContext } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { anyBulletin, grantsOf, type Member, may, type Where } from "../../core/access/member.ts";
import type { Permission } from "../../core/access/role.ts";
import type { AssetPaths } from "./assets.ts";

export type NavigationLink = { readonly href: string; readonly text: string };

/** The parts that all pages of one site share. */
export type Frame = {
  readonly paths: AssetPaths;
  /** The name in the page header. */
  readonly name: string;
  /** The link on the name. Readers' pages have none. */
  readonly home?: string | undefined;
  readonly navigation: readonly NavigationLink[];
  /** The parts of the editors' site, for people who are signed in. Other sites have none. */
  readonly sections?: readonly NavigationLink[];
};

/** Undefined if the page is open to people who are not signed in. */
const SignedInPerson = createContext<Member | undefined>(undefined);

/** Returns who looks at the page; undefined if they are not signed in. */
export function usePerson(): Member | undefined {
  return useContext(SignedInPerson);
}

/** Whether the person who asked for the page has a permission on a bulletin. See `May`. */
export function useMay(permission: Permission, on: Where): boolean {
  const person = useContext(SignedInPerson);
  return person !== undefined && may(person, permission, on);
}

/**
 * Shows its children only to people with a permission on a bulletin. This is no protection: the
 * routes check it again.
 */
export function May({
  permission,
  on,
  children,
}: {
  readonly permission: Permission;
  readonly on: Where;
  readonly children?: Child;
}): JSX.Element {
  return <>{useMay(permission, on) && children}</>;
}

type Props = {
  readonly frame: Frame;
  readonly title: string;
  readonly back?: NavigationLink | undefined;
  /** Seconds after which a browser without JavaScript reloads the page. */
  readonly refreshSeconds?: number | undefined;
  readonly wide?: boolean;
  readonly children?: Child;
};

export function Layout({ frame, title, back, refreshSeconds, wide, children }: Props): JSX.Element {
  return (
    <html lang="en" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} – ${frame.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={frame.paths.css} />
        <script type="module" src={frame.paths.js}></script>
        {refreshSeconds !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">
          Skip to main content
        </a>
        <SiteHeader frame={frame} />
        <div class="govuk-width-container">
          {back && (
            <nav aria-label="Back">
              <a href={back.href} class="govuk-back-link">
                {back.text}
              </a>
            </nav>
          )}
          <main class="govuk-main-wrapper" id="main" tabindex={-1}>
            {wide ? children : <div class="dc-column">{children}</div>}
          </main>
        </div>
      </body>
    </html>
  );
}

function SiteHeader({ frame }: { readonly frame: Frame }): JSX.Element {
  return (
    <header class="dc-header">
      <div class="govuk-width-container dc-header__inner">
        {frame.home === undefined ? (
          <span class="dc-header__name">{frame.name}</span>
        ) : (
          <a class="dc-header__name" href={frame.home}>
            {frame.name}
          </a>
        )}
        <SiteNavigation frame={frame} />
        <WhoIsSignedIn />
      </div>
    </header>
  );
}

/** The parts of the site that the person may use: the same on every page. */
function SiteNavigation({ frame }: { readonly frame: Frame }): JSX.Element | null {
  const person = useContext(SignedInPerson);
  const sections = person && may(person, "read", anyBulletin) ? (frame.sections ?? []) : [];
  const links = [...sections, ...frame.navigation];
  if (links.length === 0) return null;
  return (
    <nav aria-label="Site">
      <ul class="dc-header__links">
        {links.map(({ href, text }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function WhoIsSignedIn(): JSX.Element | null {
  const person = useContext(SignedInPerson);
  if (!person) return null;
  return (
    <form class="dc-header__person" action="/sign-out" method="post">
      <span>
        <bdi>{person.name}</bdi> ({sayRoles(person)})
      </span>
      <button type="submit" class="dc-header__button">
        Sign out
      </button>
    </form>
  );
}

/** "approver, editor of care-weekly" */
function sayRoles(person: Member): string {
  return grantsOf(person)
    .map(({ role, bulletin }) => (bulletin === undefined ? role : `${role} of ${bulletin}`))
    .join(", ");
}

export function sendPage(
  c: Context,
  page: JSX.Element,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  const person: Member | undefined = c.get("person");
  return c.html(
    html`<!DOCTYPE html>${<SignedInPerson.Provider value={person}>{page}</SignedInPerson.Provider>}`,
    status,
  );
}
