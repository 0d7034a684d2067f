import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { List } from "../../core/people/list.ts";
import { languageOf, type Subscriber } from "../../core/people/subscriber.ts";
import { wordsIn } from "../../core/text/words/catalogue.ts";
import type { Pipeline } from "../pipeline.ts";
import { sendWelcome } from "./join-mails.ts";

/**
 * Sends a new person the welcome letter of their list, if one is written. If SES takes no email now,
 * there is none: the person is on the list all the same.
 */
export async function welcome(
  pipeline: Pipeline,
  bulletin: Bulletin,
  list: List,
  person: Subscriber,
): Promise<void> {
  const text = list.welcome;
  if (text === undefined || text.trim() === "") return;
  const words = wordsIn(languageOf(person), bulletin.language);
  const { kind } = await sendWelcome(pipeline, {
    bulletin,
    list: { ...list, welcome: text },
    person,
    words,
  });
  pipeline.log("welcomed", { list: list.id, subscriber: person.id, outcome: kind });
}
