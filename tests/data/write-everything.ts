import { actorOf, readerOf } from "../../functions/core/access/actor.ts";
import { personOf } from "../../functions/core/access/approver.ts";
import type { Bulletin } from "../../functions/core/bulletins/bulletin.ts";
import { editionId } from "../../functions/core/bulletins/edition.ts";
import { incomingEntrySchema } from "../../functions/core/bulletins/incoming/incoming-entry.ts";
import { type List, newList } from "../../functions/core/people/list.ts";
import { signReconfirm } from "../../functions/core/people/reconfirm/reconfirm-token.ts";
import { wordsIn } from "../../functions/core/text/words/catalogue.ts";
import type { RawMessage } from "../../functions/mail/submit-message.ts";
import type { Template } from "../../functions/mail/template.ts";
import { addMember } from "../../functions/steps/access/add-member.ts";
import { welcomeMember } from "../../functions/steps/access/welcome-member.ts";
import { approveEdition } from "../../functions/steps/approval/approve-edition.ts";
import { askForChanges } from "../../functions/steps/approval/ask-for-changes.ts";
import { beginCorrection } from "../../functions/steps/approval/corrections/begin-correction.ts";
import { readSentTexts } from "../../functions/steps/approval/corrections/sent-texts.ts";
import { lookAtFeedback } from "../../functions/steps/clock/listen.ts";
import { runClock } from "../../functions/steps/clock/run-clock.ts";
import { sendToCorrected } from "../../functions/steps/control/send-to-corrected.ts";
import { composeEdition } from "../../functions/steps/editions/compose-edition.ts";
import { acceptEntry } from "../../functions/steps/editions/entries/accept-entry.ts";
import { writeNewEntry } from "../../functions/steps/editions/entries/write-entry.ts";
import { addImage } from "../../functions/steps/editions/images/add-image.ts";
import { saveBulletin } from "../../functions/steps/editions/save-bulletin.ts";
import { readFeeds } from "../../functions/steps/feeds/read-feeds.ts";
import { changeLetters } from "../../functions/steps/people/change-letters.ts";
import { eraseSubscriber } from "../../functions/steps/people/erase-subscriber.ts";
import { importList } from "../../functions/steps/people/import-list.ts";
import { receiveUpload } from "../../functions/steps/people/imports/continue-import.ts";
import { importPeople } from "../../functions/steps/people/imports/import-people.ts";
import { changeList } from "../../functions/steps/people/lists/change-list.ts";
import { createList } from "../../functions/steps/people/lists/create-list.ts";
import { addPerson } from "../../functions/steps/people/person/add-person.ts";
import { removePerson } from "../../functions/steps/people/person/remove-person.ts";
import { unsubscribe } from "../../functions/steps/people/unsubscribe.ts";
import { joinList } from "../../functions/steps/readers/join-list.ts";
import {
  findQuestion,
  keepLetters,
} from "../../functions/steps/readers/reconfirm/answer-reconfirmation.ts";
import { continueReconfirmation } from "../../functions/steps/readers/reconfirm/continue-reconfirmation.ts";
import { startReconfirmation } from "../../functions/steps/readers/reconfirm/decide-reconfirmation.ts";
import { requestJoin } from "../../functions/steps/readers/request-join.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { raiseVersion } from "../../functions/store/data-version.ts";
import { getBatch } from "../../functions/store/ledger/batches.ts";
import { aPng } from "../examples/an-image.ts";
import { ann } from "../examples/builders.ts";
import type { FixedWorld } from "./a-fixed-world.ts";

