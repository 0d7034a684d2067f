import * as z from "zod";

/**
 * The templates that a bulletin can have: `templates/letter.mjml` and so on. A test compares them
 * with the files.
 */
export const templateNames = ["letter", "sections"] as const;

/** The template of a bulletin that names none. */
export const usualTemplate = "letter";

export const templateName = z.enum(
  templateNames,
  `must be ${templateNames.map(name => `"${name}"`).join(" or ")}`,
);
export type TemplateName = z.infer<typeof templateName>;
