import type { Context } from "hono";
import { type Frame, sendPage } from "../kit/layout.tsx";
import { RefusalPage } from "./refusals.tsx";

/**
 * Answers a form of somebody whose session has ended with that form, to be sent again once she is signed in. Nothing else keeps what
 * she wrote: not every browser still has it when she goes back, since the pages are not to be stored.
 */
export async function signedOutMeanwhile(c: Context, frame: Frame): Promise<Response> {
  const fields = Object.entries(await c.req.parseBody());
  return sendPage(
    c,
    <RefusalPage
      frame={frame}
      title="You have been signed out meanwhile"
      sentences={[
        "Nothing was saved or sent just now. What you wrote is kept on this page, so do not close it.",
        "Sign in, then come back here and send it again.",
      ]}
    >
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in" target="_blank" rel="noopener">
          Sign in (opens a new tab)
        </a>
      </p>
      {fields.length > 0 && (
        <form action={c.req.path} method="post">
          {fields.map(([name, value]) => typeof value === "string" && <input type="hidden" name={name} value={value} />)}
          <button type="submit" class="govuk-button">
            Send it again
          </button>
        </form>
      )}
    </RefusalPage>,
    401,
  );
}