/** A bulletin with every field. */
const weekly: Bulletin = {
  id: "harbour-weekly",
  name: "Harbour Health Weekly",
  organisation: "Harbour Health Trust",
  sender: {
    from: "Harbour Health Trust <letters@harbour-health.example>",
    replyTo: "answers@harbour-health.example",
  },
  lists: ["staff"],
  composition: "digest",
  language: "en-GB",
  salutation: "Dear colleague,",
  signOff: "With best wishes,",
  signatories: [{ name: "Dr Siân O’Brien", postNominals: "FRCP", role: ["Medical Director"] }],
  schedule: { every: "week", on: ["tuesday"], at: "09:00", from: "2026-01-06" },
  holidays: { calendar: "england", dates: ["2027-02-02"], rule: "after" },
  exceptions: [{ skip: "2027-01-05" }, { move: "2027-01-12", to: "2027-01-13T10:00" }],
  zone: "Europe/London",
  subject: "{{bulletin}}: {{date}}",
  ownSubjects: [{ slot: "2026-02-03T09:00:00.000Z", subject: "Before the holidays" }],
  footer: {
    reason: "You work for Harbour Health Trust.",
    address: "1 Quay Street, Harbour",
    privacyUrl: "https://harbour-health.example/privacy",
  },
  approval: "one",
  deadlineMinutes: 1_440,
  approvers: [{ address: "ada@harbour-health.example", deputy: "ben@harbour-health.example" }],
  approveByLink: true,
  late: { rule: "send", withinHours: 4 },
  holdMinutes: 5,
  archive: "public",
  uncertain: "hold",
  overQuota: "spread",
  breaker: { bouncePercent: 50, complaintPercent: 50, after: 500 },
  deferredAfter: 3,
};
/** A bulletin with the required fields, and a feed. */
const notes: Bulletin = {
  id: "ward-notes",
  name: "Ward Notes",
  organisation: "Harbour Health Trust",
  sender: { from: "letters@harbour-health.example" },
  lists: ["staff", "board"],
  composition: "letter",
  language: "cy",
  salutation: "Annwyl gydweithiwr,",
  signOff: "Yn gywir,",
  signatories: [],
  zone: "Europe/London",
  approval: "none",
  uncertain: "resend",
  feed: "https://news.harbour-health.example/feed.xml",
};
/** A list with every field. */
const staff: List = {
  id: "staff",
  name: "Staff",
  description: "Everyone who works here.",
  visibility: "public",
  optIn: "single",
  lawfulBasis: "legitimate-interests",
  purpose: "because you work here",
  welcome: "Welcome.",
  archivedAt: "2026-11-23T12:00:00.000Z",
  version: 1,
};
const bulletins = { weekly, notes };

const entryId = (number: number) => `01KAGW0000000000000000000${number}`;
const text = { format: "markdown", body: "The clinics open at 7 am." } as const;

const noRoles = { groups: [], grants: [] };
/** The undo window of the weekly bulletin. */
const windowMs = 5 * 60_000;

/** The first slot of the weekly bulletin, after which the dump's story begins. */
export const begin = new Date("2026-11-23T12:00:00Z");
const slot = new Date("2026-11-24T09:00:00Z");

/** What the dump's readers look for. `underWay` is in the middle of sending. */
export const told = {
  bulletins: [weekly.id, notes.id],
  finished: editionId(weekly.id, slot),
  underWay: editionId(weekly.id, new Date("2026-12-01T09:00:00Z")),
  held: editionId(notes.id, slot),
  entries: [1, 2, 3, 4, 5].map(number => ({
    bulletin: number < 4 ? weekly.id : notes.id,
    id: entryId(number),
  })),
  people: 8,
};

async function* people(count: number) {
  for (let number = 0; number < count; number++)
    yield {
      email: `p${number}@example.org`,
      name: `Person ${number}`,
      salutation: number === 0 ? "Dear Dr O’Hara," : undefined,
      language: number === 1 ? "cy" : undefined,
    };
}

