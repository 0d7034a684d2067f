import { expect, it } from "vitest";
import { renderLetter } from "../../functions/mail/render-letter.ts";
import { readTemplate } from "../../functions/mail/template.ts";
import { aFooter, aLetter, somePlaces } from "../examples/a-letter.ts";

const template = await readTemplate("templates");

/** Milliseconds of this thread's processor for a letter with its body so many times. */
async function renderingMs(times: number): Promise<number> {
  const letter = aLetter({ body: Array.from({ length: times }, () => aLetter().body).flat() });
  const before = process.threadCpuUsage();
  const rendered = await renderLetter(letter, somePlaces, aFooter(), template);
  const { user, system } = process.threadCpuUsage(before);
  if (rendered.kind !== "rendered") throw new Error(rendered.message);
  return (user + system) / 1_000;
}

it("the time that rendering takes grows with the length of a letter, not with its square", async () => {
  await renderingMs(1);
  // A try can only be disturbed upwards. The square would be 16 times as long.
  const [short, long] = [[], []] as [number[], number[]];
  for (let tries = 0; tries < 5; tries++) {
    short.push(await renderingMs(10));
    long.push(await renderingMs(40));
    if (Math.min(...long) / Math.min(...short) < 10) break;
  }
  expect(Math.min(...long) / Math.min(...short)).toBeLessThan(10);
});
