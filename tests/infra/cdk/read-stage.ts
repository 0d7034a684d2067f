import { describe, expect, it } from "vitest";
import { readStage } from "../../../infra/read-stage.ts";
import { stages } from "../../../infra/stages.ts";
import { settings } from "./a-deployment.ts";

const read = (change: object) => () => readStage("prod", { prod: { ...settings, ...change } });

describe("a stage's settings", () => {
  it("are valid for every stage in the file", () => {
    for (const name of Object.keys(stages)) expect(readStage(name)).toMatchObject({ name });
  });

  it.each<[setting: string, value: unknown, message: string]>([
    ["account", "1111", 'account: must be 12 digits, like "111122223333"'],
    ["account", undefined, 'account: must be 12 digits, like "111122223333"'],
    ["region", "London", 'region: must be an AWS region, like "eu-west-2"'],
    ["sendingDomain", "letters", 'sendingDomain: must be a domain, like "letters.example.org"'],
    ["sendingDomain", "https://letters.example.org", "sendingDomain: must be a domain"],
    ["siteDomain", "letters_.example.org", "siteDomain: must be a domain"],
    [
      "fromAddress",
      "Letters",
      'fromAddress: must be a mailbox, like "Example Organisation <letters@letters.example.org>"',
    ],
    [
      "fromAddress",
      "letters@example.org",
      'fromAddress: must be an address of sendingDomain, like "letters@letters.example.org"',
    ],
    [
      "fromAddress",
      "a@sub.letters.example.org",
      "fromAddress: must be an address of sendingDomain",
    ],
    [
      "hostedZone",
      { id: "zone", name: "example.org" },
      'hostedZone.id: must be a zone\'s id, like "Z0123456789ABC"',
    ],
    [
      "hostedZone",
      { id: "Z0123456789ABC", name: "example.com" },
      "sendingDomain: must be in the hosted zone, like",
    ],
    ["certificateArn", undefined, "certificateArn: must be a certificate of us-east-1, like"],
    [
      "certificateArn",
      "arn:aws:acm:eu-west-2:111122223333:certificate/0",
      "certificateArn: must be a certificate of us-east-1",
    ],
    [
      "webAclArn",
      "arn:aws:wafv2:eu-west-2:111122223333:regional/webacl/a/b",
      "webAclArn: must be a web ACL for CloudFront",
    ],
    ["signIn", { kind: "password" }, 'signIn.kind: must be "cognito" or "open-id"'],
    [
      "signIn",
      { kind: "cognito", mfa: true },
      'signIn.mfa: must be "required", "optional" or "off"',
    ],
    [
      "signIn",
      { kind: "open-id", issuer: "http://a.example", clientId: "c", groupsClaim: "g" },
      "signIn.issuer: must be an OpenID",
    ],
    [
      "signIn",
      { kind: "open-id", issuer: "https://a.example", clientId: "", groupsClaim: "g" },
      "signIn.clientId: must be a text",
    ],
    [
      "alarmEmail",
      "operators",
      'alarmEmail: must be an email address, like "operators@example.org"',
    ],
    ["logRetentionDays", 100, "logRetentionDays: must be one of 1, 3, 5"],
    ["maxSendRate", 0, "maxSendRate: must be 1 or more, like 14"],
    ["maxSendRate", "14", "maxSendRate: must be a number of letters a second, like 14"],
    ["holdMinutes", 16, "holdMinutes: must be 15 or less"],
    ["holdMinutes", "5", "holdMinutes: must be a number of minutes, like 5"],
    ["tickUrl", "http://watcher.example.org/a", "tickUrl: must be an https URL, like"],
    ["identity", "old", 'identity: must be "new" or "existing", like "new"'],
    ["monthlyBudgetUsd", "50", "monthlyBudgetUsd: must be a number of US dollars a month, like 50"],
    [
      "signIn",
      { kind: "cognito", mfa: "off", caseSensitiveNames: false },
      "signIn.caseSensitiveNames: must be true",
    ],
    ["holdMinuts", 5, 'Unrecognized key: "holdMinuts"'],
  ])("names %s when it is %j, and gives an example", (setting, value, message) => {
    expect(read({ [setting]: value })).toThrow(message);
  });

  it("are all reported at once if they are wrong", () => {
    expect(read({ account: "", alarmEmail: "" })).toThrow(/account: .*\n {2}alarmEmail: /);
  });

  it("must be of a known stage", () => {
    expect(() => readStage("staging")).toThrow(
      'There is no stage "staging" in infra/stages.ts. There is "prod".',
    );
    expect(() => readStage("constructor")).toThrow('"constructor"');
    expect(() => readStage("Prod!")).toThrow("lower-case letters and digits");
  });
});

describe("two stages", () => {
  const other = { ...settings, siteDomain: "trial.example.org" };
  const two = (change: object) => () =>
    readStage("prod", { prod: settings, trial: { ...other, ...change } });

  it("cannot both create one domain's SES identity", () => {
    expect(two({})).toThrow(
      'The stages "prod" and "trial" in infra/stages.ts would both create the SES identity letters.example.org in eu-west-2. Give one',
    );
  });

  it("may share a domain if one takes it as it is, or if SES keeps it apart", () => {
    expect(two({ identity: "existing" })()).toMatchObject({ name: "prod", identity: "new" });
    expect(two({ region: "eu-west-1" })()).toMatchObject({ name: "prod" });
    expect(two({ account: "444455556666" })()).toMatchObject({ name: "prod" });
  });

  it("cannot have their sites under the same name", () => {
    expect(two({ identity: "existing", siteDomain: settings.siteDomain })).toThrow(
      "have the same siteDomain, letters.example.org",
    );
  });

  it("ignore another stage's unfinished settings", () => {
    expect(two({ account: "" })()).toMatchObject({ name: "prod" });
  });
});

describe("a stage's name", () => {
  it.each(["awsprod", "myamazon", "cognito2"])(
    "cannot be %s, which Cognito refuses as part of its domain",
    name => {
      expect(() => readStage(name, { [name]: settings })).toThrow(
        `"${name}" would be part of it. Give the stage another name`,
      );
    },
  );

  it("may be such a name if another issuer signs people in", () => {
    const signIn = {
      kind: "open-id",
      issuer: "https://login.example.org",
      clientId: "dear",
      groupsClaim: "groups",
    };
    expect(readStage("awsprod", { awsprod: { ...settings, signIn } })).toMatchObject({
      name: "awsprod",
    });
  });
});
