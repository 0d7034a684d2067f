import { UnreadableColleagues } from "../unreadable-colleagues.ts";
import { odsRows } from "./ods-rows.ts";
import { xlsxRows } from "./xlsx-rows.ts";
import { openEntries } from "./zip-entries.ts";

/**
 * Reads the rows of a workbook's first sheet, of Excel (.xlsx) or LibreOffice (.ods). Throws
 * UnreadableColleagues. The path must be a file: the parts of a workbook are read in another order
 * than they stand in.
 */
export async function* readWorkbook(path: string): AsyncGenerator<string[]> {
  const entries = await openEntries(path);
  try {
    if (entries.has("xl/workbook.xml")) yield* xlsxRows(entries);
    else if (entries.has("content.xml")) {
      await refuseEncrypted(entries.read("META-INF/manifest.xml"));
      yield* odsRows(entries);
    } else throw new UnreadableColleagues("the ZIP file is no workbook of Excel or LibreOffice");
  } finally {
    entries.close();
  }
}

async function refuseEncrypted(manifest: AsyncIterable<string>): Promise<void> {
  if ((await Array.fromAsync(manifest)).join("").includes("encryption-data"))
    throw new UnreadableColleagues("the workbook has a password: save it without");
}
