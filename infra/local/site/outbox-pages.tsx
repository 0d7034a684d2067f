import type { JSX } from "hono/jsx/jsx-runtime";
import type { AddressObject, ParsedMail } from "mailparser";
import { sayCount } from "../../../functions/core/text/say-count.ts";
import { type Frame, Layout } from "../../../functions/web/kit/layout.tsx";
import { FramedText, LetterFrame } from "../../../functions/web/letter/letter-view.tsx";
import type { OutboxEntry } from "../aws/ses/kept/outbox.ts";

type ListProps = {
  readonly frame: Frame;
  readonly entries: readonly OutboxEntry[];
  readonly size: number;
  readonly older: number | undefined;
  readonly first: boolean;
};

export function OutboxPage({ frame, entries, size, older, first }: ListProps): JSX.Element {
  return (
    <Layout frame={frame} title="Outbox" wide>
      <h1 class="govuk-heading-l">Outbox</h1>
      <p class="govuk-body">
        The local SES has accepted {sayCount(size, "message", "messages")}. It sends nothing outside
        this machine.
      </p>
      {entries.length > 0 && (
        <table class="govuk-table dc-stack dc-dense">
          <caption class="govuk-table__caption govuk-visually-hidden">
            Messages, newest first
          </caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              {["To", "Subject", "Accepted", "Edition"].map(column => (
                <th scope="col" class="govuk-table__header">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {entries.map(({ messageId, destinations, subject, at, tags }) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  <a class="govuk-link" href={`/outbox/${messageId}`}>
                    {destinations.join(", ")}
                  </a>
                </th>
                <td class="govuk-table__cell dc-wrap" dir="auto">
                  {subject}
                </td>
                <td class="govuk-table__cell">{sayMoment(at)}</td>
                <td class="govuk-table__cell dc-wrap">
                  {tags.edition && (
                    <a class="govuk-link" href={`/editions/${tags.edition}`}>
                      {tags.edition}
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <nav class="dc-pages govuk-body" aria-label="Pages of the outbox">
        {!first && (
          <a class="govuk-link" href="/outbox">
            Newest
          </a>
        )}
        {older !== undefined && (
          <a class="govuk-link" href={`/outbox?before=${older}`}>
            Older
          </a>
        )}
      </nav>
    </Layout>
  );
}

export const messageViews = { html: "HTML", phone: "Phone", text: "Plain text", source: "Source" };
export type MessageView = keyof typeof messageViews;

type MessageProps = {
  readonly frame: Frame;
  readonly messageId: string;
  readonly mail: ParsedMail;
  readonly source: string;
  /** Undefined: the first that the message has. */
  readonly view: MessageView | undefined;
};

export function MessagePage(props: MessageProps): JSX.Element {
  const { frame, messageId, mail, source } = props;
  const here = `/outbox/${messageId}`;
  // Confirmations and questions are plain text alone.
  const hasHtml = typeof mail.html === "string";
  const view = props.view ?? (hasHtml ? "html" : "text");
  const views = Object.entries(messageViews).filter(
    ([name]) => hasHtml || name === "text" || name === "source",
  );
  return (
    <Layout
      frame={frame}
      title={mail.subject ?? "A message"}
      back={{ href: "/outbox", text: "Outbox" }}
      wide
    >
      <h1 class="govuk-heading-l dc-wrap" dir="auto">
        {mail.subject}
      </h1>
      <Headers mail={mail} />
      <nav aria-label="Views of the message">
        <ul class="dc-views">
          {views.map(([name, text]) => (
            <li>
              <a href={`${here}?view=${name}`} aria-current={name === view ? "page" : undefined}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {view === "html" || view === "phone" ? (
        <LetterFrame address={`${here}/letter.html`} phone={view === "phone"} />
      ) : (
        <FramedText
          label={messageViews[view]}
          text={view === "text" ? (mail.text ?? "") : source}
        />
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`${here}/source`}>
          Source only
        </a>
      </p>
    </Layout>
  );
}

function Headers({ mail }: { readonly mail: ParsedMail }): JSX.Element {
  const unsubscribe = /<(https?:[^>]+)>/.exec(
    mail.headerLines
      .find(({ key }) => key === "list-unsubscribe")
      ?.line.replace(/\r?\n[ \t]+/g, "") ?? "",
  )?.[1];
  const headers: readonly (readonly [string, string | undefined])[] = [
    ["From", textOf(mail.from)],
    ["To", textOf(mail.to)],
    ["Reply-To", textOf(mail.replyTo)],
    ["Date", mail.date?.toUTCString()],
  ];
  return (
    <dl class="govuk-summary-list govuk-summary-list--no-border dc-envelope">
      {headers.map(
        ([name, value]) =>
          value && (
            <div class="govuk-summary-list__row">
              <dt class="govuk-summary-list__key">{name}</dt>
              <dd class="govuk-summary-list__value">{value}</dd>
            </div>
          ),
      )}
      {unsubscribe && (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">List</dt>
          <dd class="govuk-summary-list__value">
            <a class="govuk-link" href={unsubscribe}>
              Unsubscribe
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

function textOf(addresses: AddressObject | AddressObject[] | undefined): string | undefined {
  return (
    addresses &&
    [addresses]
      .flat()
      .map(({ text }) => text)
      .join(", ")
  );
}

/** Uses the time zone of this machine, which is also the reader's. */
function sayMoment(at: number): string {
  return new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}
