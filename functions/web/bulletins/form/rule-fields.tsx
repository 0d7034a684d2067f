import type { JSX } from "hono/jsx/jsx-runtime";
import { usualDeferredAfter, usualKeepDays } from "../../../core/bulletins/bulletin.ts";
import { usualSubject } from "../../../core/bulletins/subject-pattern.ts";
import { type TemplateName, templateNames } from "../../../core/letter/template-name.ts";
import { FieldSet, Radios } from "../../kit/choice-fields.tsx";
import { TextField } from "../../kit/fields.tsx";
import type { StepProps } from "./name-fields.tsx";
import { one } from "./typed.ts";

const templateWords: Readonly<Record<TemplateName, { text: string; hint: string }>> = {
  letter: { text: "A letter", hint: "The words follow one another on one page." },
  sections: {
    text: "A bulletin with sections",
    hint: "The subject is in a band at the top, and a line is above each entry.",
  },
};

/** What only the settings have: subject, footer and the rules of sending. */
export function RuleFields({ typed, problems }: StepProps): JSX.Element {
  const field = (name: string) => ({ name, value: one(typed, name), problems });
  return (
    <>
      <TextField
        {...field("subject")}
        label="Subject of a letter with several entries (optional)"
        hint={`Use {{bulletin}}, {{organisation}} and {{date}}. If it is empty: ${usualSubject}`}
      />
      <Radios
        {...field("template")}
        label="What do the letters look like?"
        choices={templateNames.map(name => ({ value: name, ...templateWords[name] }))}
      />
      <TextField
        {...field("summary_words")}
        label="Shorten entries of more than how many words? (optional)"
        hint="For example, 120. The letter has the beginning of such an entry, and a link to the rest in the archive. If it is empty, no entry is shortened."
      />
      <Radios
        {...field("list_style")}
        label="How do the points of a list end?"
        choices={[
          {
            value: "any",
            text: "In any way",
            hint: "A check warns if the points of one list differ.",
          },
          { value: "none", text: "Without a mark" },
          { value: "semicolons", text: "With a semicolon, and the last with a full stop" },
        ]}
      />
      <FieldSet legend="Footer">
        <TextField
          {...field("footer_reason")}
          label="Why people get the letter (optional)"
          hint="For example, You receive this letter because you work for Harbour Health Trust."
        />
        <TextField {...field("footer_address")} label="Postal address (optional)" />
        <TextField
          {...field("footer_privacy")}
          label="Link to your privacy notice (optional)"
          hint="For example, https://example.org/privacy"
        />
      </FieldSet>
      <Radios
        {...field("uncertain")}
        label="If Amazon SES does not confirm a letter"
        choices={[
          { value: "hold", text: "Pause, and ask an approver" },
          { value: "resend", text: "Send it once more", hint: "A person may get two copies." },
        ]}
      />
      <Radios
        {...field("over_quota")}
        label="If an edition is larger than the daily quota"
        choices={[
          { value: "refuse", text: "Pause before the first letter" },
          { value: "spread", text: "Send it over several days" },
        ]}
      />
      <FieldSet legend="Pause if many letters come back (optional)">
        <TextField {...field("bounce_percent")} label="Bounces, in percent" hint="For example, 5" />
        <TextField
          {...field("complaint_percent")}
          label="Reports as spam, in percent"
          hint="For example, 0.3"
        />
        <TextField
          {...field("breaker_after")}
          label="After how many letters"
          hint="For example, 500"
        />
      </FieldSet>
      <TextField
        {...field("deferred_after")}
        label="Stop writing to a full mailbox after how many editions (optional)"
        hint={`If it is empty: ${usualDeferredAfter}. 0 means never.`}
      />
      <TextField
        {...field("keep_days")}
        label="Keep who got each letter for how many days (optional)"
        hint={`Then only the figures of an edition stay. From 30 to 3,650. If it is empty: ${usualKeepDays}.`}
      />
    </>
  );
}
