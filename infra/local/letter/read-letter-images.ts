import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { maxImageBytes, sayImageRefusal } from "../../../functions/core/letter/images/image.ts";
import { imageIdIn } from "../../../functions/core/letter/images/image-id.ts";
import type { LetterFile } from "../../../functions/core/writing/letter-file.ts";
import { imageIdOf } from "../../../functions/steps/editions/images/image-id-of.ts";
import { BadInput } from "../../cli/bad-input.ts";

/** A file beside the letter that the letter shows. */
export type LetterImage = {
  readonly id: string;
  readonly file: string;
  readonly alt: string;
  /** As the file has them. */
  readonly given: Uint8Array;
  /** As the letter shows them. */
  readonly bytes: Uint8Array;
};

/** "![what it shows](map.png)" */
const image = /!\[([^\]\n]*)\]\(\s*<?([^)\s>]+)>?[^)\n]*\)/g;

/**
 * Reads the images that a letter names by their files, beside it. Returns the letter with their ids in
 * place of the files' names. Throws BadInput for a file that is missing or no image.
 */
export async function readLetterImages(
  path: string,
  { file, firstLine }: { readonly file: LetterFile; readonly firstLine: number },
  bulletin: string,
): Promise<{ readonly file: LetterFile; readonly images: readonly LetterImage[] }> {
  if (file.format !== "markdown") return { file, images: [] };
  const images = new Map<string, LetterImage>();
  for (const { 1: alt = "", 2: address = "", index } of file.body.matchAll(image)) {
    const isFile = !/^[a-z][a-z+.-]*:/i.test(address) && imageIdIn(address) === undefined;
    if (!isFile || images.has(address)) continue;
    const line = firstLine + file.body.slice(0, index).split("\n").length - 1;
    const place = `${path}: line ${line}`;
    images.set(address, await readImage(address, { alt, path, place, bulletin }));
  }
  const body = file.body.replace(image, (whole, _, address: string) => {
    const found = images.get(address);
    return found ? whole.replace(address, found.id) : whole;
  });
  return { file: { ...file, body }, images: [...images.values()] };
}

type Naming = {
  readonly alt: string;
  readonly path: string;
  readonly place: string;
  readonly bulletin: string;
};

async function readImage(
  address: string,
  { alt, path, place, bulletin }: Naming,
): Promise<LetterImage> {
  const file = resolve(dirname(path), decoded(address));
  const given = await readFile(file).catch(() => {
    throw new BadInput(`${place}: there is no image at ${file}.`);
  });
  const { fitImage } = await import("../../../functions/mail/images/fit-image.ts");
  const fitted =
    given.length > maxImageBytes
      ? ({ kind: "refused", why: { code: "too-large", maxBytes: maxImageBytes } } as const)
      : fitImage(given);
  if (fitted.kind === "refused")
    throw new BadInput(`${place}: ${file}: ${sayImageRefusal(fitted.why)}.`);
  const id = imageIdOf(bulletin, fitted);
  return { id, file: basename(file), alt, given, bytes: fitted.bytes };
}

/** An address in Markdown writes a blank as "%20". */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
