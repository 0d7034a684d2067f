import { registerHooks } from "node:module";
import { commandMutations, doesNotFit, mutationVariable } from "./command-mutations.ts";

// Loaded before a program that is to be broken on purpose: changes the text of its modules as they are loaded.

const mutation = process.env[mutationVariable];
const changes = commandMutations[mutation as keyof typeof commandMutations] ?? [];
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const own = changes.filter(({ file }) => url.split("?")[0]?.endsWith(file));
    if (own.length === 0) return loaded;
    let source = String(loaded.source);
    for (const { from, to } of own) {
      if (!source.match(loosely(from))) throw new Error(`${doesNotFit}: ${url} has no "${from}"`);
      source = source.replace(loosely(from), () => to);
    }
    return { ...loaded, source };
  },
});

/** The text with whatever white space: it may have been made smaller before it comes here. */
function loosely(text: string): RegExp {
  return new RegExp(
    [...text.replace(/\s+/g, "")]
      .map(each => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s*"),
  );
}
