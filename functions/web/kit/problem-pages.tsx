import type { Context, Env, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { withoutAddresses } from "../../core/text/without-addresses.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import { type Frame, Layout, sendPage } from "./layout.tsx";
import { addPageHeaders } from "./security-headers.ts";

type Problem = { readonly title: string; readonly sentences: readonly string[] };

const notFound: Problem = {
  title: "Page not found",
  sentences: ["If you typed the web address, check that it is correct."],
};
const foreign: Problem = {
  title: "We did not accept this form",
  sentences: [
    "The form came from another site, or from a page that is no longer valid. Open the page again and try once more.",
  ],
};
const tooLarge: Problem = {
  title: "That is too long",
  sentences: [
    "Go back in your browser to find your text. A letter can have up to 100,000 bytes, about 15,000 words. A file with an image can have up to 4 MB.",
  ],
};
const unreadable: Problem = {
  title: "We could not read the form",
  sentences: [
    "The form arrived incomplete, so nothing was saved or sent. Go back in your browser and submit the form again.",
  ],
};
const failure: Problem = {
  title: "Something went wrong",
  sentences: [
    "What you saved before is safe.",
    "Try again in a minute. If it happens again, tell the operators of this service the time.",
  ],
};

/**
 * Shows a site's errors as pages of the site. The cause goes to the log, without email addresses
 * and tokens. `recognise` finds out who is signed in, for the header of a page without a route.
 */
export function dressProblems<E extends Env>(
  site: Hono<E>,
  frame: Frame,
  log: Pipeline["log"],
  recognise: (c: Context<E>) => Promise<void> = async () => {},
): void {
  site.notFound(async c => {
    await recognise(c);
    return sendProblem(c, frame, 404);
  });
  site.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500)
      return sendProblem(c, frame, error.status === 413 ? 413 : error.status === 403 ? 403 : 400);
    log("page-failed", {
      method: c.req.method,
      path: c.req.path.replace(/^(\/(?:read|unsubscribe)\/).*/, "$1…"),
      error: withoutAddresses(`${error.name}: ${error.message}`, 500),
    });
    return sendProblem(c, frame, 500);
  });
}

export async function sendProblem(
  c: Context,
  frame: Frame,
  status: 400 | 403 | 404 | 413 | 500,
): Promise<Response> {
  const { title, sentences } = {
    400: unreadable,
    403: foreign,
    404: notFound,
    413: tooLarge,
    500: failure,
  }[status];
  const page = (
    <Layout frame={frame} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      {sentences.map(sentence => (
        <p class="govuk-body">{sentence}</p>
      ))}
      {frame.home !== undefined && (
        <p class="govuk-body">
          <a class="govuk-link" href={frame.home}>
            Home
          </a>
        </p>
      )}
    </Layout>
  );
  const response = await sendPage(c, page, status);
  addPageHeaders(response.headers);
  return response;
}
