import MailComposer from "nodemailer/lib/mail-composer";
import { letterFooter } from "../../../functions/core/bulletins/letter-footer.ts";
import { fillPlaces, fillPlacesInHtml } from "../../../functions/core/letter/fill-places.ts";
import { composeMessage } from "../../../functions/mail/compose-message.ts";
import { joined } from "../../../functions/mail/pieces.ts";
import { renderLetter } from "../../../functions/mail/render-letter.ts";
import { renderEntries } from "../../../functions/steps/editions/draft-edition.ts";
import { personalPlaces } from "../../../functions/steps/sending/edition-composer.ts";
import type { BenchLetter } from "../letter.ts";
import { median } from "../median.ts";
import { personAt } from "../people.ts";
import { serveParent } from "./serve-parent.ts";

/** Microseconds a person. */
export type RenderingFigures = Readonly<Record<"splice" | "mjml" | "mailComposer", number>>;

const site = {
  siteUrl: "https://readers.letters.example.org",
  linkKeys: [{ id: "a", secret: "0123456789abcdef0123456789abcdef" }],
};
const [edition, batch] = ["round-1_20261201T090000Z", "000-01KAGW00000000000000000000"];
/** Of every so many people spliced for, one is rendered for by MJML; one of so many is composed for by MailComposer. */
const rarer = { mjml: 40, mailComposer: 10 };

/**
 * Three ways to make a person's copy. Spliced: everything, with signed links and encoded header. MJML:
 * the html alone, rendered with the person's values, which are signed beforehand. MailComposer: the
 * message alone, with html and text made beforehand.
 */
async function measure(given: {
  letter: BenchLetter;
  rounds: number;
  people: number;
}): Promise<RenderingFigures> {
  const { bulletin, entry, template } = given.letter;
  const draft = await renderEntries({ bulletin, entries: [entry], slot: new Date() }, template);
  if (draft.kind !== "draft") throw new Error("the sample letter cannot be rendered");
  const { letter, content } = draft;
  const frame = { ...bulletin.sender, list: { name: bulletin.id, label: bulletin.id }, content };
  const compose = composeMessage(frame);
  const people = Array.from({ length: given.people }, (_, number) => {
    const person = { ...personAt(number), id: `01KAGW${String(number).padStart(20, "0")}` };
    return { person, places: personalPlaces(site, edition, content, person) };
  });
  const every = (nth: number) => people.filter((_, index) => index % nth === 0);

  const splice = () => {
    for (const [position, { person }] of people.entries()) {
      const places = personalPlaces(site, edition, content, person);
      joined(
        compose({
          to: { ...person },
          places,
          id: `${edition}.${batch}.${position % 50}`,
          date: new Date(),
        }),
      );
    }
  };
  const mjml = async () => {
    for (const { places } of every(rarer.mjml)) {
      const rendered = await renderLetter(letter, places, letterFooter(bulletin), template);
      // It has to be the same letter, or nothing is compared.
      if (rendered.kind !== "rendered" || rendered.html !== fillPlacesInHtml(content.html, places))
        throw new Error("MJML renders another letter for a person than splicing gives");
    }
  };
  const mails = every(rarer.mailComposer).map(({ person, places }, position) => ({
    from: bulletin.sender.from,
    replyTo: bulletin.sender.replyTo,
    subject: content.subject,
    to: { name: person.name ?? "", address: person.email },
    text: fillPlaces(content.text, places),
    html: fillPlacesInHtml(content.html, places),
    messageId: `<${edition}.${batch}.${position}@letters.example.org>`,
    textEncoding: "quoted-printable" as const,
    newline: "windows",
    headers: {
      "List-Id": `${bulletin.id} <${bulletin.id}.letters.example.org>`,
      "List-Unsubscribe": `<${places.unsubscribeUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
      Precedence: "list",
    },
  }));
  const mailComposer = async () => {
    for (const mail of mails) await new MailComposer(mail).compile().build();
  };

  const times: Record<keyof RenderingFigures, number[]> = {
    splice: [],
    mjml: [],
    mailComposer: [],
  };
  for (let round = 0; round <= given.rounds; round++) {
    const lap = {
      splice: (await timed(splice)) / people.length,
      mjml: (await timed(mjml)) / every(rarer.mjml).length,
      mailComposer: (await timed(mailComposer)) / mails.length,
    };
    // The first round warms up.
    if (round > 0)
      for (const way of ["splice", "mjml", "mailComposer"] as const) times[way].push(lap[way]);
  }
  return {
    splice: median(times.splice),
    mjml: median(times.mjml),
    mailComposer: median(times.mailComposer),
  };
}

/** Microseconds. Nobody has to clear away what another has left behind. */
async function timed(work: () => unknown): Promise<number> {
  globalThis.gc?.();
  const began = performance.now();
  await work();
  return (performance.now() - began) * 1000;
}

const commands = { measure };
export type Rendering = typeof commands;
serveParent(commands);
