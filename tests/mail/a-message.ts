import type { Copy, MessageFrame } from "../../functions/mail/compose-message.ts";
import { composeMessage } from "../../functions/mail/compose-message.ts";
import { joined } from "../../functions/mail/pieces.ts";
import { somePlaces } from "../examples/a-letter.ts";
import { aContent } from "../examples/builders.ts";

/** What all copies share. */
export function aFrame(changed: Partial<MessageFrame> = {}): MessageFrame {
  return {
    from: "Community Care <letters@example.org>",
    list: { name: "Leaders", label: "leaders" },
    content: aContent(),
    ...changed,
  };
}

/** What one copy has of its own. */
export function aCopy(changed: Partial<Copy> = {}): Copy {
  return {
    to: { email: "jane@example.net" },
    places: somePlaces,
    id: "leaders_20261117T090000Z.0.7",
    date: new Date("2026-11-17T09:00:00Z"),
    ...changed,
  };
}

/** The message as it is handed over. */
export const wire = (frame: Partial<MessageFrame> = {}, copy: Partial<Copy> = {}) =>
  joined(composeMessage(aFrame(frame))(aCopy(copy))).toString("latin1");

/** The header fields as they are on the wire, unfolded. */
export function fieldsOf(message: string): [string, string][] {
  const head = message.slice(0, message.indexOf("\r\n\r\n")).replace(/\r\n(?=[ \t])/g, "");
  return head
    .split("\r\n")
    .map(line => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
}

/** The values of a header field. */
export const field = (message: string, name: string) =>
  fieldsOf(message)
    .filter(([each]) => each === name)
    .map(([, value]) => value);
