import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { oncePoster } from "../mail/request/post-once.ts";
import type { HttpAnswer } from "../mail/request/response-reader.ts";
import { type Address, addressIn, headOf } from "../mail/request/sdk-address.ts";
import { type RequestTarget, signedHeaders } from "../mail/request/sign-request.ts";
import { fromDynamoDbJson, toDynamoDbJson } from "./dynamodb-json.ts";

/** The requests that sending and feedback make for each window of people. */
const frequent = new Set(["GetItem", "Query", "UpdateItem"]);

/**
 * Lets a client ask DynamoDB directly for its frequent requests: built, signed and read without the
 * SDK's layers, which take most of a worker's time. The client's first request goes through them, and
 * shows where requests go. So does every request again that has no answer, or another one than a result
 * or a failed condition: the SDK knows what to repeat, and when.
 */
export function askDirectly(client: DynamoDBClient, maxConnections: number): void {
  const post = oncePoster(maxConnections, Date.now);
  let known: (Address & RequestTarget) | undefined;
  client.middlewareStack.add(
    next => async args => {
      known ??= {
        ...addressIn(args.request),
        service: "dynamodb",
        region: await client.config.region(),
      };
      return next(args);
    },
    { step: "build", priority: "low", name: "noteAddress" },
  );
  const ask = async (target: Address & RequestTarget, action: string, input: object) => {
    const content = {
      type: "application/x-amz-json-1.0",
      body: Buffer.from(toDynamoDbJson(input)),
      action: `DynamoDB_20120810.${action}`,
    };
    const credentials = await client.config.credentials();
    const now = Date.now() + client.config.systemClockOffset;
    const headers = signedHeaders(target, content, credentials, now);
    return post({
      server: target.server,
      head: headOf(target.path, headers),
      body: content.body,
    });
  };
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async args => {
        const action = commandName.replace(/Command$/, "");
        if (!known || !frequent.has(action)) return next(args);
        const result = await ask(known, action, args.input)
          .then(resultOf)
          .catch(() => undefined);
        if (result instanceof ConditionalCheckFailedException) throw result;
        return result ? { output: result as never, response: {} } : next(args);
      },
    { step: "initialize", priority: "low", name: "askDirectly" },
  );
}

/** Undefined: the SDK has to ask. */
function resultOf({ status, body }: HttpAnswer): object | undefined {
  if (status !== 200 && !/ConditionalCheckFailedException"/.test(body)) return undefined;
  const result = Object.assign(fromDynamoDbJson(body), {
    $metadata: { httpStatusCode: status },
  });
  return status === 200 ? result : new ConditionalCheckFailedException(result as never);
}