/** Writes every entity there is, through the steps, in a world with fixed time and ids. */
export async function writeEverything(world: FixedWorld, template: Template): Promise<void> {
  const { pipeline } = world;
  const { table } = pipeline;
  const by = ann;
  /** Leases are not renewed on a slow machine: each dump is the same. */
  const monotonic = () => 0;
  await raiseVersion(table);
  await addMember(
    pipeline,
    { who: "ben@harbour-health.example", name: "Ben", grants: [{ role: "editor" }] },
    by,
  );
  const grants = [{ role: "approver" as const, bulletin: weekly.id }];
  await addMember(pipeline, { who: "ada@harbour-health.example", name: "Ada", grants }, by);
  await welcomeMember(pipeline, {
    sub: "ann",
    name: "Dr A. Jones",
    address: "ann@harbour-health.example",
    groups: ["approver", "operator"],
  });
  for (const bulletin of Object.values(bulletins)) await saveBulletin(pipeline, bulletin, by);
  await createList(pipeline, staff, by);
  await changeList(pipeline, staff.id, { name: "Staff of the trust" }, by);
  await createList(pipeline, newList({ id: "board", name: "Board" }), by);
  await importList(pipeline, "staff", people(told.people), {
    by,
    version: "first",
    monotonic,
  });
  await importList(pipeline, "board", people(2), { by, monotonic });
  await importPeople(pipeline, {
    list: "board",
    mode: "replace",
    file: "board.csv",
    by,
    bad: [{ row: 4, reason: 'the address has no "@"' }],
    people: () => people(1),
    mayManyLeave: true,
  });
  const file = await world.receive("board", "E-Mail-Adresse,Anrede\np9@example.org,Dr O’Hara\n");
  await receiveUpload(pipeline, file, () => false);

  const add = (number: number, bulletin: Bulletin, more = {}) =>
    writeNewEntry(
      pipeline,
      {
        id: entryId(number),
        bulletin: bulletin.id,
        title: `News ${number}`,
        status: "ready",
        ...text,
        ...more,
      },
      by,
    );
  const map = {
    bulletin: weekly.id,
    file: "map.png",
    alt: "Map of the harbour",
    bytes: aPng(4, 2),
  };
  const added = await addImage(pipeline, map, by);
  const image = added.kind === "added" ? `\n\n![${map.alt}](${added.id})` : "";
  await add(1, weekly, {
    body: `${text.body}${image}`,
    variants: [{ language: "cy", title: "Newyddion 1", body: "Diolch.", format: "markdown" }],
  });
  await add(2, weekly, { notBefore: "2026-11-28T09:00:00.000Z", format: "pasted" });
  await add(3, weekly, { status: "draft" });
  await add(4, notes);
  await add(5, notes, {
    salutation: "Dear friends,",
    signOff: "Yours,",
    signatories: [{ name: "Ada King", postNominals: "MP", role: ["Chair", "The Board"] }],
    preheader: "In short",
    language: "en",
    variants: [
      {
        language: "cy",
        title: "Newyddion 5",
        body: "Diolch.",
        format: "markdown",
        salutation: "Annwyl ffrindiau,",
        signOff: "Yn gywir,",
        signatories: [{ name: "Ada King", postNominals: "", role: ["Cadeirydd"] }],
        preheader: "Yn fyr",
      },
    ],
  });

  // A finished edition, with everything that SES may report.
  await tick(world, template);
  await approve(world, template, told.finished);
  world.advance(slot.getTime() - pipeline.now());
  await tick(world, template);
  await closeWindow(world, template);
  await tick(world, template);
  const sent = world.sent.filter(({ place }) => place !== undefined);
  await world.report(required(sent[0]), "DeliveryDelay", {
    deliveryDelay: { delayType: "General" },
  });
  for (const letter of sent.slice(0, 5)) await world.report(letter, "Delivery");
  await world.report(required(sent[5]), "Bounce", bounce("Permanent", "NoEmail", "5.1.1"));
  await world.report(required(sent[6]), "Bounce", bounce("Transient", "MailboxFull", "4.2.2"));
  await world.report(required(sent[7]), "Delivery");
  await world.report(required(sent[7]), "Complaint", {
    complaint: { complaintFeedbackType: "abuse" },
  });
  await lookAtFeedback(pipeline);
  world.advance(60_000);
  await tick(world, template);

  // Another attempt for the person whose letter came back.
  const corrected = { edition: told.finished, subscriber: await recipientOf(world, sent[5]) };
  await sendToCorrected(pipeline, corrected, "p5.new@example.org", by);
  await world.workOff();
  await tick(world, template);

  // An edition that is held because nobody signs it, and people who left.
  await composeEdition(pipeline, template, { bulletin: notes, slot, by });
  const bearer = { edition: told.finished, subscriber: await recipientOf(world, sent[1]) };
  await unsubscribe(pipeline, bearer, readerOf(bearer));
  await eraseSubscriber(pipeline, await recipientOf(world, sent[2]), by);

  // A reader who chooses on their own page, one who joins, and one who has not confirmed yet.
  const chooser = await recipientOf(world, sent[5]);
  const reader = readerOf({ subscriber: chooser });
  const everything = ["all-letters", { list: "board" }] as const;
  const preferences = {
    language: "cy",
    pausedUntil: "2026-12-08T09:00:00.000Z",
    plainText: true,
  } as const;
  await changeLetters(pipeline, chooser, { leave: everything, preferences }, reader);
  await changeLetters(pipeline, chooser, { comeBack: everything }, reader);
  const at = new Date(pipeline.now()).toISOString();
  const wording = "I want these letters.";
  await joinList(pipeline, {
    email: "joiner@example.org",
    language: "fr",
    bulletin: notes.id,
    list: "board",
    consent: { at, how: "joined", source: `/subscribe/${notes.id}`, wording, askedAt: at },
  });
  await requestJoin(pipeline, {
    bulletin: notes,
    list: newList({ id: "board", name: "Board" }),
    email: "asker@example.org",
    words: wordsIn("en"),
    wording,
    source: "192.0.2.1",
  });

  // What another program has written becomes a draft.
  const entry = incomingEntrySchema.parse({ key: "1", title: "News", body: "Words." });
  const key = { kind: "api-key", id: "k1", name: "Intranet" } as const;
  await acceptEntry(pipeline, notes, { source: "k1", entry }, key);
  // What another site has written becomes a draft.
  const item = "<item><guid>1</guid><title>News</title><description>Words.</description></item>";
  const feed = { kind: "fetched", text: `<rss><channel>${item}</channel></rss>` } as const;
  await readFeeds(pipeline, async () => feed);

  // The people on a list are asked whether they still want letters. One says yes.
  const asking = { list: "board", bulletin: notes.id, days: 28 };
  const started = await startReconfirmation(pipeline, asking, by);
  world.advance(1_000);
  await continueReconfirmation(pipeline, "board", pipeline.monotonic() + 60_000);
  if (started.kind !== "done") throw new Error(`the question is ${started.kind}`);
  const question = {
    subscriber: chooser,
    list: "board",
    reconfirmation: started.reconfirmation.id,
  };
  const found = await findQuestion(pipeline, signReconfirm(question, pipeline.linkKeys));
  if (found.kind === "found") await keepLetters(pipeline, found, wording);

  // An edition under way: an approver asked for changes first. Its worker ends after one window.
  const next = Date.parse("2026-12-01T09:00:00Z");
  world.advance(next - pipeline.now() - 86_400_000);
  await tick(world, template);
  await approve(world, template, told.underWay);
  await add(2, weekly, { id: entryId(6), title: "News 6" });
  await tick(world, template);
  const { hash = "" } = (await getEdition(table, told.underWay)) ?? {};
  const comment = "Say when the clinics close.";
  await askForChanges(pipeline, { edition: told.underWay, hash, comment, by: ada });
  await tick(world, template);
  await approve(world, template, told.underWay);
  world.advance(next - pipeline.now());
  await tick(world, template);
  await closeWindow(world, template);
  world.endAt = world.sent.length + 1;
  await tick(world, template);

  // A correction of the finished edition, which waits.
  const wrong = required(await getEdition(table, told.finished));
  const texts = (await readSentTexts(pipeline, wrong)).map(text =>
    Object.assign(text, { body: "The clinics open at 8 am." }),
  );
  await beginCorrection(pipeline, template, {
    edition: wrong.id,
    texts,
    to: "who-got-it",
    isSaid: true,
    by,
  });

  // A person on no list. The clock forgets them in the end.
  const alone = await addPerson(pipeline, "board", { email: "p10@example.org" }, by);
  if (alone.kind !== "added") throw new Error(`the person is ${alone.kind}`);
  await removePerson(pipeline, "board", alone.subscriber, by);
}

