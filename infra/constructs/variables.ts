import type * as z from "zod";
import type { environmentSchema } from "../../functions/runtime/environment.ts";
import type { secretsEnvironmentSchema } from "../../functions/runtime/secrets.ts";
import type { signInEnvironmentSchema } from "../../functions/runtime/sign-in-environment.ts";

/** The names come from the schemas that the functions parse their environment with. */
export type VariableName =
  | keyof z.input<typeof environmentSchema>
  | keyof z.input<typeof signInEnvironmentSchema>
  | keyof z.input<typeof secretsEnvironmentSchema>
  | "ORIGIN_SECRET_ARNS";

export type Variables = Partial<Readonly<Record<VariableName, string>>>;
