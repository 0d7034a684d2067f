import type { Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { withoutAddresses } from "../../core/text/without-addresses.ts";
import { catalogue, wordsIn } from "../../core/text/words/catalogue.ts";
import type { Words } from "../../core/text/words/words.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import type { AssetPaths } from "../kit/assets.ts";
import { addPageHeaders } from "../kit/security-headers.ts";
import { ReadersPage, sendReadersPage } from "./readers-page.tsx";

/** Which words explain a status. */
const problemOf = {
  400: "unreadable",
  403: "foreign",
  404: "notFound",
  413: "tooLarge",
  500: "failure",
} as const;
type ProblemStatus = keyof typeof problemOf;

/**
 * Shows a readers' site's errors as pages. The cause goes to the log, without email addresses and
 * tokens.
 */
export function dressReadersProblems(site: Hono, paths: AssetPaths, log: Pipeline["log"]): void {
  site.notFound(c => sendReadersProblem(c, paths, 404));
  site.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500)
      return sendReadersProblem(
        c,
        paths,
        error.status in problemOf ? (error.status as ProblemStatus) : 400,
      );
    log("page-failed", {
      method: c.req.method,
      path: c.req.path.replace(/^(\/[a-z]+\/).*/, "$1…"),
      error: withoutAddresses(`${error.name}: ${error.message}`, 500),
    });
    return sendReadersProblem(c, paths, 500);
  });
}

export async function sendReadersProblem(
  c: Context,
  paths: AssetPaths,
  status: ProblemStatus,
): Promise<Response> {
  return sendProblemPage(c, paths, problemOf[status], status);
}

/** Answers that a link is incomplete, or not one of ours. */
export function sendUnknownLink(c: Context, paths: AssetPaths): Promise<Response> {
  return sendProblemPage(c, paths, "unknownLink", 404);
}

async function sendProblemPage(
  c: Context,
  paths: AssetPaths,
  problem: keyof Words["problems"],
  status: ProblemStatus,
): Promise<Response> {
  const words = browserWords(c);
  const { title, sentences } = words.problems[problem];
  const page = (
    <ReadersPage frame={{ paths, words }} title={title}>
      {sentences.map(sentence => (
        <p class="govuk-body">{sentence}</p>
      ))}
    </ReadersPage>
  );
  const response = await sendReadersPage(c, page, status);
  // The page of a personal link has stricter headers, which the route adds.
  if (problem !== "unknownLink") addPageHeaders(response.headers);
  return response;
}

/** Returns the words in a language that the browser asks for. */
export function browserWords(c: Context): Words {
  const asked = (c.req.header("Accept-Language") ?? "").slice(0, 200).split(",");
  const languages = asked.map(each => each.split(";")[0]?.trim());
  return wordsIn(
    ...languages.filter(each => catalogue.some(({ language }) => each?.startsWith(language))),
  );
}
