import * as z from "zod";
import { parseSender } from "../functions/core/people/senders/sender.ts";
import { stages } from "./stages.ts";

/** Returns the error for a setting: what it must be, with an example. */
const like = (what: string, example: string) => ({
  error: `must be ${what}, like ${JSON.stringify(example)}`,
});

const domain = z
  .string(like("a domain", "letters.example.org"))
  .regex(
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    like("a domain", "letters.example.org"),
  );

const certificate = like(
  "a certificate of us-east-1",
  "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-…",
);
const webAcl = like(
  "a web ACL for CloudFront",
  "arn:aws:wafv2:us-east-1:111122223333:global/webacl/sites/0a1b2c3d-…",
);
const issuer = like(
  "an OpenID issuer exactly as it writes itself, over https",
  "https://login.example.org/tenant",
);
const scope = like("scopes that begin with openid", "openid profile groups");
const text = (example: string) => z.string(like("a text", example)).min(1, like("a text", example));

const cognito = z.strictObject({
  kind: z.literal("cognito"),
  mfa: z.enum(["required", "optional", "off"], like('"required", "optional" or "off"', "required")),
  /** Only for a user pool of an older version: Cognito cannot change this later. */
  caseSensitiveNames: z.literal(true, { error: "must be true, or left out" }).optional(),
});
const openId = z.strictObject({
  kind: z.literal("open-id"),
  issuer: z.string(issuer).regex(/^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, issuer),
  clientId: text("dear-colleague"),
  groupsClaim: text("groups"),
  scope: z
    .string(scope)
    .regex(/^openid( |$)/, scope)
    .optional(),
});

/**
 * The retention periods of CloudWatch Logs, in days.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
const retentionDays = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

const schema = z
  .strictObject({
    account: z
      .string(like("12 digits", "111122223333"))
      .regex(/^\d{12}$/, like("12 digits", "111122223333")),
    region: z
      .string(like("an AWS region", "eu-west-2"))
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, like("an AWS region", "eu-west-2")),
    sendingDomain: domain,
    identity: z.enum(["new", "existing"], like('"new" or "existing"', "new")).default("new"),
    fromAddress: text("Example Organisation <letters@letters.example.org>"),
    siteDomain: domain,
    hostedZone: z
      .strictObject({
        id: z
          .string(like("a zone's id", "Z0123456789ABC"))
          .regex(/^Z[A-Z0-9]{5,31}$/, like("a zone's id", "Z0123456789ABC")),
        name: domain,
      })
      .optional(),
    certificateArn: z
      .string(certificate)
      .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/, certificate),
    webAclArn: z
      .string(webAcl)
      .regex(/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/\S+$/, webAcl)
      .optional(),
    signIn: z.discriminatedUnion("kind", [cognito, openId], {
      error: 'must be "cognito" or "open-id", like { kind: "cognito", mfa: "required" }',
    }),
    alarmEmail: z.email(like("an email address", "operators@example.org")),
    maxSendRate: z
      .number({ error: "must be a number of letters a second, like 14" })
      .min(1, { error: "must be 1 or more, like 14" })
      .max(5_000, { error: "must be 5000 or less, like 14" }),
    logRetentionDays: z
      .number({ error: "must be a number of days, like 365" })
      .refine(days => retentionDays.includes(days), {
        error: `must be one of ${retentionDays.join(", ")}, like 365`,
      }),
    keepUnlistedDays: z
      .int({ error: "must be a number of days, like 730" })
      .min(30, { error: "must be 30 or more, like 730" })
      .max(3_650, { error: "must be 3650 or less, like 730" })
      .default(730),
    holdMinutes: z
      .number({ error: "must be a number of minutes, like 5" })
      .min(0, { error: "must be 0 or more, like 5" })
      .max(15, { error: "must be 15 or less (no queue waits longer), like 5" }),
    tickUrl: z
      .string(like("an https URL", "https://watcher.example.org/abc"))
      .startsWith("https://", like("an https URL", "https://watcher.example.org/abc"))
      .optional(),
    monthlyBudgetUsd: z
      .number({ error: "must be a number of US dollars a month, like 50" })
      .min(1, { error: "must be 1 or more, like 50" })
      .optional(),
  })
  .superRefine((stage, context) => {
    const within = (name: string, outer: string) => name === outer || name.endsWith(`.${outer}`);
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const sender = parseSender(stage.fromAddress);
    if (!sender)
      wrong(
        "fromAddress",
        `must be a mailbox, like "Example Organisation <letters@${stage.sendingDomain}>"`,
      );
    // SES would accept an address of a subdomain, but the permission of send-batch would not.
    else if (sender.domain !== stage.sendingDomain)
      wrong(
        "fromAddress",
        `must be an address of sendingDomain, like "letters@${stage.sendingDomain}"`,
      );
    const { hostedZone } = stage;
    for (const name of ["sendingDomain", "siteDomain"] as const)
      if (hostedZone && !within(stage[name], hostedZone.name))
        wrong(name, `must be in the hosted zone, like "letters.${hostedZone.name}"`);
  });

export type StageSettings = z.input<typeof schema>;
/** The checked settings of one stage, and its name. */
export type Stage = z.output<typeof schema> & { readonly name: string };

