import { type Entry, openPromise, type ZipFile } from "yauzl";
import { UnreadableColleagues } from "../unreadable-colleagues.ts";

/** A workbook's parts by name. */
export type Entries = {
  readonly has: (name: string) => boolean;
  /** Reads a part as text. Throws UnreadableColleagues if it is missing, broken or too large. */
  readonly read: (name: string) => AsyncGenerator<string>;
  readonly close: () => void;
};

/**
 * A million rows are about 200 MB of XML, a tenth of that in the file. The parts of a ZIP bomb are
 * a thousand times as large as in the file.
 */
const most = { partBytes: 1_000_000_000, parts: 5_000, ratio: 200, anyRatioBytes: 20_000_000 };
const tooLarge = "the workbook is too large: save the sheet as CSV UTF-8";

/** Opens a ZIP file. Throws UnreadableColleagues. */
export async function openEntries(path: string): Promise<Entries> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(broken);
  try {
    const entries = await listEntries(zip);
    return {
      has: name => entries.has(name),
      read: name => readEntry(zip, entries.get(name)),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > most.parts) throw new UnreadableColleagues(tooLarge);
  try {
    const entries = await Array.fromAsync(zip.eachEntry());
    return new Map(entries.map(entry => [entry.fileName, entry]));
  } catch (error) {
    return broken(error);
  }
}

async function* readEntry(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<string> {
  if (!entry) throw new UnreadableColleagues(notOne);
  const maxBytes = Math.min(
    most.partBytes,
    Math.max(most.anyRatioBytes, entry.compressedSize * most.ratio),
  );
  // The size that the file claims may be false. The bytes that arrive count as well.
  if (entry.uncompressedSize > maxBytes) throw new UnreadableColleagues(tooLarge);
  const decoder = new TextDecoder("utf-8");
  let bytes = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new UnreadableColleagues(tooLarge);
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    broken(error);
  }
}

const notOne = "the file is no workbook of Excel (.xlsx) or LibreOffice (.ods)";

function broken(error: unknown): never {
  if (error instanceof UnreadableColleagues) throw error;
  if (error instanceof Error && "syscall" in error) throw error;
  throw new UnreadableColleagues(`${notOne}, or it is damaged`);
}
