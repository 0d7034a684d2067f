import * as z from "zod";
import { cleanLine } from "../text/clean-text.ts";
import { parseMailbox } from "./mailbox.ts";

/** Text as `cleanLine` leaves it. */
const line = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength, `is longer than ${maxLength} characters`)
    .refine(text => cleanLine(text) === text, "has blanks or characters that a letter cannot hold");

/** What we know of a person: what a row of colleagues.csv gives, and what a letter needs. */
export const profile = z.object({
  /** As `parseMailbox` returns it. */
  email: z.string().refine(isCleanAddress, "is not an email address"),
  name: line(200).optional(),
  /** "Dear Dr Okafor,": replaces the letter's salutation. */
  salutation: line(200).optional(),
  /** BCP 47 */
  language: line(35)
    .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'is not a language tag such as "en" or "cy"')
    .optional(),
});
export type Profile = z.infer<typeof profile>;

function isCleanAddress(text: string): boolean {
  const parsed = parseMailbox(text);
  return parsed.kind === "mailbox" && parsed.mailbox.address === text;
}
