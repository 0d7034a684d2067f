import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { List } from "../../core/people/list.ts";
import type { StatusProblem } from "../../core/people/senders/sending-status.ts";
import type { EditorsRoom } from "../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem } from "../kit/fields.tsx";
import { Layout } from "../kit/layout.tsx";
import { sayList, sayMailbox } from "../kit/say.ts";
import { DatesList, datesToShow } from "./dates-list.tsx";
import { ApprovalRuleFields } from "./form/approval-fields.tsx";
import { formSteps } from "./form/bulletin-form.ts";
import { ListChoice, NameFields, SenderFields } from "./form/name-fields.tsx";
import { ScheduleFields } from "./form/schedule-fields.tsx";
import { SenderStatus } from "./form/sender-status.tsx";
import type { Typed } from "./form/typed.ts";
import { calendarNames, saySchedule } from "./say-schedule.ts";

const titles = [
  "Name and organisation",
  "Sender and signatories",
  "Lists",
  "Schedule and approval",
] as const;

type Props = {
  readonly room: EditorsRoom;
  /** From 0. */
  readonly step: number;
  readonly typed: Typed;
  readonly problems: readonly FieldProblem[];
  readonly lists: readonly List[];
  /** The number of people on each list, by its id. */
  readonly people: ReadonlyMap<string, number>;
};

/** A step of a new bulletin. The form carries what the other steps have; nothing is stored yet. */
export function NewBulletinPage({
  room,
  step,
  typed,
  problems,
  lists,
  people,
}: Props): JSX.Element {
  const heading = titles[step] ?? "";
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}${heading} – New bulletin`}
      back={{ href: "/", text: "Home" }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l">New bulletin, step {step + 1} of 4</span>
      <h1 class="govuk-heading-l">{heading}</h1>
      <StepForm step={step} typed={typed}>
        {step === 0 && <NameFields typed={typed} problems={problems} isNew />}
        {step === 1 && (
          <SenderFields typed={typed} problems={problems} domain={room.pipeline.senderDomain} />
        )}
        {step === 2 && (
          <ListChoice typed={typed} problems={problems} lists={lists} people={people} />
        )}
        {step === 3 && <ScheduleFields typed={typed} problems={problems} />}
        {step === 3 && <ApprovalRuleFields typed={typed} problems={problems} />}
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button" name="go" value="on">
            Continue
          </button>
          {step > 0 && <BackButton />}
        </div>
      </StepForm>
    </Layout>
  );
}

type CheckProps = {
  readonly room: EditorsRoom;
  readonly typed: Typed;
  readonly bulletin: Bulletin;
  readonly lists: readonly List[];
  readonly now: Date;
  /** What Amazon SES says about the sender. */
  readonly status: readonly StatusProblem[];
};

/** What will be created, with the next five dates. */
export function CheckBulletinPage(props: CheckProps): JSX.Element {
  const { room, typed, bulletin, lists, now } = props;
  const { sender, signatories, holidays } = bulletin;
  const names = bulletin.lists.map(id => lists.find(list => list.id === id)?.name ?? id);
  const dates = datesToShow(bulletin, now, 5);
  const rows: readonly [string, string][] = [
    ["Name", `${bulletin.name} (${bulletin.id})`],
    ["Organisation", bulletin.organisation],
    [
      "An edition is",
      bulletin.composition === "digest" ? "several entries in one letter" : "one entry",
    ],
    ["Language", bulletin.language],
    ["Sender", sayMailbox(sender.from)],
    ["Answers go to", sayMailbox(sender.replyTo ?? sender.from)],
    ["Signed by", signatories.map(({ name }) => name).join(", ") || "the name in each letter"],
    ["Lists", sayList(names)],
    ["Schedule", saySchedule(bulletin)],
    ["Time zone", bulletin.zone],
    ["Holidays", sayHolidays(holidays)],
    [
      "Approval",
      {
        none: "nobody: entries that are ready are sent on each date",
        one: "one approver",
        another: "an approver who changed nothing",
      }[bulletin.approval] + (bulletin.approveByLink ? ", also by the link in their email" : ""),
    ],
  ];
  return (
    <Layout
      frame={room.frame}
      title="Check and create – New bulletin"
      back={{ href: "/", text: "Home" }}
    >
      <span class="govuk-caption-l">New bulletin</span>
      <h1 class="govuk-heading-l">Check and create</h1>
      <SenderStatus problems={props.status} />
      <dl class="govuk-summary-list">
        {rows.map(([name, value]) => (
          <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{name}</dt>
            <dd class="govuk-summary-list__value dc-wrap">{value}</dd>
          </div>
        ))}
      </dl>
      {dates.length > 0 && (
        <>
          <h2 class="govuk-heading-m">The next five dates</h2>
          <DatesList dates={dates} zone={bulletin.zone} />
        </>
      )}
      <StepForm step={formSteps.length} typed={typed}>
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button" name="go" value="create">
            Create the bulletin
          </button>
          <BackButton />
        </div>
      </StepForm>
    </Layout>
  );
}

function sayHolidays(holidays: Bulletin["holidays"]): string {
  if (!holidays) return "No calendar";
  const { calendar, dates = [], rule } = holidays;
  const which = [
    ...(calendar === undefined ? [] : [calendarNames[calendar]]),
    ...(dates.length === 0 ? [] : [`${dates.length} of your own`]),
  ];
  const what = {
    skip: "nothing is sent",
    before: "sent on the working day before",
    after: "sent on the working day after",
  }[rule];
  return `${sayList(which)}: ${what}`;
}

function BackButton(): JSX.Element {
  return (
    <button
      type="submit"
      class="govuk-button govuk-button--secondary"
      name="go"
      value="back"
      formnovalidate
    >
      Back
    </button>
  );
}

/** Hidden fields carry the other steps. */
function StepForm({
  step,
  typed,
  children,
}: {
  readonly step: number;
  readonly typed: Typed;
  readonly children?: Child;
}): JSX.Element {
  return (
    <form action="/bulletins/new" method="post" novalidate>
      <input type="hidden" name="step" value={String(step)} />
      {formSteps.flatMap((fields, index) =>
        index === step
          ? []
          : fields.flatMap(name =>
              (typed[name] ?? []).map(value => <input type="hidden" name={name} value={value} />),
            ),
      )}
      {children}
    </form>
  );
}
