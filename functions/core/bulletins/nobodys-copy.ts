import { fillPlaces, fillPlacesInHtml } from "../letter/fill-places.ts";
import type { FrozenContent } from "./edition.ts";

/** Returns the letter for a preview: with the general salutation, and without personal links. */
export function nobodysCopy(content: FrozenContent): {
  readonly html: string;
  readonly text: string;
} {
  const places = { salutation: content.salutation, viewUrl: "#", unsubscribeUrl: "#" };
  const inText = {
    ...places,
    viewUrl: "[each colleague's own link]",
    unsubscribeUrl: "[each colleague's own link]",
  };
  return { html: fillPlacesInHtml(content.html, places), text: fillPlaces(content.text, inText) };
}
