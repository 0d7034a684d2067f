import { Agent, request } from "node:http";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  type ServiceOutputTypes,
  TransactionCanceledException,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { fromDynamoDbJson, toDynamoDbJson } from "../../../../functions/runtime/dynamodb-json.ts";

/** The operations that are sent plainly, and what each answer has at least. */
const plainOperations: Readonly<Record<string, object>> = {
  GetItem: {},
  Query: { Items: [] },
  PutItem: {},
  UpdateItem: {},
  DeleteItem: {},
  BatchGetItem: { Responses: {}, UnprocessedKeys: {} },
  TransactWriteItems: {},
};

/**
 * Has a client send the requests for items to the local DynamoDB without the SDK's serialization,
 * signature and token, which take two thirds of a request. The local DynamoDB checks no signature,
 * and takes a quarter of its time for a token. What is not answered, or with an error that has no
 * meaning for the store, is sent again by the SDK, which repeats what may be repeated.
 */
export function sendPlainly(client: DynamoDBClient, url: string): void {
  const post = plainPost(url);
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async args => {
        const operation = commandName.slice(0, -"Command".length);
        const least = plainOperations[operation];
        if (least === undefined || needsToken(operation, args.input)) return next(args);
        const answer = await post(operation, toDynamoDbJson(args.input));
        if (answer === undefined) return next(args);
        const output = Object.assign({ $metadata: {} }, least, answer);
        return { output: output as ServiceOutputTypes, response: undefined };
      },
    // After all others that look at a request.
    { step: "initialize", priority: "low", name: "sendPlainly" },
  );
}

/** Whether repeating a transaction could do harm if its answer is lost: only the SDK adds a token. */
function needsToken(operation: string, input: object): boolean {
  if (operation !== "TransactWriteItems") return false;
  const { TransactItems = [], ClientRequestToken } = input as TransactWriteItemsCommandInput;
  if (ClientRequestToken !== undefined) return false;
  return !TransactItems.every(({ Put }) => Put?.ConditionExpression !== undefined);
}

type Answer = Readonly<Record<string, unknown>>;

/**
 * Returns the function that posts a request. It throws the two exceptions with which the store
 * works, and returns undefined if the SDK is to send the request.
 */
function plainPost(url: string) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return (operation: string, body: string) =>
    new Promise<Answer | undefined>((resolve, reject) => {
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
          const answer = parse(Buffer.concat(parts).toString());
          if (answered.statusCode === 200) return resolve(answer);
          const refusal = refusalOf(answer);
          if (refusal) reject(refusal);
          else resolve(undefined);
        });
      });
      posted.on("error", () => resolve(undefined));
      posted.end(body);
    });
}

function refusalOf(answer: Answer): Error | undefined {
  const { __type: type, message, Message, ...rest } = answer;
  const given = { ...rest, message: String(message ?? Message ?? ""), $metadata: {} };
  switch (String(type).split("#").at(-1)) {
    case "ConditionalCheckFailedException":
      return new ConditionalCheckFailedException(given);
    case "TransactionCanceledException":
      return new TransactionCanceledException(given);
  }
  return undefined;
}

function parse(text: string): Answer {
  try {
    return fromDynamoDbJson(text);
  } catch {
    return {};
  }
}
