import type { StoredItem } from "./dump-file.ts";

/** The attributes of one kind of item, as "path: type", and in how many items each is. */
export type Shape = { readonly items: number; readonly attributes: ReadonlyMap<string, number> };

/** The kind of an item, by its keys: "BULLETIN# ENTRY#". An id in a key does not matter. */
export function kindOf({ PK, SK }: StoredItem): string {
  const sortKey = SK?.S === PK?.S ? "same" : partOf(SK?.S ?? "");
  return `${partOf(PK?.S ?? "")} ${sortKey}`;
}

function partOf(key: string): string {
  if (key.includes("#")) return `${key.split("#")[0]}#`;
  return /^[A-Z-]+$/.test(key) ? key : "<id>";
}

export function shapesOf(items: readonly StoredItem[]): Map<string, Shape> {
  const groups = Map.groupBy(items, kindOf);
  return new Map(
    [...groups].map(([kind, group]) => {
      const attributes = new Map<string, number>();
      for (const item of group)
        for (const path of new Set(pathsOf({ M: item }, "")))
          attributes.set(path, (attributes.get(path) ?? 0) + 1);
      return [kind, { items: group.length, attributes }];
    }),
  );
}

function pathsOf(value: object, path: string): string[] {
  const [type = "", content] = Object.entries(value)[0] ?? [];
  const own = `${path || "item"}: ${type}`;
  if (type === "M")
    return [
      own,
      ...Object.entries(content as Record<string, object>).flatMap(([name, part]) =>
        pathsOf(part, `${path}.${/^\d+$/.test(name) ? "<number>" : name}`),
      ),
    ];
  if (type === "L")
    return [own, ...(content as object[]).flatMap(part => pathsOf(part, `${path}[]`))];
  return [own];
}

/** What code that knows the shapes `known` could misread in items of the shapes `written`. */
export function misreadable(
  known: ReadonlyMap<string, Shape>,
  written: ReadonlyMap<string, Shape>,
): string[] {
  return [...written].flatMap(([kind, { items, attributes }]) => {
    const before = known.get(kind);
    if (!before) return [`${kind}: the dump has no such item`];
    const added = [...attributes.keys()].filter(path => !before.attributes.has(path));
    const gone = [...before.attributes].filter(
      ([path, count]) => count === before.items && attributes.get(path) !== items,
    );
    return [
      ...added.map(path => `${kind}: the dump has no ${path}`),
      ...gone.map(([path]) => `${kind}: every item of the dump has ${path}, which is missing now`),
    ];
  });
}
