/** Why a command does not begin: what is wrong and what to do, for the operator. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: "no credentials" | "no answer" | undefined;

  constructor(message: string, code?: Refusal["code"]) {
    super(message);
    this.code = code;
  }
}