/** Ada, who approves the weekly bulletin by a link and has not signed in yet. */
const ada = actorOf(personOf({ name: "Ada", address: "ada@harbour-health.example", ...noRoles }));

/** The end of the undo window. This world's queue delays nothing, so the clock queues the work again. */
async function closeWindow(world: FixedWorld, template: Template): Promise<void> {
  world.advance(windowMs);
  await tick(world, template);
}

async function approve({ pipeline }: FixedWorld, template: Template, id: string): Promise<void> {
  const { hash = "" } = (await getEdition(pipeline.table, id)) ?? {};
  const outcome = await approveEdition(pipeline, template, { edition: id, hash, by: ada });
  if (outcome.kind !== "approved") throw new Error(`the approval is ${outcome.kind}`);
}

/** A minute of the clock, and the work that it queues. */
export async function tick(world: FixedWorld, template: Template): Promise<void> {
  await runClock(world.pipeline, template);
  await world.workOff();
  world.advance(60_000);
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the dump's story lacks a letter");
  return value;
}

async function recipientOf(
  { pipeline }: FixedWorld,
  letter: RawMessage | undefined,
): Promise<string> {
  const { edition, batch, position } = required(letter?.place);
  const { subscribers } = required(await getBatch(pipeline.table, edition, batch));
  return required(subscribers[position]);
}

function bounce(bounceType: string, bounceSubType: string, status: string): object {
  const recipient = { emailAddress: "someone@example.org", action: "failed", status };
  return { bounce: { bounceType, bounceSubType, bouncedRecipients: [recipient] } };
}
