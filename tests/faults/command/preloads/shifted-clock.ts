import { openSync, readSync } from "node:fs";

// Loaded before a program that is tested: its clock then differs from the machine's by the milliseconds in a file, at each look anew.
// So a pause of a minute takes no minute, and a clock can be set back in the middle of everything. Timers go on as they are.

const path = process.env.CLOCK_OFFSET_FILE;
if (path !== undefined) {
  const file = openSync(path, "r");
  const text = Buffer.alloc(20);
  const realNow = Date.now;
  const now = () => {
    readSync(file, text, 0, text.length, 0);
    return realNow() + Number(text.toString("latin1"));
  };
  Date.now = now;
  const shifted = new Proxy(Date, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new shifted().toString(),
  });
  shifted.prototype.constructor = shifted;
  globalThis.Date = shifted;
}
