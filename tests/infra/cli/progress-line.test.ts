import { describe, expect, it } from "vitest";
import { createProgressLine } from "../../../infra/cli/progress-line.ts";

function aStream(options: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = [];
  return { ...options, written, write: (text: string) => written.push(text) };
}

/** What a terminal shows after the writes: a carriage return goes back to the start of the line. */
const shown = (written: readonly string[]) =>
  written
    .join("")
    .replaceAll("\u001b[K", "")
    .split("\n")
    .map(line => line.split("\r").at(-1));

describe("on a terminal", () => {
  it("draws a bar over the one before, as wide as that one while the figures grow", () => {
    const stream = aStream({ isTTY: true, columns: 60 });
    const { show } = createProgressLine(stream, () => 0);
    show("Sending", 0, 1_000);
    const first = shown(stream.written)[0];
    show("Sending", 500, 1_000);
    const second = shown(stream.written)[0];
    expect(second).toBe(`Sending [${"█".repeat(17)}${"░".repeat(17)}]   500 of 1,000`);
    expect(first?.length).toBe(second?.length);
  });

  it("never fills a line, however narrow the window is", () => {
    for (const columns of [10, 20, 30, 40, 80, 200]) {
      const stream = aStream({ isTTY: true, columns });
      createProgressLine(stream, () => 0).show("Sending", 123_456, 1_000_000);
      expect(shown(stream.written)[0]?.length).toBeLessThan(columns);
    }
  });

  it("makes way for what is said, and ends with an empty line", () => {
    const stream = aStream({ isTTY: true });
    const progress = createProgressLine(stream, () => 0);
    progress.show("Sending", 1, 2);
    progress.say("Held.");
    progress.show("Sending", 2, 2);
    progress.end();
    expect(stream.written[1]).toBe("\r\u001b[K");
    expect(shown(stream.written)).toEqual(["", ""].map((_, at) => (at === 0 ? "Held." : "")));
  });

  it("is never more than full, nor broken by nothing to do", () => {
    const stream = aStream({ isTTY: true, columns: 40 });
    const { show } = createProgressLine(stream, () => 0);
    show("Sending", 3, 2);
    expect(shown(stream.written)[0]).toMatch(/^Sending \[█+\] 3 of 2$/);
    show("Sending", 0, 0);
    expect(shown(stream.written)[0]).toMatch(/^Sending \[░+\] 0 of 0$/);
  });
});

describe("in a pipe", () => {
  it("writes a plain line for each job, and one now and then", () => {
    const stream = aStream();
    let now = 10_000;
    const progress = createProgressLine(stream, () => now);
    for (let done = 0; done <= 50; done++, now += 100) progress.show("Sending", done, 1_000);
    progress.show("Listing", 1, 2);
    progress.end();
    expect(stream.written).toEqual([
      "Sending: 0 of 1,000\n",
      "Sending: 20 of 1,000\n",
      "Sending: 40 of 1,000\n",
      "Listing: 1 of 2\n",
    ]);
  });
});
