import type { Context } from "hono";
import { anyBulletin, everyBulletin, type Where } from "../../core/access/member.ts";
import { type Permission, rolesWith } from "../../core/access/role.ts";
import { findMembersWhoMay } from "../../steps/access/find-members-who-may.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import { type Frame, sendPage } from "../kit/layout.tsx";
import { RefusalPage } from "./refusals.tsx";

/** What a permission allows. */
const acts: Readonly<Record<Permission, string>> = {
  read: "read these pages",
  write: "write entries",
  send: "send or stop letters",
  hold: "pause or resume",
  people: "change lists and people",
  erase: "erase people",
  manage: "create bulletins or change their settings",
};

/** How many names the page shows. */
const maxNames = 5;

/** Refuses a page or form. Names the role that is needed, and the people who have it. */
export async function refuseAction(
  c: Context,
  pipeline: Pick<Pipeline, "table">,
  frame: Frame,
  { permission, where }: { readonly permission: Permission; readonly where: Where },
): Promise<Response> {
  const able = await findMembersWhoMay(pipeline, permission, where);
  const names = able.slice(0, maxNames).map(({ name }) => name);
  return sendPage(
    c,
    <RefusalPage
      frame={frame}
      title={`You do not have permission to ${acts[permission]}`}
      sentences={[
        `You need the role ${rolesWith(permission).join(" or ")}${sayWhere(where)}.`,
        names.length > 0
          ? "Ask one of these people to do it, or ask an operator to give you that role:"
          : "Nobody has it yet. Ask an operator to give it to you.",
      ]}
    >
      {names.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {names.map(name => (
            <li>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          Home
        </a>
      </p>
    </RefusalPage>,
    403,
  );
}

function sayWhere(where: Where): string {
  if (where === everyBulletin) return " for all bulletins";
  return where === anyBulletin ? "" : ` for the bulletin ${String(where)}`;
}
