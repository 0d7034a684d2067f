import type { Hono } from "hono";
import { actorOf, byline } from "../../core/access/actor.ts";
import { formsOf } from "../kit/forms.ts";
import { sendPage } from "../kit/layout.tsx";
import { securePages } from "../kit/security-headers.ts";
import { RefusalPage } from "./refusals.tsx";
import type { SignedIn, SignIn, SignInWorld } from "./sign-in.ts";

/** Signs people out of this site, then out of the sign-in service. */
export function addSignOutRoutes(
  site: Hono<SignedIn>,
  signIn: SignIn,
  origin: string | undefined,
  world: SignInWorld,
): void {
  const {
    frame,
    pipeline: { log },
  } = world;

  site.post("/sign-out", securePages, formsOf(origin), async c => {
    const person = signIn.session.read(c);
    signIn.session.clear(c);
    if (person) log("signed-out", { by: byline(actorOf(person)) });
    const farewell = await signIn.farewell().catch(() => undefined);
    if (farewell === undefined) return c.redirect("/signed-out", 303);
    // No redirect: the policy `form-action 'self'` blocks a form's redirect to another site.
    c.header("Refresh", `0; url=${farewell}`);
    return sendPage(
      c,
      <RefusalPage
        frame={frame}
        title="Signing you out"
        sentences={["You are signed out of this site."]}
      >
        <p class="govuk-body">
          <a class="govuk-link" href={farewell}>
            Sign out of the sign-in service too
          </a>
        </p>
      </RefusalPage>,
    );
  });

  site.get("/signed-out", securePages, c =>
    sendPage(
      c,
      <RefusalPage
        frame={frame}
        title="You are signed out"
        sentences={["You can close this page."]}
      >
        <p class="govuk-body">
          <a class="govuk-link" href="/sign-in">
            Sign in again
          </a>
        </p>
      </RefusalPage>,
    ),
  );
}
