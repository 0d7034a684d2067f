import type { ParseArgsConfig } from "node:util";
import type { SecretName } from "../../../functions/runtime/secrets.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import type { CommandResult } from "../run-command.ts";

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** The arguments after the verb. */
export type GivenArguments = {
  readonly words: readonly string[];
  readonly values: OptionValues;
  /** Also for `--json`. */
  readonly json: boolean;
};

/** Prints a part of a long output, and waits until it is taken. Returns false if nobody reads it. */
export type Print = (text: string) => Promise<boolean>;

export type ActionResult = Omit<CommandResult, "json">;

/** What `npm run list` does for one verb. */
export type ListAction = {
  /** The words after the verb, and the action's options: "LIST --name NAME [--public]". */
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** The number of words after the verb. */
  readonly words: number;
  /** The secrets of a stage that it needs. */
  readonly secrets: readonly SecretName[];
  /** Whether it may begin a directory that no pipeline has used yet. */
  readonly mayBegin: boolean;
  /**
   * Reads the arguments, and returns what to run with them. Throws BadInput, before the place is
   * opened.
   */
  readonly read: (
    given: GivenArguments,
  ) => (pipeline: Pipeline, print: Print) => Promise<ActionResult>;
};
