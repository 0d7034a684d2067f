import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { type Frame, Layout, sendPage } from "../kit/layout.tsx";
import { signInAddress } from "./return-path.ts";

/** Why a sign-in fails. */
export type SignInRefusal =
  /** No attempt in this browser: not started, older than ten minutes, or already used. */
  | "no-attempt"
  /** The answer belongs to another attempt. */
  | "other-attempt"
  | "declined"
  | "bad-answer"
  | "issuer-away"
  | "no-role"
  /** An operator has removed the person from the team. */
  | "removed";

type Words = {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly status: 400 | 403 | 503;
};

const words: Readonly<Record<SignInRefusal, Words>> = {
  "no-attempt": {
    title: "You are not signed in yet",
    sentences: [
      "You can open this page once, within ten minutes after you start to sign in. Sign in again.",
    ],
    status: 400,
  },
  "other-attempt": {
    title: "You are not signed in yet",
    sentences: [
      "You started to sign in more than once, perhaps in another window. Only the last attempt counts.",
      "If you opened a link in a message, close this page and tell the operators of this service.",
    ],
    status: 400,
  },
  declined: {
    title: "You are not signed in",
    sentences: ["The sign-in was cancelled."],
    status: 403,
  },
  "bad-answer": {
    title: "We could not sign you in",
    sentences: [
      "We could not confirm the answer of the sign-in service.",
      "Try again. If it happens again, tell the operators of this service the time.",
    ],
    status: 403,
  },
  "issuer-away": {
    title: "You cannot sign in now",
    sentences: [
      "The sign-in service does not answer. What you saved is safe. Try again in a minute.",
    ],
    status: 503,
  },
  "no-role": {
    title: "You do not have access to this site",
    sentences: [
      "You signed in, but you are not an editor, an approver or an operator here.",
      "Ask an operator of this service to add you to one of these groups, then sign in again.",
    ],
    status: 403,
  },
  removed: {
    title: "You no longer have access to this site",
    sentences: [
      "You were removed from the team.",
      "If you need access, ask an operator of this service to add you again. Then sign in again.",
    ],
    status: 403,
  },
};

/** Shows why a sign-in failed and what to do. */
export function refuse(
  c: Context,
  frame: Frame,
  refusal: SignInRefusal,
  returnTo = "/",
): Response | Promise<Response> {
  const { title, sentences, status } = words[refusal];
  return sendPage(
    c,
    <RefusalPage frame={frame} title={title} sentences={sentences}>
      <p class="govuk-body">
        <a class="govuk-link" href={signInAddress(returnTo)}>
          Sign in
        </a>
      </p>
      {(refusal === "no-role" || refusal === "removed") && (
        <form action="/sign-out" method="post">
          <button type="submit" class="govuk-button govuk-button--secondary">
            Sign out to use another account
          </button>
        </form>
      )}
    </RefusalPage>,
    status,
  );
}

export function RefusalPage(props: {
  readonly frame: Frame;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly children?: Child;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title={props.title}>
      <h1 class="govuk-heading-l">{props.title}</h1>
      {props.sentences.map(sentence => (
        <p class="govuk-body">{sentence}</p>
      ))}
      {props.children}
    </Layout>
  );
}
