import type { Context, Hono, MiddlewareHandler } from "hono";
import type { H } from "hono/types";
import { anyBulletin, everyBulletin, may, type Where } from "../../core/access/member.ts";
import type { Permission } from "../../core/access/role.ts";
import { bulletinIn } from "../../core/bulletins/edition.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import { getMember } from "../../store/access/members.ts";
import { formsOf } from "../kit/forms.ts";
import type { Frame } from "../kit/layout.tsx";
import { securePages } from "../kit/security-headers.ts";
import { offerFormAgain } from "./offer-form-again.tsx";
import { refuse } from "./refusals.tsx";
import { refuseAction } from "./refuse-action.tsx";
import { signInAddress } from "./return-path.ts";
import type { SignedIn, SignIn } from "./sign-in.ts";

type AddRoute = <Path extends string>(
  path: Path,
  permission: Permission,
  ...handlers: H<SignedIn, NoInfer<Path>>[]
) => void;

/** Adds the editors' routes. Each route must name a permission. */
export type GuardedRoutes = {
  readonly get: AddRoute;
  readonly post: AddRoute;
  /** A POST whose form has a file. */
  readonly upload: AddRoute;
};

export type RouteGuard = {
  readonly signIn: SignIn;
  readonly pipeline: Pick<Pipeline, "table">;
  readonly frame: Frame;
  /** The only origin whose forms are accepted. Undefined: the origin in the request's URL. */
  readonly origin: string | undefined;
  /** Called after each accepted POST of a bulletin. */
  readonly changed: (bulletin: string) => Promise<void>;
};

/**
 * Returns a function that finds out who is signed in, for a page that needs no permission. A failure
 * only leaves the person unknown.
 */
export function recogniser({ signIn, pipeline }: Pick<RouteGuard, "signIn" | "pipeline">) {
  return async (c: Context<SignedIn>): Promise<void> => {
    const session = c.get("person") ? undefined : signIn.session.read(c);
    const person = session && (await getMember(pipeline.table, session.sub).catch(() => undefined));
    if (person && person.removedAt === undefined) c.set("person", person);
  };
}

export function guardedRoutes(
  site: Hono<SignedIn>,
  { signIn, pipeline, frame, origin, changed }: RouteGuard,
): GuardedRoutes {
  const ownForms = formsOf(origin);
  const ownUploads = formsOf(origin, { withFile: true });
  const allow =
    (permission: Permission): MiddlewareHandler<SignedIn> =>
    async (c, next) => {
      const session = signIn.session.read(c);
      const person = session && (await getMember(pipeline.table, session.sub));
      if (!person) return askToSignIn(c, frame);
      if (person.removedAt !== undefined) return refuse(c, frame, "removed");
      c.set("person", person);
      const where = whereOf(c, permission);
      if (!may(person, permission, where))
        return refuseAction(c, pipeline, frame, { permission, where });
      await next();
    };
  const after: MiddlewareHandler = async (c, next) => {
    await next();
    const bulletin = c.req.param("bulletin");
    if (bulletin !== undefined && c.res.status < 400) await changed(bulletin);
  };
  return {
    get: (path, permission, ...handlers) =>
      void site.on("GET", path, securePages, allow(permission), ...handlers),
    post: (path, permission, ...handlers) =>
      void site.on("POST", path, securePages, ownForms, allow(permission), after, ...handlers),
    upload: (path, permission, ...handlers) =>
      void site.on("POST", path, securePages, ownUploads, allow(permission), after, ...handlers),
  };
}

/**
 * Returns where a route needs its permission: on the bulletin, or the edition's bulletin, that its
 * path names. Without one, reading needs any bulletin, and everything else needs all of them.
 */
function whereOf(c: Context, permission: Permission): Where {
  const edition = c.req.param("edition");
  const bulletin = c.req.param("bulletin") ?? (edition && bulletinIn(edition));
  return bulletin ?? (permission === "read" ? anyBulletin : everyBulletin);
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
