/**
 * What letters use of HTML and CSS, and which mail programs do without it (caniemail.com, its data of
 * May 2026, for Gmail, Outlook, Apple Mail, Yahoo and Samsung). Whatever else a template uses fails a
 * test until it is written down here, with what its readers see instead.
 */
export const everywhere = {
  elements:
    "a br div em h1 h2 h3 head hr html li meta p span strong sup table tbody td th thead title tr",
  attributes:
    "border cellpadding cellspacing class colspan content href hreflang http-equiv id media name scope style type width xmlns xmlns:o xmlns:v",
  properties:
    "border-collapse border-color border-left border-right border-top border-bottom color direction font-family font-style list-style-type margin margin-left margin-right padding padding-left padding-right text-align text-decoration vertical-align width",
} as const;

/** What some lack: the programs, and why a letter can be read there all the same. */
export const notEverywhere: Readonly<Record<string, string>> = {
  "<body>": "Outlook on Mac, Yahoo: they make a div of it, which keeps the styles",
  "<style>":
    "Gmail with another provider's account: margins, sizes and colours are in style attributes too",
  "<ul>": "Outlook: it sets its own indents; bullets stay",
  "<ol>": "Outlook: as above; numbers stay, and other numbers than 1., a. and i. are text",
  "@align": "Outlook on Mac: text-align says the same",
  "@aria-hidden": "Yahoo, Outlook: a dot between links is read aloud",
  "@aria-label": "Yahoo, Outlook: the letter is not named as an article",
  "@aria-roledescription": "Yahoo, Outlook: as above",
  "@dir": "Gmail on the web for phones, Outlook: text-align and the letters' own direction remain",
  "@lang": "Yahoo: the voice may have the wrong accent",
  "@role": "Windows Mail: tables may be announced as tables",
  "-ms-interpolation-mode": "only Internet Explorer knows it",
  "-ms-text-size-adjust": "only Internet Explorer knows it",
  "-webkit-text-size-adjust": "only Safari knows it",
  "background-color": "Outlook, Yahoo: only of whole cells; a letter is black on white without it",
  background: "Outlook, Yahoo: as above",
  border: "Outlook: not on every element; lines are missing",
  "break-after": "only for print",
  "break-inside": "only for print",
  "color-scheme": "Gmail, Outlook, Yahoo: they make their own dark colours",
  "supported-color-schemes": "only Apple Mail knows it",
  "box-sizing": "Outlook: the frame around a logo in the dark is outside its size",
  content: "only for print",
  display: "Outlook, Yahoo: the preheader has mso-hide and max-height as well",
  "font-size": "Outlook, Samsung, Yahoo: not in rem or with a percentage of sup",
  "font-weight": "Outlook, Yahoo: not in numbers",
  height: "Yahoo: only of images",
  "letter-spacing": "Outlook: letters stand as usual",
  "line-height": "Outlook: lines stand a little closer",
  "max-height": "Outlook: the preheader has mso-hide",
  "max-width": "Outlook: conditional tables have the width",
  "min-width": "Outlook: columns of a table are as wide as their words",
  "mso-hide": "only Outlook knows it",
  "mso-table-lspace": "only Outlook knows it",
  "mso-table-rspace": "only Outlook knows it",
  orphans: "only for print",
  outline: "Outlook: its own mark of the focus",
  "outline-color": "Outlook: as above",
  "outline-offset": "Gmail, Outlook, Yahoo: the mark touches the words",
  overflow: "Outlook: the preheader has mso-hide",
  "overflow-wrap": "Gmail, Outlook, Yahoo: word-break of the cell around it does the same",
  widows: "only for print",
  "word-break": "Yahoo, Windows Mail: a very long word makes the letter wider",
  "word-spacing": "Outlook: the usual space, which is meant",
  "::after": "only for print",
  ":focus": "Gmail, Outlook: their own mark of the focus",
  ":not": "only for print",
  ":root": "only for the colour scheme",
  "@media": "Gmail with another provider's account, Outlook for Windows: the wide, light letter",
  "@page": "only for print",
};
