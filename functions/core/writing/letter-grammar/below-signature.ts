/** Labels that begin the lines below a signature: copies, enclosures, postscripts, who should act. */
const labels =
  /^(?:p\.? ?p?\.? ?s\b|p\.s|cc\b|c\.c|bcc\b|cop(?:y|ies) to\b|cop(?:y|ies):|copied to|copi\b|copia\b|copie\b|kopie\b|verteiler|do wiadomości|otrzymują|e p\.c\.|firma autografa|encs?\b|encls?\b|enclosures?\b|enclosed:|amg\b|atodiad|annex\b|annexe\b|appendix\b|attach|anlagen?\b|pièces? jointes?|p\.j\b|p\.? ?j\. ?:|adjuntos?\b|allegat[oi]\b|bijlagen?\b|notes?\b|o\.n\b|for (?:action|information|attention|decision|onward)\b|action\b ?:|information ?:|actions? (?:for|required)|distribution\b|circulation\b|addressees?\b|further (?:information|enquiries)|enquiries\b|contacts?\b ?:|contact (?:us|details)|if you (?:have|need|would)|(?:our|your|my) ref|ref(?:erence)?[.:]|date ?:|tele?\b|to:?$|telephone\b|t:|phone\b|mobile\b|m:|ffôn|e-?mail\b|e-?bost|e:|w:|web\b|www\.|https?:|twitter|linkedin|by e-?mail|by post|sent (?:by|from|on behalf)|confidential|official\b|disclaimer|this (?:e-?mail|message|letter)\b|نسخة|مرفق|المرفقات|صورة إلى|c: |beilagen?\b|given (?:at|in) |donné à |gegeben zu |dato a |(?:an? )?registered (?:charity|office|in|company|society)|charity (?:no|number)|company (?:no|number)|switchboard|address ?:|issued by|(?:page )?\d{1,3}(?: of \d{1,3})?$|[-_–—*]{2,}$)/i;

/** Whether a line begins what is below the signatures. */
export function beginsBelow(text: string): boolean {
  const line = text.slice(0, 120);
  return (
    labels.test(line) ||
    /\S@\S+\.\p{L}/u.test(line) ||
    /\b(?:this e-?mail|for viruses|before printing)\b/i.test(line) ||
    /^\+?\(?\d[\d ()-]{6,}$/.test(line) ||
    // A street's number, a date, a footnote.
    /^\d/.test(line)
  );
}
