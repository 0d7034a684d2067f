import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { type Frame, Layout, sendPage } from "../kit/layout.tsx";
import { signInAddress } from "./return-path.ts";

/** Why somebody is not let in. */
export type SignInRefusal =
  /** This browser has not begun to sign in, or it was too long ago, or the address was opened a second time. */
  | "no-attempt"
  /** It has begun, but the answer belongs to another beginning. */
  | "other-attempt"
  | "declined"
  | "bad-answer"
  | "issuer-away"
  | "no-role";

type Words = { readonly title: string; readonly sentences: readonly string[]; readonly status: 400 | 403 | 503 };

const words: Readonly<Record<SignInRefusal, Words>> = {
  "no-attempt": {
    title: "You are not signed in yet",
    sentences: ["This page can be opened once, and within ten minutes of beginning to sign in. Nothing is wrong: begin again."],
    status: 400,
  },
  "other-attempt": {
    title: "You are not signed in yet",
    sentences: [
      "You have begun to sign in more than once, perhaps in another window, and only the last time counts.",
      "If a link in a message led you here, close this page, and tell whoever looks after this service.",
    ],
    status: 400,
  },
  declined: {
    title: "You are not signed in",
    sentences: ["Signing in was ended before it was complete."],
    status: 403,
  },
  "bad-answer": {
    title: "We could not sign you in",
    sentences: [
      "The answer of the sign-in service could not be confirmed, so nobody is signed in.",
      "Try once more. If it goes on, tell whoever looks after this service the time at which it happened.",
    ],
    status: 403,
  },
  "issuer-away": {
    title: "Signing in is not possible at the moment",
    sentences: ["The sign-in service does not answer. Nothing that you have saved is lost. Try again in a minute."],
    status: 503,
  },
  "no-role": {
    title: "You may not use this site yet",
    sentences: [
      "You are known, but you are neither an editor, an approver nor an operator here.",
      "Ask an operator of this service to add you to one of these groups; then sign in again.",
    ],
    status: 403,
  },
};

/** A page that says kindly why somebody is not let in, and what to do. */
export function refuse(c: Context, frame: Frame, refusal: SignInRefusal, returnTo = "/"): Response | Promise<Response> {
  const { title, sentences, status } = words[refusal];
  return sendPage(
    c,
    <RefusalPage frame={frame} title={title} sentences={sentences}>
      <p class="govuk-body">
        <a class="govuk-link" href={signInAddress(returnTo)}>
          Sign in
        </a>
      </p>
      {refusal === "no-role" && (
        <form action="/sign-out" method="post">
          <button type="submit" class="govuk-button govuk-button--secondary">
            Sign out, to come in as somebody else
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
