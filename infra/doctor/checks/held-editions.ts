import { openTable } from "../../../functions/runtime/open-table.ts";
import { listHeldEditions } from "../../../functions/store/bulletins/due-editions.ts";
import { sayReason } from "../../cli/say-reason.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment } from "../examined-deployment.ts";

/** How many editions the finding names. The editors' site lists all. */
const maxNamed = 5;

/** Is an edition held until a person decides? */
export function heldEditionsCheck({ dynamodb, table }: Deployment): Check {
  return {
    name: "held editions",
    asks: "DynamoDB",
    stops: false,
    needs: ["table"],
    look: async () => {
      const held = await listHeldEditions(openTable(dynamodb, table));
      if (held.length === 0) return right("None.");
      const named = held.slice(0, maxNamed).map(({ id, reason }) => `${id} (${sayReason(reason)})`);
      const more = held.length > maxNamed ? `; and ${held.length - maxNamed} more` : "";
      const count = held.length === 1 ? "1 edition waits" : `${held.length} editions wait`;
      return wrong(
        `${count} for a person: ${named.join("; ")}${more}.`,
        "Open each edition on the editors' site and fix what its page names. Then resume the edition, or stop it permanently. See docs/operating.md, edition-held.",
      );
    },
  };
}
