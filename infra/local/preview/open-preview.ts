import { watch } from "node:fs";
import type { PreviewSource } from "./preview-site.tsx";
import { type Directories, type Previewed, readPreviewed } from "./previewed.ts";

/** An editor writes a file in several steps. */
const settleMs = 100;

/**
 * Reads the directories, and reads them again after each change. `read` never rejects because of one
 * reading: it shows the state of the last that succeeded, and rejects only if none did.
 */
export async function openPreview(
  directories: Directories,
): Promise<Omit<PreviewSource, "first"> & { readonly stop: () => void }> {
  let previewed: Promise<Previewed> = readPreviewed(directories);
  await previewed;
  const listeners = new Set<() => void>();
  let settling: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      const before = previewed;
      previewed = readPreviewed(directories).catch(() => before);
      for (const listener of listeners) listener();
    }, settleMs);
  };
  const watchers = [directories.templates, directories.letters].map(directory =>
    watch(directory, { recursive: true }, changed),
  );
  return {
    read: () => previewed,
    onChange: (listener, until) => {
      listeners.add(listener);
      until.addEventListener("abort", () => listeners.delete(listener));
    },
    stop: () => {
      clearTimeout(settling);
      for (const watcher of watchers) watcher.close();
    },
  };
}
