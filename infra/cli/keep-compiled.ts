import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Loaded ahead of a command (`node --import`): what V8 compiles is there for the next run, which then
// starts in half the time. In a directory of our own, because others may write to the default one.
enableCompileCache(
  fileURLToPath(new URL("../../node_modules/.cache/dear-colleague/compiled", import.meta.url)),
);
