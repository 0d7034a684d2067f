import { type Credentials, queryAws, textOf } from "./call-aws.ts";
import { Refusal } from "./refusal.ts";

/** One account and region, and who asks. */
export type StackPlace = { readonly region: string; readonly credentials: Credentials };

/** How a stack is: not there (or a creation that failed, which the CDK clears away), or there. */
export type StackState = {
  readonly kind: "absent" | "failed" | "there";
  /** Whether other stacks may use what it exports, as the pipelines of older versions do. */
  readonly exports: boolean;
};

const version = "2010-05-15";

/** Looks at a stack. Throws a Refusal where it is in a state that no deployment can begin from. */
export async function stackState(place: StackPlace, name: string): Promise<StackState> {
  const { ok, text } = await queryAws({ service: "cloudformation", ...place }, version, {
    Action: "DescribeStacks",
    StackName: name,
  });
  if (!ok && /does not exist/.test(text)) return { kind: "absent", exports: false };
  const status = textOf(text, "StackStatus");
  if (!ok || status === undefined) throw new Refusal(`CloudFormation does not say how ${name} is: ${reasonOf(text)}`);
  if (status === "REVIEW_IN_PROGRESS") return { kind: "absent", exports: false };
  if (/_IN_PROGRESS$/.test(status))
    throw new Refusal(`The stack ${name} is being changed (${status}). Wait until that has ended, and run this again.`);
  if (status === "DELETE_FAILED")
    throw new Refusal(
      `The stack ${name} was being deleted, and that failed. End it first, and look at what it names:\naws cloudformation delete-stack --stack-name ${name}`,
    );
  if (!/^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED)$/.test(status))
    return { kind: "there", exports: textOf(text, "ExportName") !== undefined };
  if (textOf(text, "EnableTerminationProtection") === "true")
    throw new Refusal(
      `The stack ${name} could not be created (${status}), and is protected, so that it cannot be cleared away. Take the protection off, and run this again:\naws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${name}`,
    );
  return { kind: "failed", exports: false };
}

export type StackResource = { readonly type: string; readonly physicalId: string };

/** The resources that a stack has. */
export async function stackResources(place: StackPlace, name: string): Promise<StackResource[]> {
  const found: StackResource[] = [];
  let next: string | undefined;
  do {
    const parameters = { Action: "ListStackResources", StackName: name, ...(next !== undefined && { NextToken: next }) };
    const { ok, text } = await queryAws({ service: "cloudformation", ...place }, version, parameters);
    if (!ok) throw new Refusal(`CloudFormation does not say what ${name} has: ${reasonOf(text)}`);
    for (const [member] of text.matchAll(/<member>.*?<\/member>/gs)) {
      if (textOf(member, "ResourceStatus") === "DELETE_COMPLETE") continue;
      found.push({ type: textOf(member, "ResourceType") ?? "", physicalId: textOf(member, "PhysicalResourceId") ?? "" });
    }
    next = textOf(text, "NextToken");
  } while (next !== undefined);
  return found;
}

function reasonOf(xml: string): string {
  return textOf(xml, "Message") ?? textOf(xml, "Code") ?? "its answer has no reason.";
}