/**
 * Reads the settings of a stage. Throws if a setting is missing or malformed, with a line for each:
 * its name and an example. Throws if the stage conflicts with another stage, or with Cognito's
 * rules.
 */
export function readStage(name: string, all: Readonly<Record<string, unknown>> = stages): Stage {
  if (!/^[a-z][a-z0-9]{1,11}$/.test(name))
    throw new Error(
      `A stage's name must be 2 to 12 lower-case letters and digits, like "prod". ${JSON.stringify(name)} is not.`,
    );
  const settings = Object.hasOwn(all, name) ? all[name] : undefined;
  if (settings === undefined)
    throw new Error(
      `There is no stage "${name}" in infra/stages.ts. There ${listed(Object.keys(all))}. Choose one with --stage NAME.`,
    );
  const read = schema.safeParse(settings);
  if (!read.success) {
    const lines = read.error.issues.map(
      ({ path, message }) => `  ${path.join(".") || name}: ${message}`,
    );
    throw new Error(`Invalid settings of "${name}" in infra/stages.ts:\n${lines.join("\n")}`);
  }
  const stage = { ...read.data, name };
  const conflict = nameConflict(stage) ?? stageConflict(stage, all);
  if (conflict !== undefined) throw new Error(conflict);
  return stage;
}

/**
 * Cognito refuses some words in the prefix of a user pool's domain, which has the stage's name in
 * it.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
 */
function nameConflict({ name, signIn }: Stage): string | undefined {
  const word = /aws|amazon|cognito/.exec(name)?.[0];
  if (signIn.kind !== "cognito" || word === undefined) return undefined;
  return `Cognito refuses a sign-in domain with "${word}" in it, and "${name}" would be part of it. Give the stage another name in infra/stages.ts.`;
}

/** Returns what two stages cannot both have; undefined if there is no conflict. */
function stageConflict(stage: Stage, all: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, settings] of Object.entries(all)) {
    const other = schema.safeParse(settings).data;
    if (name === stage.name || other === undefined) continue;
    const oneAccount = other.account === stage.account && other.region === stage.region;
    const bothNew = other.identity === "new" && stage.identity === "new";
    if (oneAccount && bothNew && other.sendingDomain === stage.sendingDomain)
      return `The stages "${stage.name}" and "${name}" in infra/stages.ts would both create the SES identity ${stage.sendingDomain} in ${stage.region}. Give one of them another sendingDomain, or set identity: "existing" in the one that is deployed later.`;
    if (other.siteDomain === stage.siteDomain)
      return `The stages "${stage.name}" and "${name}" in infra/stages.ts have the same siteDomain, ${stage.siteDomain}. CloudFront serves a name for only one of them. Give one of them another siteDomain.`;
  }
  return undefined;
}

function listed(names: readonly string[]): string {
  return names.length === 1
    ? `is "${names[0]}"`
    : `are ${names.map(name => `"${name}"`).join(", ")}`;
}
