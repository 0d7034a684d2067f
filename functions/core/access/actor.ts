import { createHash } from "node:crypto";
import * as z from "zod";
import type { Person } from "./person.ts";

/** The rules by which the pipeline decides without a person. */
export const clockRules = [
  /** The bulletin's slot has come. */
  "due",
  /** Work that nobody continued. */
  "stalled",
  /** The letter cannot be composed. */
  "unfit",
  /** The letter differs from the approved one. */
  "changed",
  /** The bulletin's copy deadline has passed. */
  "deadline",
  /** Nobody approved the letter in time. */
  "unapproved",
  /** No clock ran at the slot. */
  "late",
  /** The audience exceeds SES's 24-hour quota. */
  "quota",
  /** SES refuses to send for the whole account. */
  "account",
  /** A run of equal refusals by SES. */
  "refusals",
  /** Too many bounces or complaints. */
  "breaker",
  /** Letters that SES did not confirm. */
  "uncertain",
  /** An item of the bulletin's feed. */
  "feed",
  /** The table was restored from a backup. */
  "restored",
  /** SES does not answer. */
  "unreachable",
  /** A person did not say that they still want the letters of a list. */
  "unanswered",
] as const;
export type ClockRule = (typeof clockRules)[number];

const personActor = z.object({ kind: z.literal("person"), sub: z.string(), name: z.string() });
/** `name`: the identity of the operating system or of AWS. */
const commander = z.object({ kind: z.literal("command"), name: z.string() });
const keyActor = z.object({ kind: z.literal("api-key"), id: z.string(), name: z.string() });
const clockActor = z.object({ kind: z.literal("clock"), rule: z.enum(clockRules) });
const readerActor = z.object({ kind: z.literal("reader"), subscriber: z.string() });

export const actorSchema = z.discriminatedUnion("kind", [
  personActor,
  commander,
  keyActor,
  clockActor,
  readerActor,
]);

/**
 * Who carries out a decision: a person of the editors' site, a command, an API key, the pipeline by
 * one of its rules, or a reader with a signed link.
 */
export type Actor = Readonly<z.infer<typeof actorSchema>>;

/** An actor of the past. An erasure removes the reader's id. */
export const pastActorSchema = z.discriminatedUnion("kind", [
  personActor,
  commander,
  keyActor,
  clockActor,
  readerActor.partial({ subscriber: true }),
]);
export type PastActor = Readonly<z.infer<typeof pastActorSchema>>;

export function actorOf({ sub, name }: Pick<Person, "sub" | "name">): Actor {
  return { kind: "person", sub, name };
}

/** The reader of a signed link. */
export function readerOf({ subscriber }: { readonly subscriber: string }): Actor {
  return { kind: "reader", subscriber };
}

export function clockBy(rule: ClockRule): Actor {
  return { kind: "clock", rule };
}

/** Names an actor in an approval, and among those who changed a letter. */
export function actorKey(actor: PastActor): string {
  switch (actor.kind) {
    case "person":
      return `person:${actor.sub}`;
    case "command":
      return `command:${actor.name}`;
    case "api-key":
      return `api-key:${actor.id}`;
    case "clock":
      return `clock:${actor.rule}`;
    case "reader":
      return `reader:${actor.subscriber ?? ""}`;
  }
}

/** The name that pages and notices show of an actor who decides: "Ada Lovelace". */
export function actorName(actor: PastActor): string {
  return actor.kind === "clock" || actor.kind === "reader" ? "" : actor.name;
}

/**
 * Returns the actor's name for the log. Some issuers use an email address as `sub`, and AWS puts
 * one into the name of a session. The log must not contain addresses.
 */
export function byline(actor: Actor): string {
  switch (actor.kind) {
    case "person":
      return withoutAddress(actor.sub);
    case "command":
      return `command:${withoutAddress(actor.name)}`;
    case "api-key":
      return `api-key:${actor.id}`;
    case "clock":
      return `clock:${actor.rule}`;
    case "reader":
      return `reader:${actor.subscriber}`;
  }
}

function withoutAddress(name: string): string {
  return name.includes("@")
    ? `sha256:${createHash("sha256").update(name).digest("hex").slice(0, 16)}`
    : name;
}
