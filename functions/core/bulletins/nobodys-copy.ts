import { fillPlaces, fillPlacesInHtml } from "../letter/fill-places.ts";
import type { FrozenContent } from "./edition.ts";

/** A letter that is nobody's copy: the salutation is everybody's, and the personal links lead nowhere. */
export function nobodysCopy(content: FrozenContent): { readonly html: string; readonly text: string } {
  const places = { salutation: content.salutation, viewUrl: "#", unsubscribeUrl: "#" };
  const inText = { ...places, viewUrl: "[each colleague's own link]", unsubscribeUrl: "[each colleague's own link]" };
  return { html: fillPlacesInHtml(content.html, places), text: fillPlaces(content.text, inText) };
}
