import { freePort } from "../../../infra/local/aws/free-port.ts";
import type { aStage, TestStage } from "./a-stage.ts";

export type Fault = {
  readonly fault: string;
  /** The check that must name it, and what its finding must say. */
  readonly check: string;
  readonly says: RegExp;
  /** Whether a bulletin could not go out. */
  readonly stops: boolean;
  readonly ses?: Parameters<typeof aStage>[0];
  readonly plant: (stage: TestStage) => unknown;
};

/** A fault that is planted by a change of what there is. */
export const change =
  (plant: (stage: TestStage) => void): Fault["plant"] =>
  stage =>
    plant(stage);

/** An address on loopback where nobody listens. */
export const nowhere = async () => `http://127.0.0.1:${await freePort()}`;
