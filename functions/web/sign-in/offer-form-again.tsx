import type { Context } from "hono";
import { type Frame, sendPage } from "../kit/layout.tsx";
import { RefusalPage } from "./refusals.tsx";

/**
 * Answers a form with the same form after the session ended, so that its text is not lost. The
 * pages are `no-store`: some browsers lose the text when people go back.
 */
export async function offerFormAgain(c: Context, frame: Frame): Promise<Response> {
  const fields = Object.entries(await c.req.parseBody());
  return sendPage(
    c,
    <RefusalPage
      frame={frame}
      title="You were signed out"
      sentences={[
        "Nothing was saved or sent. Your text is safe on this page: do not close it.",
        "Sign in in a new tab, then come back here and submit the form again.",
      ]}
    >
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in" target="_blank" rel="noopener">
          Sign in (opens a new tab)
        </a>
      </p>
      {fields.length > 0 && (
        <form action={c.req.path} method="post">
          {fields.map(
            ([name, value]) =>
              typeof value === "string" && <input type="hidden" name={name} value={value} />,
          )}
          <button type="submit" class="govuk-button">
            Submit the form again
          </button>
        </form>
      )}
    </RefusalPage>,
    401,
  );
}
