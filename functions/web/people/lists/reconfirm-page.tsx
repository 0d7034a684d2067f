import type { JSX } from "hono/jsx/jsx-runtime";
import type { List } from "../../../core/people/list.ts";
import {
  answerDays,
  isAskingOver,
  type Reconfirmation,
} from "../../../core/people/reconfirm/reconfirmation.ts";
import type { ReconfirmationSurvey } from "../../../steps/readers/reconfirm/survey-reconfirmation.ts";
import { Radios } from "../../kit/choice-fields.tsx";
import { ErrorSummary, type FieldProblem, TextField } from "../../kit/fields.tsx";
import { type Frame, Layout } from "../../kit/layout.tsx";
import { sayDate, sayPeople } from "../../kit/say.ts";

type Props = {
  readonly frame: Frame;
  readonly list: List;
  readonly reconfirmation: Reconfirmation | undefined;
  /** Undefined if the list is too long to count while someone waits. */
  readonly survey: ReconfirmationSurvey | undefined;
  readonly usedBy: readonly { readonly id: string; readonly name: string }[];
  readonly values: ReconfirmValues;
  readonly problems: readonly FieldProblem[];
};
export type ReconfirmValues = { readonly bulletin: string; readonly days: string };

const on = (instant: string) => sayDate(new Date(instant), "UTC");

/** Asks the people on a list whether they still want its letters; shows what came of it. */
export function ReconfirmPage(props: Props): JSX.Element {
  const { frame, list, reconfirmation, problems } = props;
  const title = "Ask who still wants letters";
  const isUnderWay = reconfirmation !== undefined && !isAskingOver(reconfirmation);
  return (
    <Layout
      frame={frame}
      title={`${title}: ${list.name}`}
      back={{ href: `/lists/${list.id}`, text: list.name }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l dc-wrap">
        <bdi>{list.name}</bdi>
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      {reconfirmation && <Result {...props} reconfirmation={reconfirmation} />}
      {isUnderWay ? <Decide {...props} reconfirmation={reconfirmation} /> : <Start {...props} />}
    </Layout>
  );
}

function Start({ list, usedBy, values, problems }: Props): JSX.Element {
  if (usedBy.length === 0)
    return (
      <p class="govuk-body">
        No bulletin uses this list. Its people would not know who asks: use the list in a bulletin
        first.
      </p>
    );
  return (
    <form action={`/lists/${list.id}/reconfirm`} method="post" novalidate>
      <p class="govuk-body">
        Everyone who gets letters through this list gets an email, in their language, with a link to
        say yes or no. People who do not answer get one reminder, a week before the last day. Then
        you see how many did not answer, and decide whether to remove them.
      </p>
      <Radios
        name="bulletin"
        label="In the name of"
        hint="Its sender writes the email. The email names all bulletins that use the list."
        value={values.bulletin}
        problems={problems}
        choices={usedBy.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <TextField
        name="days"
        label="Days to answer"
        hint={`From ${answerDays.least} to ${answerDays.most}.`}
        value={values.days}
        problems={problems}
      />
      <button type="submit" class="govuk-button">
        Ask everyone on the list
      </button>
    </form>
  );
}

type UnderWay = Props & { readonly reconfirmation: Reconfirmation };

function Decide({ list, reconfirmation: { phase }, survey }: UnderWay): JSX.Element {
  const here = `/lists/${list.id}/reconfirm`;
  return (
    <>
      {phase === "ended" && (
        <>
          <h2 class="govuk-heading-m">Decide about the people who did not answer</h2>
          <p class="govuk-body">
            They get no letters through this list any more. They stay on their other lists. You can
            add them again, and they can come back with the link of the email.
          </p>
          {survey?.unanswered !== 0 && (
            <>
              <p class="govuk-body">
                <a class="govuk-link" href={`${here}/unanswered.csv`}>
                  Download the people who did not answer (CSV)
                </a>
              </p>
              <form action={`${here}/remove`} method="post">
                <button type="submit" class="govuk-button govuk-button--warning">
                  {survey
                    ? `Remove ${sayPeople(survey.unanswered)}`
                    : "Remove the people who did not answer"}
                </button>
              </form>
            </>
          )}
        </>
      )}
      {phase !== "removing" && (
        <form action={`${here}/stop`} method="post">
          <button type="submit" class="govuk-button govuk-button--secondary">
            {phase === "ended" ? "End without removing anyone" : "Stop asking"}
          </button>
        </form>
      )}
    </>
  );
}

const phaseWords: Readonly<Record<Reconfirmation["phase"], string>> = {
  asking: "The emails go out",
  waiting: "Asked. People answer",
  reminding: "The reminders go out",
  answering: "Reminded. People answer",
  ended: "The time to answer is over",
  removing: "The people who did not answer are being removed",
  removed: "Ended: the people who did not answer were removed",
  stopped: "Stopped",
};

function Result({ reconfirmation, survey, list, usedBy }: UnderWay): JSX.Element {
  const { phase, startedAt, remindAt, answerBy, asked, reminded, removed } = reconfirmation;
  const sender = usedBy.find(({ id }) => id === reconfirmation.bulletin)?.name;
  const facts: readonly (readonly [string, string])[] = [
    ["State", phaseWords[phase]],
    ["Begun", `${on(startedAt)}, in the name of ${sender ?? reconfirmation.bulletin}`],
    ["Asked", sayPeople(asked)],
    ["Reminded", reminded > 0 ? sayPeople(reminded) : `Nobody yet: from ${on(remindAt)} on`],
    ["Last day to answer", on(answerBy)],
    ...(survey
      ? ([
          ["Said yes", sayPeople(survey.confirmed)],
          ["Did not answer", `${sayPeople(survey.unanswered)} had time to answer`],
          [
            "Stay in any case",
            `${sayPeople(survey.notAsked)}: not asked, no email, or not enough time to answer so far`,
          ],
          ["Came later", `${sayPeople(survey.newer)}. They stay`],
        ] as const)
      : ([
          [
            "Answers",
            `The list is too long to count here. Use: npm run list -- reconfirm ${list.id} --remove --dry-run`,
          ],
        ] as const)),
    ["Removed", sayPeople(removed)],
  ];
  return (
    <dl class="govuk-summary-list">
      {facts.map(([name, value]) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{name}</dt>
          <dd class="govuk-summary-list__value dc-wrap">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
