/**
 * Rendered letters name images by Content-ID (RFC 2392). So the hash of a letter covers its images,
 * wherever they are served. No text can look like this: quotation marks in text are escaped.
 */
const place = /(?<= src=")cid:([0-9a-f]{32}-\d{1,4}x\d{1,4}\.(?:png|jpg))(?=")/g;

/** The address of an image in a rendered letter. */
export function imagePlace(id: string): string {
  return `cid:${id}`;
}

/** Returns the ids of the images in a rendered letter, each once. */
export function imagesIn(html: string): string[] {
  return [...new Set([...html.matchAll(place)].map(([, id = ""]) => id))];
}

/** Returns a rendered letter with another address for each image. */
export function replaceImages(html: string, address: (id: string) => string): string {
  return html.replace(place, (_, id: string) => address(id));
}

/** Returns a rendered letter whose images are loaded from a site. `base` has no trailing slash. */
export function withImagesAt(html: string, base: string): string {
  return replaceImages(html, id => `${base}/images/${id}`);
}
