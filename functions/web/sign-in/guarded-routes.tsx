import type { Context, Hono, MiddlewareHandler } from "hono";
import type { H } from "hono/types";
import { may, type Permission } from "../../core/access/person.ts";
import { formsOf } from "../kit/forms.ts";
import { type Frame, sendPage } from "../kit/layout.tsx";
import { securePages } from "../kit/security-headers.ts";
import { offerFormAgain } from "./offer-form-again.tsx";
import { RefusalPage } from "./refusals.tsx";
import { signInAddress } from "./return-path.ts";
import type { SignedIn, SignIn } from "./sign-in.ts";

type AddRoute = <Path extends string>(
  path: Path,
  permission: Permission,
  ...handlers: H<SignedIn, NoInfer<Path>>[]
) => void;

/** Adds the editors' routes. Each route must name a permission. */
export type GuardedRoutes = { readonly get: AddRoute; readonly post: AddRoute };

/**
 * @param origin the only origin whose forms are accepted; default: the origin in the request's URL.
 */
export function guardedRoutes(
  site: Hono<SignedIn>,
  signIn: SignIn,
  frame: Frame,
  origin: string | undefined,
): GuardedRoutes {
  const ownForms = formsOf(origin);
  const allow =
    (permission: Permission): MiddlewareHandler<SignedIn> =>
    async (c, next) => {
      const person = signIn.session.read(c);
      if (!person) return askToSignIn(c, frame);
      c.set("person", person);
      if (!may(person, permission))
        return sendPage(c, <NotAllowed frame={frame} permission={permission} />, 403);
      await next();
    };
  return {
    get: (path, permission, ...handlers) =>
      void site.on("GET", path, securePages, allow(permission), ...handlers),
    post: (path, permission, ...handlers) =>
      void site.on("POST", path, securePages, ownForms, allow(permission), ...handlers),
  };
}

async function askToSignIn(c: Context, frame: Frame): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  if (c.req.method === "POST") return offerFormAgain(c, frame);
  // A frame or a script cannot show the sign-in page. The page around it redirects at its next
  // load.
  const isPage =
    (c.req.header("Sec-Fetch-Dest") ?? "document") === "document" &&
    c.req.header("Accept") !== "application/json";
  if (!isPage) return c.json({ problem: "not signed in" }, 401);
  return c.redirect(signInAddress(pathname + search), 303);
}

/** What a permission allows, and who has it. */
const permissionWords: Readonly<
  Record<Permission, { readonly act: string; readonly roles: string }>
> = {
  read: {
    act: "read these pages",
    roles: "Editors, approvers and operators can read these pages.",
  },
  write: { act: "write entries", roles: "Editors and approvers can write entries." },
  send: {
    act: "send or stop letters",
    roles: "Approvers can send letters, send them again and stop them.",
  },
  hold: { act: "pause or resume", roles: "Approvers and operators can pause and resume editions." },
  erase: { act: "erase people", roles: "Operators can erase people." },
};

function NotAllowed({
  frame,
  permission,
}: {
  readonly frame: Frame;
  readonly permission: Permission;
}) {
  const { act, roles } = permissionWords[permission];
  return (
    <RefusalPage
      frame={frame}
      title={`You do not have permission to ${act}`}
      sentences={[
        roles,
        "Ask one of them to do it. Or ask an operator to give you that role, then sign in again.",
      ]}
    >
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          All bulletins
        </a>
      </p>
    </RefusalPage>
  );
}
