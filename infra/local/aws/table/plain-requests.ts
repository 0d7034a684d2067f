import { Agent, request } from "node:http";
import type {
  DynamoDBClient,
  ServiceOutputTypes,
  TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";

/** An operation that is sent plainly, and what its answer has at least. */
type Plain = { readonly operation: string; readonly least: object };

/**
 * Has a client send the two large requests of imports to the local DynamoDB without the SDK's
 * serialization, signature and token. The local DynamoDB checks no signature, and takes a quarter of
 * its time for a token. What is not answered with success is sent again by the SDK, which reads the
 * answer and repeats what may be repeated: such a request has changed nothing, or is conditional.
 */
export function sendPlainly(client: DynamoDBClient, url: string): void {
  const post = plainPost(url);
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async args => {
        const plain = plainOf(commandName, args.input);
        const answer = plain && (await post(plain.operation, JSON.stringify(args.input)));
        if (answer === undefined) return next(args);
        const output = Object.assign({ $metadata: {} }, plain?.least, answer);
        return { output: output as ServiceOutputTypes, response: undefined };
      },
    // After all others that look at a request.
    { step: "initialize", priority: "low", name: "sendPlainly" },
  );
}

function plainOf(commandName: string, input: object): Plain | undefined {
  if (commandName === "BatchGetItemCommand")
    return { operation: "BatchGetItem", least: { Responses: {}, UnprocessedKeys: {} } };
  if (commandName !== "TransactWriteItemsCommand") return undefined;
  const { TransactItems = [], ClientRequestToken } = input as TransactWriteItemsCommandInput;
  // Decisions have a token, and need it if an answer is lost.
  const isConditional = TransactItems.every(({ Put }) => Put?.ConditionExpression !== undefined);
  return ClientRequestToken === undefined && isConditional
    ? { operation: "TransactWriteItems", least: {} }
    : undefined;
}

/** Bytes are no JSON: the SDK carries them. */
const hasBytes = (json: string) => json.includes('"B":') || json.includes('"BS":');

/** Returns the function that posts a request; it returns undefined for anything but success. */
function plainPost(url: string) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return (operation: string, body: string) =>
    new Promise<object | undefined>(resolve => {
      if (hasBytes(body)) return resolve(undefined);
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "content-length": Buffer.byteLength(body),
        "x-amz-target": `DynamoDB_20120810.${operation}`,
        "x-amz-date": "20260101T000000Z",
        authorization:
          "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      };
      const posted = request({ agent, hostname, port, method: "POST", headers }, answered => {
        const parts: Buffer[] = [];
        answered.on("data", part => parts.push(part));
        answered.on("error", () => resolve(undefined));
        answered.on("end", () => {
          const text = Buffer.concat(parts).toString();
          const isSuccess = answered.statusCode === 200 && !hasBytes(text);
          resolve(isSuccess ? JSON.parse(text) : undefined);
        });
      });
      posted.on("error", () => resolve(undefined));
      posted.end(body);
    });
}
