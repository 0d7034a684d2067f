import { createHash } from "node:crypto";
import type { TableSummary } from "../../../../functions/core/people/imports/import.ts";
import { newList } from "../../../../functions/core/people/list.ts";
import { noGreetings } from "../../../../functions/core/people/rows/greetings.ts";
import type { Profile } from "../../../../functions/core/people/subscriber.ts";
import type { ImportPeople } from "../../../../functions/steps/people/imports/import-people.ts";
import { createList } from "../../../../functions/steps/people/lists/create-list.ts";
import type { Pipeline } from "../../../../functions/steps/pipeline.ts";
import { listSubscriptions } from "../../../../functions/store/people/subscriptions.ts";
import { ann } from "../../../examples/builders.ts";

/** A person of a file: "jo" is jo@example.org, "jo=Jo Smith" has a name too. */
export function personOf(text: string): Profile {
  const [local, name] = text.split("=");
  return { email: `${local}@example.org`, name };
}

/** A request to import people, as a file of addresses and names has them. */
export function importOf(
  people: readonly string[],
  given: Partial<ImportPeople> = {},
): ImportPeople {
  const profiles = people.map(personOf);
  return {
    list: "staff",
    mode: "update",
    file: "staff.csv",
    by: ann,
    table: summaryOf(profiles),
    people: async function* () {
      yield* profiles;
    },
    ...given,
  };
}

function summaryOf(people: readonly Profile[]): TableSummary {
  return {
    rows: people.length,
    people: people.length,
    bad: 0,
    repeated: 0,
    hash: createHash("sha256").update(JSON.stringify(people)).digest("hex"),
    header: ["email", "name"],
    columns: { email: 0, name: 1 },
    ignored: [],
    greetings: noGreetings(),
  };
}

export async function aList(pipeline: Pipeline, id = "staff"): Promise<void> {
  await createList(pipeline, newList({ id, name: id }), ann);
}

/** "jo=Jo Smith" for each person on a list, in the order of addresses. */
export async function namesOn({ table }: Pipeline, list = "staff"): Promise<string[]> {
  const people = await Array.fromAsync(listSubscriptions(table, list));
  return people
    .map(({ email, name, suppressed }) =>
      [email.split("@")[0], name && `=${name}`, suppressed && ` (${suppressed})`].join(""),
    )
    .sort();
}
