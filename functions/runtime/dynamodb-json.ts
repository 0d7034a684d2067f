/** Returns a request's input as DynamoDB's JSON, which has binary values in base64. */
export function toDynamoDbJson(input: object): string {
  return JSON.stringify(input, binaryToText);
}

/** Reads an answer in DynamoDB's JSON. Throws a SyntaxError if it is no JSON. */
export function fromDynamoDbJson(text: string): Record<string, unknown> {
  return JSON.parse(text, /"BS?"\s*:\s*["[]/.test(text) ? textToBinary : undefined);
}

function binaryToText(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key];
  return original instanceof Uint8Array ? Buffer.from(original).toString("base64") : value;
}

// A value with the type "B" is text, and an attribute of that name is an object, so they cannot be
// mistaken for each other.
function textToBinary(key: string, value: unknown): unknown {
  if (key === "B" && typeof value === "string") return bytesIn(value);
  return key === "BS" && Array.isArray(value) ? value.map(bytesIn) : value;
}

function bytesIn(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}
