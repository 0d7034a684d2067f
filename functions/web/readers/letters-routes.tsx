import type { Context, Hono } from "hono";
import { readerOf } from "../../core/access/actor.ts";
import {
  chooseLetters,
  isOpenList,
  type LettersChoice,
  type LettersOffer,
  maxPauseWeeks,
  offerLetters,
  pauseOf,
  withoutPastPause,
} from "../../core/people/letters/letters-choice.ts";
import type { Consent, Preferences, Subscriber } from "../../core/people/subscriber.ts";
import { findWords } from "../../core/text/words/catalogue.ts";
import { changeLetters, type LettersChange } from "../../steps/people/change-letters.ts";
import { eraseSubscriber } from "../../steps/people/erase-subscriber.ts";
import { exportSubscriber } from "../../steps/people/export-subscriber.ts";
import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { listLists } from "../../store/people/lists.ts";
import { limited } from "../kit/forms.ts";
import { AskErasePage, ErasedReaderPage } from "./erase-reader-pages.tsx";
import { LettersPage } from "./letters-page.tsx";
import { findLinkReader, type LinkReader, type ReadersRoom } from "./link-reader.ts";
import { type ReaderForm, readReaderForm, refuseForeign } from "./reader-forms.ts";
import { sendReadersPage } from "./readers-page.tsx";
import { sendUnknownLink } from "./readers-problems.tsx";

/** A reader whose person is known. */
export type KnownReader = LinkReader & { readonly person: Subscriber };

/** The state of a person's letters, to show and to return to. */
export type LettersState = {
  readonly offer: LettersOffer;
  readonly preferences: Preferences;
};

/** Adds the pages on which a reader sees and changes everything about their letters. */
export function addLettersRoutes(site: Hono, room: ReadersRoom): void {
  const { pipeline, paths } = room;
  const here = "/letters/:token";

  /** Finds the reader, or answers that there is none. */
  const withReader = async (
    c: Context,
    handle: (reader: KnownReader) => Response | Promise<Response>,
  ): Promise<Response> => {
    const reader = await findLinkReader(room, "letters", c.req.param("token") ?? "");
    if (!reader) return sendUnknownLink(c, paths);
    const { person } = reader;
    return person
      ? handle({ ...reader, person })
      : sendReadersPage(c, <ErasedReaderPage reader={reader} />, 410);
  };

  /** Changes something, then shows the page with an offer to undo it. */
  const change = (
    path: string,
    changeOf: (reader: KnownReader, form: ReaderForm) => Promise<LettersChange>,
  ) =>
    site.post(path, limited, async c => {
      refuseForeign(c, pipeline);
      const form = await readReaderForm(c);
      return withReader(c, async reader => {
        const before = await readState(room, reader.person);
        const wanted = await changeOf(reader, form);
        const { subscriber, edition } = reader.bearer;
        const by = readerOf(reader.bearer);
        await changeLetters(pipeline, subscriber, { ...wanted, edition }, by);
        return withReader(c, async after =>
          sendReadersPage(
            c,
            <LettersPage
              reader={after}
              state={await readState(room, after.person)}
              before={before}
            />,
          ),
        );
      });
    });

  site.get(here, c =>
    withReader(c, async reader =>
      sendReadersPage(
        c,
        <LettersPage reader={reader} state={await readState(room, reader.person)} />,
      ),
    ),
  );
  change(here, (reader, form) => changeOfForm(room, reader, form));
  change(`${here}/stop`, async () => ({ leave: ["all-letters"] }));
  change(`${here}/restart`, async () => ({ comeBack: ["all-letters"] }));

  site.get(`${here}/data.json`, c =>
    withReader(c, async ({ bearer }) => {
      const data = await exportSubscriber(pipeline, bearer.subscriber);
      c.header("Content-Disposition", 'attachment; filename="my-data.json"');
      return c.json(data ?? {});
    }),
  );

  site.get(`${here}/erase`, c =>
    withReader(c, reader => sendReadersPage(c, <AskErasePage reader={reader} path={c.req.path} />)),
  );
  site.post(`${here}/erase`, limited, async c => {
    refuseForeign(c, pipeline);
    await readReaderForm(c);
    return withReader(c, async reader => {
      await eraseSubscriber(pipeline, reader.bearer.subscriber, readerOf(reader.bearer));
      return sendReadersPage(c, <ErasedReaderPage reader={reader} />);
    });
  });
}

async function readState(
  { pipeline: { table, now } }: ReadersRoom,
  person: Subscriber,
): Promise<LettersState> {
  const [bulletins, lists] = await Promise.all([listBulletins(table), listLists(table)]);
  return {
    offer: offerLetters(person, bulletins, lists),
    preferences: withoutPastPause(person.preferences ?? {}, now()),
  };
}

async function changeOfForm(
  { pipeline }: ReadersRoom,
  { person, frame }: KnownReader,
  form: ReaderForm,
): Promise<LettersChange> {
  const [bulletins, lists] = await Promise.all([
    listBulletins(pipeline.table),
    listLists(pipeline.table),
  ]);
  const offer = offerLetters(person, bulletins, lists);
  const open = lists.filter(isOpenList);
  const { leave, comeBack, join } = chooseLetters(
    person,
    offer,
    open.map(({ id }) => id),
    choiceOf(form),
  );
  const consentTo = (list: string): Consent => {
    const { name } = bulletins.find(({ lists }) => lists.includes(list)) ?? { name: list };
    return {
      at: new Date(pipeline.now()).toISOString(),
      how: "joined",
      source: "/letters",
      wording: frame.words.join.agree(frame.organisation, name),
    };
  };
  return {
    leave,
    comeBack,
    join: join.map(list => ({ list, consent: consentTo(list) })),
    preferences: preferencesOf(form, person.preferences ?? {}, pipeline.now()),
  };
}

function choiceOf(form: ReaderForm): LettersChoice {
  return {
    shown: { bulletins: form.all("shown-bulletin"), lists: form.all("shown-list") },
    ticked: { bulletins: form.all("bulletin"), lists: form.all("list") },
  };
}

/** Reads a pause as a number of weeks from now, or as the instant of the present pause. */
function preferencesOf(form: ReaderForm, before: Preferences, now: number): Preferences {
  const pause = form.one("pause");
  const weeks = /^\d{1,2}$/.test(pause) ? Number(pause) : 0;
  const until = weeks > 0 && weeks <= maxPauseWeeks ? pauseOf(weeks, now) : instantIn(pause);
  const language = findWords(form.one("language"))?.language ?? before.language;
  return withoutPastPause(
    {
      language,
      pausedUntil: until,
      plainText: form.has("plain-text") ? true : undefined,
    },
    now,
  );
}

function instantIn(text: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : undefined;
}
