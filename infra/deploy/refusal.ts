/** Stops a command. The message is for the operator: what is wrong, and what to do. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: "no credentials" | "no answer" | undefined;

  constructor(message: string, code?: Refusal["code"]) {
    super(message);
    this.code = code;
  }
}
