import type { JSX } from "hono/jsx/jsx-runtime";
import { FieldSet, Radios } from "../../kit/choice-fields.tsx";
import { TextArea, TextField } from "../../kit/fields.tsx";
import type { StepProps } from "./name-fields.tsx";
import { one } from "./typed.ts";

/** Who must approve an edition, and whether the link in their email is enough. */
export function ApprovalRuleFields({ typed, problems }: StepProps): JSX.Element {
  const field = (name: string) => ({ name, value: one(typed, name), problems });
  return (
    <>
      <Radios
        {...field("approval")}
        label="Who must approve an edition?"
        choices={[
          { value: "one", text: "One approver" },
          {
            value: "another",
            text: "An approver who changed nothing",
            hint: "No person can write and send a letter alone.",
          },
          { value: "none", text: "Nobody", hint: "Entries that are ready are sent on each date." },
        ]}
      />
      <Radios
        {...field("approve_by_link")}
        label="Can approvers use the link in their email, without signing in?"
        choices={[
          { value: "no", text: "No, they sign in" },
          { value: "yes", text: "Yes, the link is enough" },
        ]}
      />
    </>
  );
}

/** The rules around a date: approvers, deadline, late editions, undo window, archive. */
export function ApprovalFields({ typed, problems }: StepProps): JSX.Element {
  const field = (name: string) => ({ name, value: one(typed, name), problems });
  return (
    <>
      <ApprovalRuleFields typed={typed} problems={problems} />
      <TextArea
        {...field("approvers")}
        label="Approvers (optional)"
        hint="One email address on each line, and after a comma the deputy’s. If it is empty, every approver of this bulletin may approve."
        rows={3}
      />
      <TextField
        {...field("deadline")}
        label="How long before its date is an edition put to the approvers? (optional)"
        hint="For example, 4 hours or 1 day. If it is empty: a day, or half the time between two dates."
      />
      <FieldSet legend="If an edition is late">
        <Radios
          {...field("late")}
          label="Nobody approved it in time, or the clock did not run"
          choices={[
            { value: "send", text: "Send it, if it is not too late" },
            { value: "hold", text: "Pause it, and ask" },
            {
              value: "skip",
              text: "Do not send it",
              hint: "Its entries go into the next edition.",
            },
          ]}
        />
        <TextField
          {...field("late_hours")}
          label="Send it for how many hours after its date?"
          hint="For example, 24"
        />
      </FieldSet>
      <TextField
        {...field("hold_minutes")}
        label="How many minutes can sending be undone? (optional)"
        hint="For example, 5. Nobody has the letter during this time."
      />
      <Radios
        {...field("archive")}
        label="Who can read earlier letters?"
        choices={[
          { value: "private", text: "People who have the address of the archive" },
          { value: "public", text: "Everyone" },
        ]}
      />
    </>
  );
}
