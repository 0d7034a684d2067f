import { userInfo } from "node:os";
import type { Actor } from "../../functions/core/access/actor.ts";

/** The person who runs a command, by their name in the operating system. */
export function commandActor(): Actor {
  return { kind: "command", name: systemName() };
}

function systemName(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container a user may have a number and no name.
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}
