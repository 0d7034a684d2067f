import { formEncoded } from "../pieces.ts";
import { type RawMessage, tagsOf } from "../submit-message.ts";

const beforeLetter = "Action=SendRawEmail&Version=2010-12-01&RawMessage.Data=";

/**
 * Returns the body of the request SendRawEmail: a form, equal to the SDK's byte for byte.
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 */
export function letterForm(message: RawMessage): Buffer {
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
  return formEncoded(beforeLetter, message.data, rest);
}

/** Percent-encoding of everything but RFC 3986's unreserved characters, as the SDK does it. */
function escaped(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
