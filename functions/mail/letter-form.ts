import { allocate } from "./slab.ts";
import { type RawMessage, tagsOf } from "./submit-message.ts";

const beforeLetter = "Action=SendRawEmail&Version=2010-12-01&RawMessage.Data=";

/**
 * Returns the body of the request SendRawEmail: a form, equal to the SDK's byte for byte.
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 */
export function letterForm(message: RawMessage): Buffer {
  const letter = formEncoded(message.data);
  const fields: [name: string, value: string][] = [
    ["Source", message.source],
    ["Destinations.member.1", message.destination],
    ...tagsOf(message.place).flatMap(({ Name, Value }, index): [string, string][] => [
      [`Tags.member.${index + 1}.Name`, Name],
      [`Tags.member.${index + 1}.Value`, Value],
    ]),
  ];
  if (message.configurationSet !== undefined)
    fields.push(["ConfigurationSetName", message.configurationSet]);
  const rest = fields.map(([name, value]) => `&${name}=${escaped(value)}`).join("");
  const form = allocate(beforeLetter.length + letter.length + rest.length);
  form.write(beforeLetter, 0, "latin1");
  form.write(letter, beforeLetter.length, "latin1");
  form.write(rest, beforeLetter.length + letter.length, "latin1");
  return form;
}

/** Base64, escaped as a value of a form. */
function formEncoded({ buffer, byteOffset, byteLength }: Uint8Array): string {
  const base64 = Buffer.from(buffer, byteOffset, byteLength).toString("base64");
  return base64.replaceAll("+", "%2B").replaceAll("/", "%2F").replaceAll("=", "%3D");
}

/** Percent-encoding of everything but RFC 3986's unreserved characters, as the SDK does it. */
function escaped(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
