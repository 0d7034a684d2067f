/** The shape of a message id, which is also the file name of a kept message. */
export const messageIdShape =
  /^0100[0-9a-f]{12}-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-000000$/;

/**
 * Creates a message id in SES's shape: the time, then a random UUID. `at` is in epoch milliseconds.
 * The id contains `number`, the place in the journal, so ids differ even if the clock stands still
 * and `random` repeats.
 */
export function createMessageId(at: number, number: number, random: () => number): string {
  const digits = (count: number) =>
    Math.floor(random() * 16 ** count)
      .toString(16)
      .padStart(count, "0");
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  const place = number.toString(16).padStart(8, "0").slice(-8);
  return `0100${hex(at, 12)}-${digits(8)}-${digits(4)}-4${digits(3)}-${variant}${digits(3)}-${digits(4)}${place}-000000`;
}

/**
 * Returns the id of one recipient's feedback. The id stays the same when the event is published
 * again.
 */
export function feedbackIdFor(messageId: string, at: number, recipient: number): string {
  return `0100${hex(at, 12)}-${hex(recipient, 8)}${messageId.slice(25)}`;
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, "0");
}
