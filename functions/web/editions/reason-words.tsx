import type { JSX } from "hono/jsx/jsx-runtime";
import type { EditionReason } from "../../core/bulletins/reason.ts";
import { reasonInEnglish } from "../../core/bulletins/reason-in-english.ts";

/** Why an edition is held or stopped. The words of a person may be in any language. */
export function ReasonWords({
  reason,
}: {
  readonly reason: EditionReason | undefined;
}): JSX.Element {
  return <span dir="auto">{reasonInEnglish(reason)}</span>;
}
