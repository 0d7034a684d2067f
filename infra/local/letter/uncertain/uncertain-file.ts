import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Edition } from "../../../../functions/core/bulletins/edition.ts";
import { mayHaveUncertain } from "../../../../functions/core/bulletins/status.ts";
import { csvLine } from "../../../../functions/core/text/csv-line.ts";
import { listPeople } from "../../../../functions/steps/ledger/list-people.ts";
import type { Pipeline } from "../../../../functions/steps/pipeline.ts";
import { listBulletins } from "../../../../functions/store/bulletins/bulletins.ts";
import { everyEdition } from "../../../../functions/store/bulletins/editions.ts";

const columns = ["email", "name", "since", "letter", "edition"];

/** Returns the path of the directory's file of people with an unconfirmed letter. */
export function uncertainFile(directory: string): string {
  return join(directory, "uncertain.csv");
}

/**
 * Writes the uncertain people of all letters in the table to `uncertain.csv`, streaming. Replaces
 * the file only when the new one is complete, and deletes it if nobody is uncertain. Returns the
 * number of people in the file.
 */
export async function writeUncertain(pipeline: Pipeline, directory: string): Promise<number> {
  const file = uncertainFile(directory);
  const unfinished = `${file}.new`;
  let people = 0;
  const handle = await open(unfinished, "w", 0o600);
  try {
    await handle.write(csvLine(columns));
    for await (const edition of openEditions(pipeline)) {
      for await (const read of listPeople(pipeline, edition, "uncertain")) {
        const lines = read.people.map(({ subscriber, person, claimedAt }) =>
          csvLine([
            person?.email ?? `erased: ${subscriber}`,
            person?.name ?? "",
            claimedAt > 0 ? new Date(claimedAt).toISOString() : "",
            edition.subject,
            edition.id,
          ]),
        );
        people += lines.length;
        if (lines.length > 0) await handle.write(lines.join(""));
      }
    }
    await handle.close();
    if (people > 0) await rename(unfinished, file);
    else await rm(file, { force: true });
  } finally {
    await handle.close().catch(() => {});
    await rm(unfinished, { force: true });
  }
  return people;
}

/** Returns the editions that may have uncertain people. */
async function* openEditions({ table }: Pipeline): AsyncGenerator<Edition> {
  for (const bulletin of await listBulletins(table))
    for await (const edition of everyEdition(table, bulletin.id))
      if (mayHaveUncertain(edition)) yield edition;
}
