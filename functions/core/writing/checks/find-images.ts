import { imageIdIn } from "../../letter/images/image-id.ts";
import type { UnplacedFinding } from "../finding.ts";

/** "![what it shows](address)", with or without a title. */
const image = /!\[([^\]\n]*)\]\(\s*<?([^)\s>]*)>?[^)\n]*\)/g;
/** What cameras and programs call files. */
const fileName =
  /^(?:img|dsc|dscn|pxl|image|picture|photo|screenshot|untitled|signal|whatsapp)?[\s\d_.()-]*(?:at [\d.:]+)?(?:\.(?:png|jpe?g|gif|webp|heic|svg))?$|\.(?:png|jpe?g|gif|webp|heic|svg)$/i;

/** Finds images that readers would not see or hear of, in one line of Markdown. */
export function findImages(line: string): UnplacedFinding[] {
  return [...line.matchAll(image)].flatMap(([words, alt = "", address = ""]) => {
    const found: UnplacedFinding[] = [];
    if (alt.trim() === "" || fileName.test(alt.trim()))
      found.push({
        code: "no-alt",
        severity: "error",
        words,
        what: `The image “${words}” does not say what it shows. Write that in the square brackets: ![Map of the new entrance](…).`,
        why: "Colleagues who listen to the letter, and all who see it without images, get these words instead.",
      });
    if (imageIdIn(address) === undefined)
      found.push({
        code: "foreign-image",
        severity: "error",
        words,
        what: `The image at “${address}” is not one of this bulletin's images, so it is not shown. Add the file to the bulletin's images and use the line that you get there.`,
        why: "An image of another site can change or vanish after the approval, and tells that site who reads the letter.",
      });
    return found;
  });
}

/** Returns a line with the words of its images alone, for the other checks. */
export function withoutImageAddresses(line: string): string {
  return line.replace(image, (_, alt: string) => alt);
}
