import { stringify } from "yaml";
import type { Bulletin } from "../bulletin.ts";
import { fileFields } from "./file-fields.ts";

/** Returns a bulletin's fields with the names and forms of its file. */
export function bulletinFileValue(bulletin: Bulletin): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fileFields).flatMap(([name, { stored, write }]) => {
      const value = stored
        .split(".")
        .reduce<unknown>(
          (inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
          bulletin,
        );
      return value === undefined ? [] : [[name, write(value as never)]];
    }),
  );
}

/** Returns a bulletin's YAML file, which `readBulletinFile` reads. */
export function writeBulletinFile(bulletin: Bulletin): string {
  return stringify(bulletinFileValue(bulletin), { lineWidth: 0, version: "1.1" });
}
