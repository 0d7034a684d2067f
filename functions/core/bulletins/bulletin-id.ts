import * as z from "zod";

/** A bulletin's id. Edition ids contain it, so SES message tags and URLs on the site do too. */
export const bulletinId = z
  .string()
  .regex(
    /^[a-z0-9](-?[a-z0-9]){1,39}$/,
    "must be 2 to 40 small letters, digits and single hyphens, such as care-weekly",
  );
