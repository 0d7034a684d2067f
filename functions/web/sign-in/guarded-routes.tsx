import type { Context, Hono, MiddlewareHandler } from "hono";
import type { H } from "hono/types";
import { may, type Permission } from "../../core/access/person.ts";
import { formsOf } from "../kit/forms.ts";
import { type Frame, sendPage } from "../kit/layout.tsx";
import { securePages } from "../kit/security-headers.ts";
import { RefusalPage } from "./refusals.tsx";
import { signInAddress } from "./return-path.ts";
import type { SignedIn, SignIn } from "./sign-in.ts";
import { signedOutMeanwhile } from "./signed-out-meanwhile.tsx";

type AddRoute = <Path extends string>(path: Path, permission: Permission, ...handlers: H<SignedIn, NoInfer<Path>>[]) => void;

/** What the editors' routes are added to: there is no way to add one without a permission. */
export type GuardedRoutes = { readonly get: AddRoute; readonly post: AddRoute };

/** @param origin of the forms that are taken; where it is absent, the origin that the request itself names. */
export function guardedRoutes(site: Hono<SignedIn>, signIn: SignIn, frame: Frame, origin: string | undefined): GuardedRoutes {
  const ownForms = formsOf(origin);
  const allow =
    (permission: Permission): MiddlewareHandler<SignedIn> =>
    async (c, next) => {
      const person = signIn.session.read(c);
      if (!person) return askToSignIn(c, frame);
      c.set("person", person);
      if (!may(person, permission)) return sendPage(c, <NotAllowed frame={frame} permission={permission} />, 403);
      await next();
    };
  return {
    get: (path, permission, ...handlers) => void site.on("GET", path, securePages, allow(permission), ...handlers),
    post: (path, permission, ...handlers) => void site.on("POST", path, securePages, ownForms, allow(permission), ...handlers),
  };
}

async function askToSignIn(c: Context, frame: Frame): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  if (c.req.method === "POST") return signedOutMeanwhile(c, frame);
  // A frame or a script would follow to a page that is not for it; its whole page leads there, as soon as it is asked for again.
  const isPage = (c.req.header("Sec-Fetch-Dest") ?? "document") === "document" && c.req.header("Accept") !== "application/json";
  if (!isPage) return c.json({ problem: "nobody is signed in" }, 401);
  return c.redirect(signInAddress(pathname + search), 303);
}

const allowed: Readonly<Record<Permission, string>> = {
  read: "Editors, approvers and operators may read.",
  write: "Entries are written by editors and approvers.",
  send: "A letter is sent, sent again and stopped for good by an approver.",
  hold: "Editions are paused and resumed by approvers and operators.",
  erase: "People are erased by an operator.",
};

function NotAllowed({ frame, permission }: { readonly frame: Frame; readonly permission: Permission }) {
  return (
    <RefusalPage
      frame={frame}
      title="This is for others to do"
      sentences={[allowed[permission], "Ask one of them to do it; or ask an operator to give you that role, and sign in again."]}
    >
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          All bulletins
        </a>
      </p>
    </RefusalPage>
  );
}
