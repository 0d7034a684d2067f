import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { letterFooter } from "../../core/bulletins/letter-footer.ts";
import { footerWords } from "../../core/letter/footer.ts";
import type { Places } from "../../core/letter/places.ts";
import type { List } from "../../core/people/list.ts";
import { parseSender } from "../../core/people/senders/sender.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import type { SubmitOutcome } from "../../core/sending/sending-problem.ts";
import type { Words } from "../../core/text/words/words.ts";
import { composeMessage, type MessageFrame } from "../../mail/compose-message.ts";
import type { Pipeline } from "../pipeline.ts";
import { personalPlaces } from "../sending/edition-composer.ts";
import { submitSingle } from "../sending/submit-single.ts";

const noPlaces: Places = { salutation: "", viewUrl: "", manageUrl: "", unsubscribeUrl: "" };

/** Sends the email whose link confirms that the owner of an address wants a bulletin. */
export function sendConfirmation(
  pipeline: Pipeline,
  {
    bulletin,
    email,
    words,
    url,
    days,
  }: {
    readonly bulletin: Bulletin;
    readonly email: string;
    readonly words: Words;
    readonly url: string;
    /** How long the link works, in words. */
    readonly days: string;
  },
): Promise<SubmitOutcome> {
  const { name, organisation } = bulletin;
  const says = words.email;
  const lines = [says.asked(organisation, name), says.openLink(days), url, says.ignore];
  const content = contentOf(words, name, says.confirmSubject(name), [...lines, organisation]);
  return send(pipeline, bulletin, { email, content, places: noPlaces });
}

/** Sends the letter that welcomes a person to a list. */
export function sendWelcome(
  pipeline: Pipeline,
  {
    bulletin,
    list,
    person,
    words,
  }: {
    readonly bulletin: Bulletin;
    readonly list: List & { readonly welcome: string };
    readonly person: Subscriber;
    readonly words: Words;
  },
): Promise<SubmitOutcome> {
  const places = personalPlaces(pipeline, bulletin.id, { salutation: "" }, person);
  const { subject, paragraphs } = writeWelcome(list.welcome, bulletin, words, places);
  const content = contentOf(words, bulletin.name, subject, paragraphs);
  const named = { name: bulletin.name, label: bulletin.id };
  return send(pipeline, bulletin, { email: person.email, content, places, list: named });
}

/** Returns the words of a welcome letter, for its preview too. */
export function writeWelcome(
  text: string,
  bulletin: Bulletin,
  words: Words,
  places: Places,
): { readonly subject: string; readonly paragraphs: readonly string[] } {
  return {
    subject: words.email.welcomeSubject(bulletin.name),
    paragraphs: [text.trim(), footOf(words, bulletin, places)],
  };
}

/** Returns the foot of a plain email to a person on a list: who writes, and how to leave. */
export function footOf(
  { language }: Words,
  bulletin: Bulletin,
  { manageUrl, unsubscribeUrl }: Places,
): string {
  const footer = letterFooter(bulletin);
  const { replies, manage, unsubscribe } = footerWords(language, footer);
  return [
    "-- ",
    bulletin.organisation,
    ...(footer.address === undefined ? [] : [footer.address]),
    replies,
    `${manage}: ${manageUrl}`,
    `${unsubscribe}: ${unsubscribeUrl}`,
  ].join("\n");
}

/** The text may be in a language of its own: it has its reader's words around it. */
function contentOf(
  { language }: Words,
  listName: string,
  subject: string,
  paragraphs: readonly string[],
) {
  const text = `${paragraphs.join("\n\n")}\n`;
  return { subject, html: "", text, salutation: "", language, listName };
}

function send(
  pipeline: Pipeline,
  { sender }: Pick<Bulletin, "sender">,
  {
    email,
    content,
    places,
    list,
  }: {
    readonly email: string;
    readonly content: MessageFrame["content"];
    readonly places: Places;
    readonly list?: MessageFrame["list"];
  },
): Promise<SubmitOutcome> {
  const compose = composeMessage({ from: sender.from, replyTo: sender.replyTo, list, content });
  const id = `join.${pipeline.newId()}`;
  const date = new Date(pipeline.now());
  return submitSingle(pipeline, {
    data: compose({ to: { email }, places, id, date, plainText: true }),
    source: parseSender(sender.from)?.address ?? "",
    destination: email,
  });
}
