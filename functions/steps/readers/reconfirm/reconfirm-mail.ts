import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { signReconfirm } from "../../../core/people/reconfirm/reconfirm-token.ts";
import type { AskingEmail, Reconfirmation } from "../../../core/people/reconfirm/reconfirmation.ts";
import type { Subscription } from "../../../core/people/subscription.ts";
import { wordsIn } from "../../../core/text/words/catalogue.ts";
import { sayAll, sayDay } from "../../../core/text/words/say-in.ts";
import { composeMessage } from "../../../mail/compose-message.ts";
import type { Pieces } from "../../../mail/pieces.ts";
import type { Pipeline } from "../../pipeline.ts";
import { personalPlaces } from "../../sending/edition-composer.ts";
import { footOf } from "../join-mails.ts";

/** Who asks, and about what. */
export type Asker = {
  readonly reconfirmation: Reconfirmation;
  readonly bulletin: Bulletin;
  /** The names of all bulletins that use the list. */
  readonly names: readonly string[];
};

/** Returns the email that asks one person whether they still want a list's letters. */
export function composeQuestion(
  pipeline: Pick<Pipeline, "siteUrl" | "linkKeys" | "newId" | "now">,
  { reconfirmation, bulletin, names }: Asker,
  person: Subscription,
  email: AskingEmail,
): Pieces {
  const words = wordsIn(person.language, bulletin.language);
  const { reconfirm } = words;
  const bulletins = sayAll(words, names);
  const places = personalPlaces(pipeline, bulletin.id, { salutation: "" }, person);
  const { id, list, answerBy } = reconfirmation;
  const token = signReconfirm(
    { subscriber: person.id, list, reconfirmation: id },
    pipeline.linkKeys,
  );
  const paragraphs = [
    ...(places.salutation === "" ? [] : [places.salutation]),
    reconfirm.why(bulletin.organisation, bulletins),
    ...(email === "reminded" ? [reconfirm.reminder] : []),
    reconfirm.openLink(sayDay(words, answerBy, bulletin.zone)),
    `${pipeline.siteUrl}/reconfirm/${token}`,
    reconfirm.otherwise,
    footOf(words, bulletin, places),
  ];
  const content = {
    subject: reconfirm.ask(bulletins),
    html: "",
    text: `${paragraphs.join("\n\n")}\n`,
    salutation: "",
    language: words.language,
    listName: bulletin.name,
  };
  const { from, replyTo } = bulletin.sender;
  const named = { name: bulletin.name, label: bulletin.id };
  const compose = composeMessage({ from, replyTo, list: named, content });
  return compose({
    to: { email: person.email },
    places,
    id: `reconfirm.${pipeline.newId()}`,
    date: new Date(pipeline.now()),
    plainText: true,
  });
}
