import { createHash, createHmac } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import { addressIdentity } from "../../../functions/core/people/mailbox.ts";
import { welcomeMember } from "../../../functions/steps/access/welcome-member.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { listTeam } from "../../../functions/store/access/members.ts";
import type { Table } from "../../../functions/store/table.ts";
import { formsOf } from "../../../functions/web/kit/forms.ts";
import { type Frame, Layout, sendPage } from "../../../functions/web/kit/layout.tsx";
import { securePages } from "../../../functions/web/kit/security-headers.ts";
import { refuse } from "../../../functions/web/sign-in/refusals.tsx";
import { returnPath, signInAddress } from "../../../functions/web/sign-in/return-path.ts";
import { type SignIn, sessionCookie } from "../../../functions/web/sign-in/sign-in.ts";
import { isFromThisMachine } from "../this-machine.ts";
import { type LocalPerson, samplePeople } from "./sample-people.ts";

/** Returns the people of the local run: three samples, and those added by `npm run team`. */
async function peopleHere(table: Table): Promise<Map<string, LocalPerson>> {
  const people = new Map<string, LocalPerson>(Object.entries<LocalPerson>(samplePeople));
  for (const { sub, name, address, removedAt } of await listTeam(table)) {
    if (address === undefined || removedAt !== undefined || sub?.startsWith("sample-")) continue;
    const digest = createHash("sha256").update(addressIdentity(address)).digest("hex");
    const own = `local-${digest.slice(0, 16)}`;
    people.set(own, { sub: own, name, address, groups: [], does: "Added by npm run team." });
  }
  return people;
}

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
    serve: (site, { frame, pipeline }) => {
      site.get("/sign-in", securePages, onlyFromThisMachine, async c =>
        sendPage(
          c,
          <LocalPeoplePage
            frame={frame}
            people={await peopleHere(pipeline.table)}
            returnTo={returnPath(c.req.query("return"))}
          />,
        ),
      );
      site.post("/sign-in", securePages, onlyFromThisMachine, formsOf(undefined), async c => {
        const chosen = (await peopleHere(pipeline.table)).get(c.req.query("as") ?? "");
        const returnTo = returnPath(c.req.query("return"));
        if (!chosen) return c.redirect(signInAddress(returnTo), 303);
        const { does: _, ...person } = chosen;
        const welcome = await welcomeMember(pipeline, person);
        if (welcome.kind !== "member") return refuse(c, frame, welcome.kind, returnTo);
        session.set(c, { sub: person.sub, name: person.name });
        return c.redirect(returnTo, 303);
      });
    },
    farewell: async () => undefined,
  };
}

function LocalPeoplePage({
  frame,
  people,
  returnTo,
}: {
  readonly frame: Frame;
  readonly people: ReadonlyMap<string, LocalPerson>;
  readonly returnTo: string;
}): JSX.Element {
  return (
    <Layout frame={frame} title="Sign in">
      <h1 class="govuk-heading-l">Choose who to sign in as</h1>
      <p class="govuk-body">
        This is a local demo. A deployed site uses your organisation's own sign-in.
      </p>
      <ul class="dc-people">
        {[...people].map(([key, { name, groups, does }]) => (
          <li>
            <p class="govuk-body">
              <strong>{name}</strong>
              {groups.length > 0 && `, ${groups.join(", ")}`}. {does}
            </p>
            <form
              action={`/sign-in?${new URLSearchParams({ as: key, return: returnTo })}`}
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
