/** The environment variable that says what is broken. */
export const mutationVariable = "FAULTS_MUTATION";

/** What a program says in which there is nothing to be changed. */
export const doesNotFit = "The mutation does not fit";

/** A change of a module's text: of what TypeScript leaves of it. */
export type Change = { readonly file: string; readonly from: string; readonly to: string };

/** Ways to break the command on purpose. A campaign that sees nothing wrong with one of them could not fail. */
export const commandMutations = {
  /** The account is the one that was read before the workers ended. */
  "the account is told early": [
    {
      file: "infra/local/letter/run-letter.ts",
      from: "state.seen = { ...sent,",
      to: "void { ...sent,",
    },
  ],
} satisfies Record<string, readonly Change[]>;

export type CommandMutation = keyof typeof commandMutations;
