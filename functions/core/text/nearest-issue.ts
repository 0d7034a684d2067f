import type * as z from "zod";

/** What is wrong with a value, and where. */
export type NearestIssue = {
  readonly path: readonly PropertyKey[];
  readonly message: string;
};

/** Of the alternatives of a union, returns the first problem of the one with the fewest. */
export function nearestIssue(issue: z.core.$ZodIssue): NearestIssue {
  if (issue.code !== "invalid_union") return issue;
  const first = issue.errors.toSorted((a, b) => a.length - b.length)[0]?.[0];
  if (!first) return issue;
  const inner = nearestIssue(first);
  return { path: [...issue.path, ...inner.path], message: inner.message };
}
