/**
 * The size at which the tests run. `npm test` runs each kind of test at a small fixed size, with
 * fixed random numbers; `npm run check:full` at the full size, with new random numbers each time.
 */
export const isFullSize = process.env.TEST_SIZE === "full";

/** Returns how many runs a property test makes: a tenth of the full number in `npm test`. */
export function runs(full: number): number {
  return isFullSize ? full : Math.ceil(full / 10);
}
