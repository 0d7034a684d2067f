import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { describe, expect, it, onTestFinished } from "vitest";
import { readLetterFile } from "../../../functions/core/writing/letter-file.ts";
import { singleLetter } from "../../../functions/core/writing/single-letter.ts";
import { readLetterImages } from "../../../infra/local/letter/read-letter-images.ts";
import { sendLetter } from "../../../infra/local/letter/send-letter.ts";
import { aJpeg, aPng } from "../../examples/an-image.ts";
import { aPipeline } from "../../local-pipeline.ts";

async function aLetter(files: Readonly<Record<string, string | Uint8Array>>) {
  const directory = await mkdtemp(join(tmpdir(), "letter-images-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(directory, name), content);
  const text = `---\nsubject: The new entrance\n---\nDear colleague,\n\n![Map of the entrance](our%20map.jpg)\n\n![Our logo](https://example.org/x.png)\n\nYours sincerely,\n\nAda King\n`;
  const read = readLetterFile(Buffer.from(text));
  if (read.kind === "invalid") throw new Error(read.problems.join());
  const path = join(directory, "letter.md");
  return { path, directory, read: await readLetterImages(path, read, "letters") };
}

describe("the images of a letter in a file", () => {
  it("are files beside it, made to fit, and each copy carries them", async () => {
    const { read } = await aLetter({ "our map.jpg": aJpeg(40, 20, { orientation: 6 }) });
    const [map, ...others] = read.images;
    expect(others).toEqual([]);
    expect(map?.id).toMatch(/^[0-9a-f]{32}-20x40\.jpg$/);
    expect(read.file.body).toContain(`![Map of the entrance](${map?.id})`);
    expect(read.file.body).toContain("![Our logo](https://example.org/x.png)");

    const local = await aPipeline({ images: "inline" });
    const letter = singleLetter(read.file, new Date("2026-11-20T09:00:00Z"));
    expect(letter.bulletin.id).toBe("letters");
    async function* colleagues() {
      yield { email: "p0@example.org", name: "p0" };
    }
    await sendLetter(local, {
      letter,
      images: read.images,
      colleagues,
      count: 1,
      listVersion: "1",
      onImport: () => {},
      onAccount: () => {},
      onDecided: () => {},
      uncertain: undefined,
      stopped: () => false,
    });
    const [mail] = local.ses.outbox.list();
    const raw = local.ses.outbox.read(mail?.messageId ?? "") ?? "";
    const { html, text, attachments } = await simpleParser(raw, { keepCidLinks: true });
    expect(html).toContain(`src="cid:${map?.id}@example.org" alt="Map of the entrance"`);
    expect(text).toContain("[Image: Map of the entrance]");
    expect(attachments.map(({ cid, related }) => [cid, related])).toEqual([
      [`${map?.id}@example.org`, true],
    ]);
    expect(Buffer.from(attachments[0]?.content ?? "").includes("Quay")).toBe(false);
  });

  it("are another letter if they change", async () => {
    const letterWith = async (bytes: Uint8Array) => {
      const { read } = await aLetter({ "our map.jpg": bytes });
      return singleLetter(read.file, new Date(0)).editionId;
    };
    expect(await letterWith(aPng(4, 4))).toBe(await letterWith(aPng(4, 4)));
    expect(await letterWith(aPng(4, 4))).not.toBe(await letterWith(aPng(4, 5)));
  });

  it("are refused with their line if they are missing, or no image", async () => {
    await expect(aLetter({})).rejects.toThrow(/letter\.md: line 6: there is no image at .*our map/);
    await expect(aLetter({ "our map.jpg": "GIF89a" })).rejects.toThrow(
      /line 6: .*our map\.jpg: The file is a GIF file/,
    );
  });
});
