import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESClient } from "@aws-sdk/client-ses";
import { onTestFinished, vi } from "vitest";
import type { World } from "../../../infra/deploy/deploy.ts";
import { aPipeline } from "../../local-pipeline.ts";

export type Stack = {
  readonly status: string;
  readonly protected?: boolean;
  readonly exports?: boolean;
  readonly resources?: readonly (readonly [type: string, physicalId: string])[];
};

/** An AWS account: what is in it, and what was asked of it. Changed in place. */
export type Account = {
  readonly number: string;
  stacks: Record<string, Stack>;
  /** Names in Secrets Manager; `undefined` is a secret without a value, `null` one that is to be deleted. */
  secrets: Record<string, string | undefined | null>;
  /** The domains that SES knows. */
  identities: string[];
  userPools: Record<string, { CaseSensitive?: boolean }>;
  /** Who may assume a role: with which code, and for how many milliseconds. */
  role: { readonly code: string; readonly lastsMs: number };
  /** What was asked of STS, CloudFormation, Cognito, Secrets Manager and SES, in order. */
  readonly asked: string[];
};

const region = "eu-west-2";
export const credentials = { accessKeyId: "local", secretAccessKey: "local" };

export const emptyAccount = (): Account => ({
  number: "111122223333",
  stacks: {},
  secrets: {},
  identities: [],
  userPools: {},
  asked: [],
  role: { code: "123456", lastsMs: 3_600_000 },
});

/** Serves an account's APIs on this machine, and points this process's environment at them. */
export async function serve(account: Account): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString("utf8");
    const target = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    const parameters = new URLSearchParams(target === undefined ? body : "");
    account.asked.push(target ?? parameters.get("Action") ?? "");
    if (!/^AWS4-HMAC-SHA256 Credential=/.test(request.headers.authorization ?? ""))
      return response.writeHead(403).end();
    const { status, type, text } = target
      ? { ...answerJson(account, target, JSON.parse(body)), type: "application/x-amz-json-1.1" }
      : { ...answerXml(account, parameters), type: "text/xml" };
    response.writeHead(status, { "content-type": type }).end(text);
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const service of ["STS", "CLOUDFORMATION", "COGNITO_IDENTITY_PROVIDER"])
    vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, url);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });
  return url;
}

type Reply = { readonly status: number; readonly text: string };
const good = (body: object): Reply => ({ status: 200, text: JSON.stringify(body) });
const bad = (type: string): Reply => ({
  status: 400,
  text: JSON.stringify({ __type: type, message: "It is so." }),
});

function answerJson(account: Account, action: string, input: Record<string, string>): Reply {
  if (action === "DescribeUserPool") {
    const pool = account.userPools[input.UserPoolId ?? ""];
    return pool
      ? good({ UserPool: { Id: input.UserPoolId, UsernameConfiguration: pool } })
      : bad("ResourceNotFoundException");
  }
  const name = input.SecretId ?? input.Name ?? "";
  if (account.secrets[name] === null) return bad("InvalidRequestException");
  if (action === "CreateSecret" && Object.hasOwn(account.secrets, name))
    return bad("ResourceExistsException");
  if (action === "CreateSecret" || action === "PutSecretValue")
    account.secrets[name] = input.SecretString;
  const text = account.secrets[name];
  return text === undefined
    ? bad("ResourceNotFoundException")
    : good({ Name: name, SecretString: text });
}

function answerXml(account: Account, parameters: URLSearchParams): Reply {
  const action = parameters.get("Action");
  const ok = (inner: string): Reply => ({
    status: 200,
    text: `<R><${action}Result>${inner}</${action}Result></R>`,
  });
  if (action === "AssumeRole") {
    if (parameters.get("TokenCode") !== account.role.code)
      return {
        status: 403,
        text: "<R><Error><Code>AccessDenied</Code><Message>invalid MFA one time pass code</Message></Error></R>",
      };
    const expires = new Date(Date.now() + account.role.lastsMs).toISOString();
    return ok(
      `<Credentials><AccessKeyId>ASIA${account.asked.length}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expires}</Expiration></Credentials>`,
    );
  }
  if (action === "GetCallerIdentity") return ok(`<Account>${account.number}</Account>`);
  if (action === "GetIdentityVerificationAttributes") {
    const entry = (domain: string) =>
      `<entry><key>${domain}</key><value><VerificationStatus>Success</VerificationStatus></value></entry>`;
    return ok(
      `<VerificationAttributes>${account.identities.map(entry).join("")}</VerificationAttributes>`,
    );
  }
  const name = parameters.get("StackName") ?? "";
  const stack = account.stacks[name];
  if (!stack) {
    const message = `Stack with id ${name} does not exist`;
    return {
      status: 400,
      text: `<R><Error><Code>ValidationError</Code><Message>${message}</Message></Error></R>`,
    };
  }
  if (action === "DescribeStacks")
    return ok(
      `<Stacks><member><StackName>${name}</StackName>${stack.exports ? "<Outputs><member><ExportName>x</ExportName></member></Outputs>" : ""}<StackStatus>${stack.status}</StackStatus><EnableTerminationProtection>${stack.protected ?? false}</EnableTerminationProtection></member></Stacks>`,
    );
  // A page for each resource, as a stack of more than a hundred has several.
  const all = stack.resources ?? [];
  const at = Number(parameters.get("NextToken") ?? 0);
  const [type, physicalId] = all[at] ?? [];
  const member = `<member><ResourceType>${type}</ResourceType><PhysicalResourceId>${physicalId}</PhysicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>`;
  const next = at + 1 < all.length ? `<NextToken>${at + 1}</NextToken>` : "";
  return ok(`<StackResourceSummaries>${type ? member : ""}</StackResourceSummaries>${next}`);
}

/** Runs of the CDK, and what the operator was told. `cdk` says how each run ends, and does to the account what it would have done. */
export type Run = { readonly runs: string[]; readonly said: string[]; readonly world: World };

/** A deployment's world: an account on this machine, a local table, and a CDK that only notes what it is asked for. */
export async function aWorld(
  account: Account,
  cdk: (run: string) => number = () => 0,
): Promise<Run> {
  const endpoint = await serve(account);
  const local = await aPipeline();
  const at = { region, endpoint, credentials, maxAttempts: 1 };
  const clients = {
    ses: new SESClient(at),
    secrets: new SecretsManagerClient(at),
    dynamodb: new DynamoDBClient({ ...at, endpoint: local.endpoints.dynamodb }),
  };
  onTestFinished(() => {
    for (const client of Object.values(clients)) client.destroy();
  });
  const [runs, said]: [string[], string[]] = [[], []];
  const world: World = {
    place: async () => ({ region, credentials }),
    clients,
    cdk: async (...given) => {
      runs.push(given.join(" "));
      return cdk(given.join(" "));
    },
    say: line => said.push(line),
  };
  return { runs, said, world };
}
