import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, ListObjectsV2Command, NoSuchBucket, S3Client } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { importBucket } from "../../../infra/local/local-environment.ts";
import type { TestPipeline } from "../../local-pipeline.ts";

/** A text that a place holds, for example an item of the table. */
export type Kept = { readonly where: string; readonly text: string };

/** Returns the whole table, all messages on the queues, the files in the bucket, and the log. */
export async function everythingKept(local: TestPipeline): Promise<Kept[]> {
  const [table, messages, files] = await Promise.all([
    tableOf(local),
    messagesOf(local),
    filesOf(local),
  ]);
  return [...table, ...messages, ...files, ...logOf(local)];
}

async function tableOf({ pipeline: { table } }: TestPipeline): Promise<Kept[]> {
  const kept: Kept[] = [];
  let from: Record<string, never> | undefined;
  do {
    const page = await table.client.send(
      new ScanCommand({ TableName: table.name, ExclusiveStartKey: from }),
    );
    for (const item of page.Items ?? []) {
      const plain = unmarshall(item);
      kept.push({ where: `item ${plain.PK} ${plain.SK}`, text: textOf(plain) });
    }
    from = page.LastEvaluatedKey as Record<string, never> | undefined;
  } while (from);
  return kept;
}

/** JSON, with sets as lists and bytes as characters. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Set) return [...part];
    return part instanceof Uint8Array ? Buffer.from(part).toString("latin1") : part;
  });
}

async function messagesOf({ endpoints, queues }: TestPipeline): Promise<Kept[]> {
  const sqs = new SQSClient(localEndpoint(endpoints.sqs));
  const kept: Kept[] = [];
  for (const [name, QueueUrl] of Object.entries(queues)) {
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: String(QueueUrl), MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) break;
      kept.push(...Messages.map(message => ({ where: `queue ${name}`, text: textOf(message) })));
    }
  }
  sqs.destroy();
  return kept;
}

async function filesOf({ endpoints }: TestPipeline): Promise<Kept[]> {
  const s3 = new S3Client({ ...localEndpoint(endpoints.s3), forcePathStyle: true });
  try {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: importBucket }));
    return await Promise.all(
      Contents.map(async ({ Key }) => {
        const got = await s3.send(new GetObjectCommand({ Bucket: importBucket, Key }));
        const text = (await got.Body?.transformToString("latin1")) ?? "";
        return { where: `file ${Key}`, text: `${Key} ${JSON.stringify(got.Metadata)} ${text}` };
      }),
    );
  } catch (error) {
    // The bucket is made with its first file.
    if (error instanceof NoSuchBucket) return [];
    throw error;
  } finally {
    s3.destroy();
  }
}

const logOf = ({ logged }: TestPipeline): Kept[] =>
  logged.map(text => ({ where: "the log", text }));

/**
 * Returns where a text occurs, in any case, as it is or in an encoding that mail and web use:
 * base64, quoted-printable, percent-encoding, HTML, JSON, and its characters in reverse.
 */
export function tracesOf(text: string, kept: readonly Kept[]): string[] {
  const encoded = [text, text.toLowerCase(), text.toUpperCase()].flatMap(base64Of);
  const plain = [text, [...text].reverse().join("")].map(each => each.toLowerCase());
  return kept.flatMap(({ where, text: there }) => {
    const decoded = decodings(there).map(each => each.toLowerCase());
    const isThere =
      encoded.some(each => there.includes(each)) ||
      plain.some(each => decoded.some(whole => whole.includes(each)));
    return isThere ? [`${text}: ${where}`] : [];
  });
}

/** A text as it is, and what it says if it is in one of the encodings. */
function decodings(text: string): string[] {
  const hex = (_: string, code: string) => String.fromCharCode(Number.parseInt(code, 16));
  const decimal = (_: string, code: string) => String.fromCharCode(Number(code));
  const quoted = text.replace(/=(?:\r?\n|(?:\\r)?\\n)/g, "").replace(/=([0-9a-f]{2})/gi, hex);
  const inUrl = text.replace(/%([0-9a-f]{2})/gi, hex);
  const inHtml = text.replace(/&#(\d+);/g, decimal).replace(/&#x([0-9a-f]+);/gi, hex);
  const inJson = text.replace(/\\+u([0-9a-f]{4})/gi, hex);
  return [text, quoted, inUrl, inHtml, inJson];
}

/** The parts of its base64 that do not depend on what is before and after it. */
function base64Of(text: string): string[] {
  return [0, 1, 2].flatMap(before => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
    const part = whole.slice(before === 0 ? 0 : 4);
    return [part, part.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
