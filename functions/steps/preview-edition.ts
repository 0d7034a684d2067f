import type { Bulletin } from "../core/bulletin.ts";
import type { FrozenContent } from "../core/edition.ts";
import { fillPlaces, fillPlacesInHtml } from "../core/fill-places.ts";
import type { Template } from "../mail/template.ts";
import { type DraftResult, draftEdition } from "./compose-edition.ts";
import type { Pipeline } from "./pipeline.ts";

export type { Template } from "../mail/template.ts";

/** The edition that would go out at a slot, as it stands now. */
export function previewEdition(pipeline: Pipeline, template: Template, bulletin: Bulletin, slot: Date): Promise<DraftResult> {
  return draftEdition(pipeline, template, bulletin, slot);
}

/** A letter that is nobody's copy: the salutation is everybody's, and the personal links lead nowhere. */
export function nobodysCopy(content: FrozenContent): { readonly html: string; readonly text: string } {
  const places = { salutation: content.salutation, viewUrl: "#", unsubscribeUrl: "#" };
  const inText = { ...places, viewUrl: "[each colleague's own link]", unsubscribeUrl: "[each colleague's own link]" };
  return { html: fillPlacesInHtml(content.html, places), text: fillPlaces(content.text, inText) };
}
