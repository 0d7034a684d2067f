import { BadInput } from "../../../cli/bad-input.ts";

/**
 * Reads `--rate`: the letters a second that the local SES takes; undefined: as many as this machine
 * can. Throws BadInput.
 */
export function rateIn(given: string | undefined, usage: string): number | undefined {
  if (given === undefined) return undefined;
  if (process.env.AWS_ENDPOINT_URL_SES !== undefined)
    throw new BadInput(
      "--rate is for the local SES, but AWS_ENDPOINT_URL_SES names another one. That SES has its own rate.",
    );
  const rate = Number(given);
  if (Number.isInteger(rate) && rate >= 1 && rate <= 10_000) return rate;
  throw new BadInput(
    `--rate takes a whole number of letters a second from 1 to 10000, not "${given}".`,
    usage,
  );
}
