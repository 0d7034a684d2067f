import { heldEditions } from "../../../functions/store/bulletins/editions.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment } from "../examined-deployment.ts";

/** How many are named: the pages have all. */
const most = 5;

/** Does an edition wait for a person? */
export function heldEditionsCheck({ dynamodb, table }: Deployment): Check {
  return {
    name: "held editions",
    asks: "DynamoDB",
    stops: false,
    needs: ["table"],
    look: async () => {
      const held = await heldEditions({ client: dynamodb, name: table });
      if (held.length === 0) return right("None.");
      const named = held.slice(0, most).map(({ id, reason }) => `${id} (${reason ?? "no reason is kept"})`);
      const more = held.length > most ? `; and ${held.length - most} more` : "";
      const count = held.length === 1 ? "1 edition waits" : `${held.length} editions wait`;
      return wrong(
        `${count} for a person: ${named.join("; ")}${more}.`,
        "Open each on the editors' site and see to what is named; then resume it, or stop it for good. docs/operating.md, edition-held.",
      );
    },
  };
}
