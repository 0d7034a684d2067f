import { escapeHtml } from "../text/escape-html.ts";
import { type Places, splitAtPlaces } from "./places.ts";

/** Returns a text with the values at its places. */
export function fillPlaces(text: string, places: Places): string {
  return filled(text, places, value => value);
}

/** Returns an HTML document with the values, escaped, at its places. */
export function fillPlacesInHtml(html: string, places: Places): string {
  return filled(html, places, escapeHtml);
}

function filled(text: string, places: Places, write: (value: string) => string): string {
  return splitAtPlaces(text)
    .map(piece => ("place" in piece ? write(places[piece.place]) : piece.literal))
    .join("");
}
