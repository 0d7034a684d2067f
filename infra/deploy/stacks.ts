import { type Credentials, queryAws, textOf } from "./call-aws.ts";
import { Refusal } from "./refusal.ts";

/** A region, and the credentials to ask with. */
export type StackPlace = { readonly region: string; readonly credentials: Credentials };

/** The state of a stack. "failed": its creation failed, and the CDK will remove its remains. */
export type StackState = {
  readonly kind: "absent" | "failed" | "there";
  /** Whether the stack has exports, which the pipelines of older versions use. */
  readonly exports: boolean;
};

const version = "2010-05-15";

/** Returns the state of a stack. Throws a Refusal if no deployment can start from it. */
export async function stackState(place: StackPlace, name: string): Promise<StackState> {
  const { ok, text } = await queryAws({ service: "cloudformation", ...place }, version, {
    Action: "DescribeStacks",
    StackName: name,
  });
  if (!ok && /does not exist/.test(text)) return { kind: "absent", exports: false };
  const status = textOf(text, "StackStatus");
  if (!ok || status === undefined)
    throw new Refusal(`CloudFormation does not describe the stack ${name}: ${reasonOf(text)}`);
  if (status === "REVIEW_IN_PROGRESS") return { kind: "absent", exports: false };
  if (/_IN_PROGRESS$/.test(status))
    throw new Refusal(
      `The stack ${name} is being changed (${status}). Wait until that has finished, then run this again.`,
    );
  if (status === "DELETE_FAILED")
    throw new Refusal(
      `The deletion of the stack ${name} failed. Finish it first, and look at the resources that it names:\naws cloudformation delete-stack --stack-name ${name}`,
    );
  if (!/^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED)$/.test(status))
    return { kind: "there", exports: textOf(text, "ExportName") !== undefined };
  if (textOf(text, "EnableTerminationProtection") === "true")
    throw new Refusal(
      `The stack ${name} could not be created (${status}). It is protected against deletion, so it cannot be removed. Switch the protection off, then run this again:\naws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${name}`,
    );
  return { kind: "failed", exports: false };
}

export type StackResource = { readonly type: string; readonly physicalId: string };

/** Returns the resources of a stack. */
export async function stackResources(place: StackPlace, name: string): Promise<StackResource[]> {
  const found: StackResource[] = [];
  let next: string | undefined;
  do {
    const parameters = {
      Action: "ListStackResources",
      StackName: name,
      ...(next !== undefined && { NextToken: next }),
    };
    const { ok, text } = await queryAws(
      { service: "cloudformation", ...place },
      version,
      parameters,
    );
    if (!ok)
      throw new Refusal(`CloudFormation does not list the resources of ${name}: ${reasonOf(text)}`);
    for (const [member] of text.matchAll(/<member>.*?<\/member>/gs)) {
      if (textOf(member, "ResourceStatus") === "DELETE_COMPLETE") continue;
      found.push({
        type: textOf(member, "ResourceType") ?? "",
        physicalId: textOf(member, "PhysicalResourceId") ?? "",
      });
    }
    next = textOf(text, "NextToken");
  } while (next !== undefined);
  return found;
}

function reasonOf(xml: string): string {
  return textOf(xml, "Message") ?? textOf(xml, "Code") ?? "the answer has no reason.";
}
