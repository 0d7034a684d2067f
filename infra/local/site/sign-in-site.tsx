import { createHmac } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import { actorOf, byline } from "../../../functions/core/access/actor.ts";
import type { Person, Role } from "../../../functions/core/access/person.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { formsOf } from "../../../functions/web/kit/forms.ts";
import { type Frame, Layout, sendPage } from "../../../functions/web/kit/layout.tsx";
import { securePages } from "../../../functions/web/kit/security-headers.ts";
import { returnPath, signInAddress } from "../../../functions/web/sign-in/return-path.ts";
import { type SignIn, sessionCookie } from "../../../functions/web/sign-in/sign-in.ts";
import { isFromThisMachine } from "../this-machine.ts";

type SamplePerson = Person & { readonly does: string };

const samplePeople: Readonly<Record<Role, SamplePerson>> = {
  editor: {
    sub: "sample-editor",
    name: "Esther Quaye",
    roles: ["editor"],
    does: "Writes entries and previews the letter.",
  },
  approver: {
    sub: "sample-approver",
    name: "Siân O’Connor",
    roles: ["approver"],
    does: "Writes entries and approves letters for sending.",
  },
  operator: {
    sub: "sample-operator",
    name: "Arjun Mehta",
    roles: ["operator"],
    does: "Reads everything and resumes held editions.",
  },
};

/**
 * Signs in as one of three sample people, without a password. Only for the local run: requests from
 * other machines are refused, and this code is not deployed.
 */
export function localSignIn({ addressKey, now }: Pick<Pipeline, "addressKey" | "now">): SignIn {
  // Not `__Host-session`: this prefix requires Secure, and Safari rejects Secure cookies over http.
  // Not "session" either: all ports of localhost share their cookies.
  const key = createHmac("sha256", addressKey).update("session").digest("hex");
  const session = sessionCookie({ name: "dear-colleague-session", key, now });
  const onlyFromThisMachine: MiddlewareHandler = async (c, next) =>
    isFromThisMachine(c)
      ? next()
      : c.text("Only this machine may sign in as a sample person.", 403);
  return {
    session,
    serve: (site, { frame, log }) => {
      site.get("/sign-in", securePages, onlyFromThisMachine, c =>
        sendPage(
          c,
          <SamplePeoplePage frame={frame} returnTo={returnPath(c.req.query("return"))} />,
        ),
      );
      site.post("/sign-in", securePages, onlyFromThisMachine, formsOf(undefined), async c => {
        const chosen = Object.entries(samplePeople).find(
          ([role]) => role === c.req.query("as"),
        )?.[1];
        const returnTo = returnPath(c.req.query("return"));
        if (!chosen) return c.redirect(signInAddress(returnTo), 303);
        const { does: _, ...person } = chosen;
        session.set(c, person);
        log("signed-in", { by: byline(actorOf(person)), roles: person.roles.join(" ") });
        return c.redirect(returnTo, 303);
      });
    },
    farewell: async () => undefined,
  };
}

function SamplePeoplePage({
  frame,
  returnTo,
}: {
  readonly frame: Frame;
  readonly returnTo: string;
}): JSX.Element {
  return (
    <Layout frame={frame} title="Sign in">
      <h1 class="govuk-heading-l">Who are you today?</h1>
      <p class="govuk-body">
        The site runs on your own machine, so you need no password. On the deployed site, people
        sign in with your organisation's own sign-in service.
      </p>
      <ul class="dc-people">
        {Object.entries(samplePeople).map(([role, { name, does }]) => (
          <li>
            <p class="govuk-body">
              <strong>{name}</strong>, {role}. {does}
            </p>
            <form
              action={`/sign-in?${new URLSearchParams({ as: role, return: returnTo })}`}
              method="post"
            >
              <button type="submit" class="govuk-button govuk-!-margin-bottom-0">
                Sign in as {name}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
