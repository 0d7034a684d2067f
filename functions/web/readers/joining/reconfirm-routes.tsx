import type { Context, Hono } from "hono";
import { signLink } from "../../../core/people/link-token.ts";
import { languageOf } from "../../../core/people/subscriber.ts";
import { wordsIn } from "../../../core/text/words/catalogue.ts";
import { sayAll } from "../../../core/text/words/say-in.ts";
import {
  endLetters,
  type FoundQuestion,
  findQuestion,
  keepLetters,
} from "../../../steps/readers/reconfirm/answer-reconfirmation.ts";
import { limited } from "../../kit/forms.ts";
import type { ReadersRoom } from "../link-reader.ts";
import { readReaderForm, refuseForeign } from "../reader-forms.ts";
import { sendReadersPage } from "../readers-page.tsx";
import { sendUnknownLink } from "../readers-problems.tsx";
import { AnsweredPage, QuestionPage, type QuestionRoom } from "./reconfirm-pages.tsx";

type Question = Extract<FoundQuestion, { kind: "found" }>;

/** Adds the page on which people say whether they still want a list's letters. A form answers. */
export function addReconfirmRoutes(site: Hono, room: ReadersRoom): void {
  const { pipeline, paths } = room;
  const here = "/reconfirm/:token";

  site.get(here, async c => {
    const question = await findQuestion(pipeline, c.req.param("token"));
    if (question.kind !== "found") return sendUnknownLink(c, paths);
    return sendReadersPage(c, <QuestionPage {...roomOf(c, room, question)} />);
  });

  site.post(here, limited, async c => {
    refuseForeign(c, pipeline);
    const form = await readReaderForm(c);
    const question = await findQuestion(pipeline, c.req.param("token"));
    if (question.kind !== "found") return sendUnknownLink(c, paths);
    const its = roomOf(c, room, question);
    const answer = form.one("answer");
    if (answer !== "yes" && answer !== "no") return sendReadersPage(c, <QuestionPage {...its} />);
    const isKept = answer === "yes";
    const { words, organisation } = its.frame;
    if (isKept)
      await keepLetters(pipeline, question, words.join.agree(organisation, its.bulletins));
    else await endLetters(pipeline, question);
    return sendReadersPage(c, <AnsweredPage room={its} isKept={isKept} />);
  });
}

function roomOf(
  c: Context,
  { pipeline, paths }: ReadersRoom,
  { person, bulletin, names }: Question,
): QuestionRoom {
  const { id, language, organisation } = bulletin;
  const words = wordsIn(languageOf(person), language);
  const bearer = { subscriber: person.id, edition: id };
  return {
    frame: { paths, words, organisation },
    bulletins: sayAll(words, names),
    email: person.email,
    path: c.req.path,
    letters: `/letters/${signLink("letters", bearer, pipeline.linkKeys)}`,
  };
}
