import { addressFault } from "./address.ts";
import { membersOf, refusal, type SesQuery, type SesRefusal } from "./query-protocol.ts";
import {
  fieldValue,
  hasLineLongerThan,
  type ParsedMessage,
  readRawMessage,
} from "./raw-message.ts";

/** A valid SendRawEmail request. */
export type Submission = {
  readonly kind: "submission";
  readonly source: string;
  readonly destinations: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
  readonly message: ParsedMessage;
};

/** SES's limit for SendRawEmail, before base64. */
export const maxMessageBytes = 10 * 1024 * 1024;
const maxLineBytes = 998;
const maxDestinations = 50;
const maxAddressCharacters = 320;

/**
 * Checks a SendRawEmail request in this order: message, sender, recipients, tags. As with SES,
 * `Source` and `Destinations` may be missing: the header's From, To, Cc and Bcc then replace them.
 */
export function readSubmission({ rawMessage, parameters }: SesQuery): Submission | SesRefusal {
  if (rawMessage === "absent" || rawMessage.length === 0) {
    return refusal(
      "ValidationError",
      "1 validation error detected: Value null at 'rawMessage.data' failed to satisfy constraint.",
    );
  }
  if (rawMessage === "not base64")
    return refusal("SerializationException", "RawMessage.Data is not base64.");
  const message = readMessage(rawMessage);
  if (message.kind === "refused") return message;

  const from = fieldValue(message, "from");
  const source = parameters.get("Source") || from;
  if (!source) return refusal("InvalidParameterValue", "Missing required header 'From'.");
  if (!from) return refusal("MessageRejected", "Missing required header 'From'.");

  const named = membersOf(parameters, "Destinations");
  const destinations = named.length > 0 ? named : headerDestinations(message);
  const addresses = checkAddresses(source, destinations);
  if (addresses) return addresses;

  const tags = readTags(parameters);
  if (tags.kind === "refused") return tags;
  const configurationSet =
    parameters.get("ConfigurationSetName") ?? fieldValue(message, "x-ses-configuration-set");
  return { kind: "submission", source, destinations, tags: tags.tags, configurationSet, message };
}

function readMessage(raw: Buffer): ParsedMessage | SesRefusal {
  if (raw.length > maxMessageBytes) return oversized(raw.length);
  const message = readRawMessage(raw);
  if (message.kind === "unparsable")
    return refusal("MessageRejected", `Could not parse the message: ${message.reason}`);
  if (hasLineLongerThan(maxLineBytes, raw))
    return refusal(
      "InvalidParameterValue",
      `The message has a line of more than ${maxLineBytes} bytes.`,
    );
  const repeated = repeatedField(message);
  return repeated === undefined
    ? message
    : refusal("InvalidParameterValue", `Duplicate header '${repeated}'.`);
}

/**
 * SES refuses a message with two of such a field (RFC 5322 section 3.6, RFC 2045, RFC 2919, RFC
 * 8058).
 */
const single = new Set([
  ...[
    "from",
    "sender",
    "reply-to",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
  ],
  ...["mime-version", "content-type", "content-transfer-encoding", "auto-submitted", "precedence"],
  ...["list-id", "list-unsubscribe", "list-unsubscribe-post"],
]);

function repeatedField({ fields }: ParsedMessage): string | undefined {
  const seen = new Set<string>();
  return fields.find(({ name }) => {
    const isRepeated = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return isRepeated && single.has(name.toLowerCase());
  })?.name;
}

/** Returns the refusal of a message with this length. */
export function oversized(bytes: number): SesRefusal {
  return refusal(
    "MessageRejected",
    `Message length is more than ${maxMessageBytes} bytes long: '${bytes}'.`,
  );
}

function checkAddresses(source: string, destinations: readonly string[]): SesRefusal | undefined {
  if (destinations.length === 0)
    return refusal("InvalidParameterValue", "Missing required header 'To'.");
  if (destinations.length > maxDestinations) {
    return refusal("InvalidParameterValue", `Recipient count exceeds ${maxDestinations}.`);
  }
  for (const address of [source, ...destinations]) {
    if (address.length > maxAddressCharacters)
      return refusal(
        "InvalidParameterValue",
        `Address longer than ${maxAddressCharacters} characters.`,
      );
    const fault = addressFault(address);
    if (fault) return refusal("InvalidParameterValue", fault);
  }
  return undefined;
}

function headerDestinations(message: ParsedMessage): string[] {
  const lists = message.fields
    .filter(field => /^(?:to|cc|bcc)$/i.test(field.name))
    .map(field => field.value);
  // A comma in a quoted display name is no separator.
  return lists
    .flatMap(list => list.match(/(?:"(?:[^"\\]|\\.)*"|[^,"]|")+/g) ?? [])
    .map(mailbox => mailbox.trim());
}

type ReadTags = { readonly kind: "tags"; readonly tags: Record<string, string> };

function readTags(parameters: URLSearchParams): ReadTags | SesRefusal {
  const tags = new Map<string, string>();
  for (let number = 1; ; number++) {
    const name = parameters.get(`Tags.member.${number}.Name`);
    const value = parameters.get(`Tags.member.${number}.Value`);
    if (name === null && value === null) return { kind: "tags", tags: Object.fromEntries(tags) };
    const wrong = tagFault("name", name) ?? tagFault("value", value);
    if (wrong) return wrong;
    if (tags.has(name ?? ""))
      return refusal("InvalidParameterValue", `Duplicate tag name <${name}>.`);
    tags.set(name ?? "", value ?? "");
  }
}

function tagFault(what: "name" | "value", text: string | null): SesRefusal | undefined {
  if (!text) return refusal("InvalidParameterValue", `The tag ${what} must be specified.`);
  if (text.length > 256)
    return refusal("InvalidParameterValue", `The tag ${what} is longer than 256 characters.`);
  if (/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  return refusal(
    "InvalidParameterValue",
    `Invalid tag ${what} <${text}>: only alphanumeric ASCII characters, '_', and '-' are allowed.`,
  );
}
